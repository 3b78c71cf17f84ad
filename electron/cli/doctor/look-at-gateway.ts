import type { GatewayProfile } from '#shared/model/gateway.ts';
import type { RepositoryList } from '#shared/model/repository.ts';
import type { SetupPlace } from '#shared/model/setup.ts';
import { isDone } from '#shared/rules/restart-nodes.ts';
import { reportOf } from '../modern/connection-report.ts';
import type { Session } from '../session.ts';
import { failed, failedBy, type Look, passed, warning } from './finding.ts';

/** A saved gateway: all that a backup needs, its repositories, and what is left of earlier work. */
export async function lookAtGateway(session: Session, profile: GatewayProfile): Promise<Look[]> {
  const left = [...(await lookAtJournals(session, profile)), await lookAtRestart(session, profile)];
  try {
    await session.gateway({ name: profile.id });
    const report = await reportOf(session, profile);
    if (!report.usable && report.checks.some(({ id, state }) => id === 'version' && state !== 'passed'))
      return [...report.checks, ...left];
    return [...report.checks, ...(await lookAtPlaces(session, profile.id)), ...left];
  } catch (thrown) {
    return [failedBy('Data store', thrown), ...left];
  }
}

async function lookAtPlaces({ engine }: Session, gatewayId: string): Promise<Look[]> {
  try {
    const list = await engine.repositories.list({ gatewayId });
    const checks = await Promise.all(
      list.repositories.map(async ({ name }) => {
        const check = await engine.repositories.verify({ gatewayId, name });
        const title = `Repository ${name}`;
        return check.error === null ? passed(title, 'Every node can use it') : failed(title, check.error);
      }),
    );
    return [...checks, ...(await lookAtSetup(engine, gatewayId, list))];
  } catch (thrown) {
    return [failedBy('Repositories', thrown)];
  }
}

async function lookAtSetup(
  engine: Session['engine'],
  gatewayId: string,
  list: RepositoryList,
): Promise<Look[]> {
  const place = await placeOf(engine, gatewayId, list);
  // Without a folder that is allowed, the check of the backup folder has said what to do.
  if (place === null) return [];
  const { steps, problems } = await engine.setup.check({ gatewayId, place });
  const open = steps.flatMap(({ nodes, byHand }) =>
    nodes
      .filter(({ state }) => state === 'open' || state === 'due' || state === 'waiting')
      .map(({ name, detail }) =>
        warning('Set-up', [`${name}: ${detail}`, ...(byHand?.lines ?? [])].join(' | ')),
      ),
  );
  const unread = problems.map((error) => ({ ...failed('Set-up', error), state: 'warning' as const }));
  return open.length + unread.length === 0 ? [passed('Set-up', 'Nothing is open')] : [...open, ...unread];
}

/** The kind of place that this data store uses: S3 where a repository is there, else its first allowed folder. */
async function placeOf(
  engine: Session['engine'],
  gatewayId: string,
  { repositories, allowedFolders }: RepositoryList,
): Promise<SetupPlace | null> {
  const s3 = repositories.find(({ type }) => type === 's3');
  if (s3 !== undefined) {
    const { editing } = await engine.repositories.form({ gatewayId, name: s3.name });
    const client = editing?.place.kind === 's3' ? editing.place.client : '';
    return { kind: 's3', client: client === '' ? 'default' : client };
  }
  const [folder] = allowedFolders;
  return folder === undefined ? null : { kind: 'folder', folder };
}

async function lookAtJournals({ engine }: Session, { id }: GatewayProfile): Promise<Look[]> {
  const open = (await engine.journals.list({})).filter(({ gatewayId }) => gatewayId === id);
  return open.map(({ backup, step, active }) =>
    active
      ? warning('Restore', `The restore of ${backup} is at work: ${step}`)
      : {
          state: 'failed',
          title: 'Restore',
          detail: `The restore of ${backup} did not end: ${step}. No other change is made until it is settled`,
          error: null,
        },
  );
}

async function lookAtRestart({ engine }: Session, { id: gatewayId }: GatewayProfile): Promise<Look> {
  const pending = await engine.restarts.pending({ gatewayId });
  const due = pending?.nodes.filter((node) => !isDone(node)) ?? [];
  if (pending === null || due.length === 0) return passed('Restart', 'None is due');
  const names = due.map(({ name }) => name).join(', ');
  return warning('Restart', `Due on ${names}: ${pending.why}`);
}
