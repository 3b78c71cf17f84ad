import path from 'node:path';
import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { Capabilities } from '../elasticsearch/capabilities.ts';
import type { ScriptResult } from '../hosts/run-script.ts';
import type { ReachedStore, ToolCall } from './reached-store.ts';

const PLUGIN_MS = 600_000;
const KEYSTORE_MS = 60_000;

interface Installed {
  command: string;
  output: string[];
}

/** Installs the official plugin of S3. Resolves with what the script said; rejects with `setup-failed`. */
export async function installPlugin(
  reached: ReachedStore,
  { s3Plugin, s3Tool: tool }: Pick<Capabilities, 's3Plugin' | 's3Tool'>,
): Promise<Installed> {
  const args = ['install', '--batch', s3Plugin];
  const { output } = await succeeded(reached, { tool, args, timeoutMs: PLUGIN_MS });
  return { command: [tool, ...args].join(' '), output: output.slice(-20) };
}

/** The same from a zip of this computer, which was checked before. */
export async function installPluginZip(
  reached: ReachedStore,
  { s3Tool: tool }: Pick<Capabilities, 's3Tool'>,
  zip: string,
): Promise<Installed> {
  const { output } = await reached.lend(zip, (url) =>
    succeeded(reached, { tool, args: ['install', '--batch', url], timeoutMs: PLUGIN_MS }),
  );
  return { command: `${tool} install --batch ${path.basename(zip)}`, output: output.slice(-20) };
}

/** Names of the entries of the keystore, never their values. Rejects with `setup-failed`. */
export async function listKeystore(reached: ReachedStore): Promise<string[]> {
  const call: ToolCall = { tool: 'elasticsearch-keystore', args: ['list'], timeoutMs: KEYSTORE_MS };
  return (await succeeded(reached, call)).output;
}

/** Puts values into the keystore, through the standard input. Resolves when the list names each of them. */
export async function addToKeystore(
  reached: ReachedStore,
  entries: ReadonlyMap<string, string>,
): Promise<void> {
  const tool = 'elasticsearch-keystore';
  for (const [name, value] of entries) {
    const args = ['add', '--stdin', '--force', name];
    const call = { tool, args, timeoutMs: KEYSTORE_MS, input: `${value}\n` } as const;
    // Whatever a script repeats of its input is no part of a message.
    await succeeded(reached, call, value);
  }
  const names = await listKeystore(reached);
  const missing = [...entries.keys()].filter((name) => !names.includes(name));
  if (missing.length > 0) throw failed(tool, `It does not list ${missing.join(', ')}.`);
}

async function succeeded(reached: ReachedStore, call: ToolCall, secret?: string): Promise<ScriptResult> {
  const result = await reached.run(call);
  if (result.code === 0) return result;
  const said = result.output.slice(-5).join(' ').slice(-600);
  const words = secret === undefined ? said : said.replaceAll(secret, '***');
  throw failed(
    `${call.tool} ${call.args[0] ?? ''}`,
    result.timedOut ? 'It did not end in time.' : words || 'It said nothing.',
  );
}

const failed = (what: string, detail: string): AppFailure =>
  new AppFailure(appError('setup-failed', { what, detail }));
