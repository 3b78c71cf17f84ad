import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { loadSamples } from '#lab/samples/load.ts';
import { fetchServer } from '#lab/servers/fetch.ts';
import { ALL_VERSIONS, type ServerVersion, startServer } from '#lab/servers/start.ts';
import { prepareDesktop, prepareServers } from './prepare.ts';

const USAGE = `Usage:
  npm run lab -- fetch [versions…]           download and unpack data stores (all by default)
  npm run lab -- start <version> [--sample]  run one in the foreground, with sample data if asked
  npm run lab -- prepare                     everything that the tests need
Versions: ${ALL_VERSIONS.join(', ')}`;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { sample: { type: 'boolean' } },
});
const [command, ...rest] = positionals;

try {
  await dispatch();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function dispatch(): Promise<void> {
  if (command === 'fetch') {
    for (const version of rest.length === 0 ? ALL_VERSIONS : rest.map(versionOf)) {
      console.log(version, await fetchServer(version));
    }
  } else if (command === 'start') {
    await start(versionOf(rest[0] ?? ''));
  } else if (command === 'prepare') {
    await prepareServers();
    await prepareDesktop();
  } else {
    console.error(USAGE);
    process.exitCode = 2;
  }
}

function versionOf(text: string): ServerVersion {
  const version = ALL_VERSIONS.find((known) => known === text);
  if (version === undefined) throw new Error(`Unknown version "${text}". Known: ${ALL_VERSIONS.join(', ')}`);
  return version;
}

async function start(version: ServerVersion): Promise<void> {
  const server = await startServer(version);
  if (values.sample === true) await loadSamples(server.url);
  console.log(`${server.url}\nFolder: ${server.folder}\nPress Ctrl+C to stop and remove it.`);
  // An open timer keeps the program alive; the supervised server does not.
  const alive = setInterval(() => undefined, 60_000);
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  clearInterval(alive);
  await server.stop();
}
