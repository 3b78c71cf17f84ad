import path from 'node:path';
import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import { GatewayDraft, type InstallationPlace } from '#shared/model/gateway.ts';
import { installationHere, instanceIn } from '../installation-here.ts';
import { listOf } from '../options.ts';
import { Refusal } from '../refusal.ts';
import type { Session } from '../session.ts';
import type { Run } from './command.ts';
import { dryAnswer, isDry } from './dry-run.ts';

/** Saves a gateway, as the desktop program does but for its password. */
export const run: Run<'gateway-add'> = async ({ session, options }) => {
  const username = options.get('user');
  const installation = await installationOf(session, options.get('installation'));
  const draft = GatewayDraft.safeParse({
    name: options.get('name'),
    tenant: options.get('tenant'),
    release: options.get('release'),
    dataStore: { addresses: listOf(options, 'address'), ...(username === undefined ? {} : { username }) },
    nodes: [],
    ...(installation === undefined ? {} : { installation }),
    autostart: false,
    readOnly: false,
  });
  if (!draft.success) {
    const [issue] = draft.error.issues;
    throw new Refusal(`The gateway was not saved: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}.`);
  }
  if (isDry(options)) {
    const { name } = draft.data;
    const saved = await session.engine.gateways.list({});
    if (saved.some(({ profile }) => profile.name.toLowerCase() === name.toLowerCase()))
      throw new AppFailure(appError('gateway-name-taken', { what: name }));
    return dryAnswer('add-gateway', { gateway: draft.data }, [`Would save ${name}`]);
  }
  const { profile } = await session.engine.gateways.add({ draft: draft.data, secrets: {} });
  return { lines: [`Saved ${profile.name} as ${profile.id}`], json: { gateway: profile }, code: 0 };
};

/** Rejects with a Refusal where the folder lies in no installation, or does not tell which instance is meant. */
async function installationOf(
  session: Session,
  given: string | undefined,
): Promise<InstallationPlace | undefined> {
  if (given === undefined) return undefined;
  const folder = path.resolve(given);
  const review = await installationHere(session, folder);
  if (review === null)
    throw new Refusal(`${folder} is in no installation of API Gateway. Nothing was saved.`);
  if (review.instances.length > 1 && instanceIn(folder) === undefined)
    throw new Refusal(
      `${folder} has several instances: ${review.instances.join(', ')}. Give the folder of one of them.`,
    );
  return { folder: review.folder, instance: review.instance };
}
