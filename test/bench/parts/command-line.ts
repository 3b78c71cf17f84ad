import { mkdtempSync } from 'node:fs';
import path from 'node:path';
import { REPOSITORY } from '#lab/electron/runtime.ts';
import { startTcpProxy } from '#lab/faults/tcp-proxy.ts';
import { loadedParts } from '#lab/processes/loaded-parts.ts';
import { runOrThrow } from '#lab/processes/run.ts';
import type { LabServer } from '#lab/servers/start.ts';
import { draftFor, openEngine } from '../../stores/support/open-engine.ts';
import { type Figure, inTurns, median, timed } from '../figures.ts';
import { javaClient } from '../java-client.ts';
import { TWENTY, TWENTY_REPOSITORY } from '../twenty-backups.ts';

const PAIRS = 11;
const WARM_UPS = 2;
const SHARE = 0.4;
const LIST = ['list', 'backup'];

/** The whole process of `list backup` against a Java program that does the same. */
export async function benchCommandLine(server: LabServer): Promise<Figure[]> {
  const proxy = await startTcpProxy(server.url);
  try {
    const program = path.join(REPOSITORY, 'out', 'cli', 'apigatewayUtil.mjs');
    const env = await environmentFor(server, server.url);
    const java = await javaClient();
    const ours = async (): Promise<number> =>
      timed(async () => expectAll(await runOrThrow(process.execPath, [program, ...LIST], { env })));
    const theirs = async (): Promise<number> =>
      timed(async () =>
        expectAll(await runOrThrow(java.file, [...java.args, server.url, TWENTY_REPOSITORY])),
      );
    await inTurns(WARM_UPS, ours, theirs);
    const times = await inTurns(PAIRS, ours, theirs);
    const bare = await inTurns(PAIRS, () => timed(() => runOrThrow(process.execPath, ['-e', ''])), theirs);

    const counted = await environmentFor(server, proxy.url);
    await runOrThrow(process.execPath, [program, ...LIST], { env: counted });
    const reference = median(times.reference);
    return [
      {
        row: 'cli-list',
        value: median(times.ours),
        reference,
        budget: SHARE * reference,
        unit: 'ms',
        throttled: null,
        pairs: PAIRS,
        beside: {
          'bare Node': `${Math.round(median(bare.ours))} ms`,
          requests: String(proxy.requests.length),
          'files of the bundle that are loaded': String((await loadedParts(program, LIST, env)).length),
        },
      },
    ];
  } finally {
    await proxy.stop();
  }
}

/** A data folder in which one gateway is saved; nothing else of this process reaches the program. */
async function environmentFor(server: LabServer, address: string): Promise<NodeJS.ProcessEnv> {
  const folder = mkdtempSync(path.join(server.folder, 'command-line-'));
  const open = await openEngine({ folder });
  await open.engine.gateways.add({
    draft: draftFor(server, { dataStore: { addresses: [address] } }),
    secrets: {},
  });
  await open.close();
  return { PATH: process.env.PATH, GATEWAY_VAULT_HOME: folder };
}

function expectAll(out: string): void {
  const listed = out.split('\n').filter((line) => line.startsWith('nightly-')).length;
  if (listed !== TWENTY) throw new Error(`${listed} backups listed`);
}
