import path from 'node:path';
import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import { GatewayDraft, type InstallationPlace } from '#shared/model/gateway.ts';
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

/** Rejects with `installation-missing` where the folder holds none. */
async function installationOf(
  { engine }: Session,
  folder: string | undefined,
): Promise<InstallationPlace | undefined> {
  if (folder === undefined) return undefined;
  const review = await engine.installation.read({ folder: path.resolve(folder) });
  return { folder: review.folder, instance: review.instance };
}
