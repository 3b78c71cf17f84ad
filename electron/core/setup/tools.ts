import { stat } from 'node:fs/promises';
import path from 'node:path';
import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { Capabilities } from '../elasticsearch/capabilities.ts';
import { runScript, type ScriptResult } from '../hosts/run-script.ts';
import { insideOf } from '../installation/local-files.ts';
import { type LocalStore, ownerOf } from './local-store.ts';

/** The only scripts that are ever run, all in `bin` of the data store. */
type Tool = 'plugin' | 'elasticsearch-plugin' | 'elasticsearch-keystore';

const PLUGIN_MS = 600_000;
const KEYSTORE_MS = 60_000;
/** What a script of Java needs of this program's environment, and nothing more. */
const KEPT = [
  'PATH',
  'JAVA_HOME',
  'ES_JAVA_HOME',
  'ES_JAVA_OPTS',
  'CLI_JAVA_OPTS',
  'SystemRoot',
  'TEMP',
  'TMP',
];

/** Installs the official plugin of S3. Resolves with what the script said; rejects with `setup-failed`. */
export async function installPlugin(
  local: LocalStore,
  { s3Plugin, s3Tool: tool }: Pick<Capabilities, 's3Plugin' | 's3Tool'>,
): Promise<{ command: string; output: string[] }> {
  const args = ['install', '--batch', s3Plugin];
  const { output } = await succeeded(tool, args, run(local, tool, args, PLUGIN_MS));
  return { command: [tool, ...args].join(' '), output: output.slice(-20) };
}

/** Names of the entries of the keystore, never their values. Rejects with `setup-failed`. */
export async function listKeystore(local: LocalStore): Promise<string[]> {
  const args = ['list'];
  return (
    await succeeded('elasticsearch-keystore', args, run(local, 'elasticsearch-keystore', args, KEYSTORE_MS))
  ).output;
}

/** Puts values into the keystore, through the standard input. Resolves when the list names each of them. */
export async function addToKeystore(local: LocalStore, entries: ReadonlyMap<string, string>): Promise<void> {
  for (const [name, value] of entries) {
    const args = ['add', '--stdin', '--force', name];
    await succeeded(
      'elasticsearch-keystore',
      args,
      run(local, 'elasticsearch-keystore', args, KEYSTORE_MS, `${value}\n`),
      // Whatever a script repeats of its input is no part of a message.
      value,
    );
  }
  const names = await listKeystore(local);
  const missing = [...entries.keys()].filter((name) => !names.includes(name));
  if (missing.length > 0) throw failed('elasticsearch-keystore', `It does not list ${missing.join(', ')}.`);
}

async function run(
  local: LocalStore,
  tool: Tool,
  args: readonly string[],
  timeoutMs: number,
  input?: string,
): Promise<ScriptResult> {
  const name = process.platform === 'win32' ? `${tool}.bat` : tool;
  const script = await insideOf(local.files.root, path.join(local.home, 'bin', name));
  const user = await userOf(local);
  return runScript({
    file: script,
    args,
    env: await environment(local),
    folder: local.home,
    timeoutMs,
    ...(input === undefined ? {} : { input }),
    ...(user === null ? {} : { user }),
  });
}

/** As the user of the data store: files of another one could not be read by it, and it would not start. */
async function userOf(local: LocalStore): Promise<{ uid: number; gid: number } | null> {
  const owner = await ownerOf(local);
  const own = process.getuid?.();
  if (owner === null || own === undefined || own === owner.uid) return null;
  if (own === 0) return owner;
  const detail =
    'This program runs as another user than the data store, which could not read what is written.';
  throw new AppFailure(appError('setup-by-hand', { detail }));
}

async function environment(local: LocalStore): Promise<Record<string, string>> {
  const kept = KEPT.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  const shipped = path.join(local.files.root, 'jvm', 'jvm');
  const java = await stat(shipped).then(
    () => ({ JAVA_HOME: shipped }),
    () => ({}),
  );
  return {
    ...java,
    ...Object.fromEntries(kept),
    HOME: local.home,
    ES_PATH_CONF: path.join(local.home, 'config'),
  };
}

async function succeeded(
  tool: Tool,
  args: readonly string[],
  running: Promise<ScriptResult>,
  secret?: string,
): Promise<ScriptResult> {
  const result = await running;
  if (result.code === 0) return result;
  const said = result.output.slice(-5).join(' ').slice(-600);
  const words = secret === undefined ? said : said.replaceAll(secret, '***');
  throw failed(
    `${tool} ${args[0] ?? ''}`,
    result.timedOut ? 'It did not end in time and was ended.' : words || 'It said nothing.',
  );
}

const failed = (what: string, detail: string): AppFailure =>
  new AppFailure(appError('setup-failed', { what, detail }));
