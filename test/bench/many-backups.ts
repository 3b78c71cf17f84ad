import { progress } from '#lab/processes/run.ts';
import { createIndex } from '#lab/samples/create-index.ts';
import { inParallel, storeRequest } from '#lab/samples/store-http.ts';
import type { LabServer } from '#lab/servers/start.ts';
import type { Content } from './filled-server.ts';
import { makeRepository } from './repository.ts';
import { namesOf, planOf } from './tenant.ts';

const USUAL_BACKUPS = 1_000;
export const BACKUPS = Number(process.env.GATEWAY_VAULT_BENCH_BACKUPS ?? USUAL_BACKUPS);
/** Fewer are for trying: the figures are shown and not kept. */
export const areBackupsUsual = BACKUPS === USUAL_BACKUPS;
export const MANY = 'many';

/** One tenant of about 90 small indices, and one repository with many backups of all of them. */
export const MANY_BACKUPS: Content = {
  name: `${BACKUPS}-backups`,
  format: 1,
  fill: async (server) => {
    const { url, version } = server;
    const major = Number(version.split('.')[0]);
    await inParallel(planOf(version), 8, (plan) => createIndex(url, major, plan));
    const names = namesOf(server);
    const lines = names.map((name) => `${JSON.stringify({ index: { _index: name } })}\n{"name":"bench"}\n`);
    await storeRequest(url, 'POST', '/_bulk', lines.join(''));
    await storeRequest(url, 'POST', '/gateway_*/_flush?force=true');
    await makeRepository(server, 'unlimited', MANY);
    const numbers = Array.from({ length: BACKUPS }, (_, at) => at + 1);
    // Two at a time: one copies while the other is finished.
    await inParallel(numbers, 2, async (number) => {
      await backUpRaw(server, `default-${number}`, names);
      if (number % 100 === 0) progress(`${number} of ${BACKUPS} backups`);
    });
  },
};

async function backUpRaw({ url }: LabServer, name: string, indices: string[]): Promise<void> {
  const path = `/_snapshot/${MANY}/${name}?wait_for_completion=true`;
  const body = { indices: indices.join(','), include_global_state: false };
  const { snapshot } = await storeRequest<{ snapshot: { state: string } }>(url, 'PUT', path, body);
  if (snapshot.state !== 'SUCCESS') throw new Error(`${name}: ${snapshot.state}`);
}
