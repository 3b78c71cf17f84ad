import { startTcpProxy, type TcpProxy } from '#lab/faults/tcp-proxy.ts';
import type { ServerVersion } from '#lab/servers/start.ts';
import { AppFailure } from '#shared/errors/app-error.ts';
import { ERROR_CODES, type ErrorCode } from '#shared/errors/codes.ts';
import { type Abilities, abilitiesOf } from './abilities.ts';
import { Bench, type BenchOptions, openBench } from './bench.ts';
import { JournalHook } from './journal-hook.ts';
import { draftFor } from './open-engine.ts';

/** One real server, an engine, and a proxy between them that sees and may disturb everything. */
export interface FaultLab {
  version: ServerVersion;
  can: Abilities;
  /** Its engine speaks through the proxy; its own requests go straight to the server. */
  bench: Bench;
  proxy: TcpProxy;
  hook: JournalHook;
  /** Where the requests of the running test begin; those of the whole file are kept. */
  from: number;
}

/** Lines of requests of the running test. */
export const sent = ({ proxy, from }: FaultLab, match: RegExp): string[] =>
  proxy.requests.slice(from).filter((line) => match.test(line));

/** The requests reach the server and their replies are lost. */
export const dropReplies = ({ proxy }: FaultLab, match: RegExp): Promise<void> =>
  proxy.setMode({ kind: 'drop-reply', match });

export async function openFaultLab(version: ServerVersion, options: BenchOptions = {}): Promise<FaultLab> {
  const hook = new JournalHook();
  const direct = await openBench(version, {
    files: hook.files,
    draft: { name: 'Direct' },
    timing: { pollLongestMs: 500 },
    ...options,
  });
  try {
    const proxy = await startTcpProxy(direct.url);
    const draft = draftFor(direct.server, { dataStore: { addresses: [proxy.url] } });
    const { profile } = await direct.engine.gateways.add({ draft, secrets: {} });
    await direct.engine.gateways.remove({ gatewayId: direct.gatewayId });
    const bench = new Bench(direct.server, direct.open, profile.id);
    return { version, can: abilitiesOf(version), bench, proxy, hook, from: 0 };
  } catch (thrown) {
    await direct.stop();
    throw thrown;
  }
}

/** A test begins with an open line and without what another one may have left. */
export async function calm(at: FaultLab): Promise<void> {
  const { engine } = at.bench;
  at.hook.onWrite = () => undefined;
  const left = (await engine.operations.list({})).filter((one) => one.status === 'running');
  // Whoever still waits for a lost reply is told that it is lost.
  if (left.length > 0) await at.proxy.setMode({ kind: 'refuse' });
  await at.proxy.setMode({ kind: 'pass' });
  await Promise.all(left.map((one) => engine.operations.ended(one.id)));
  const running = await at.bench.raw<{ snapshots: { repository: string; snapshot: string }[] }>(
    'GET',
    '/_snapshot/_status',
  );
  for (const one of running.snapshots)
    await fetch(`${at.bench.url}/_snapshot/${one.repository}/${one.snapshot}`, { method: 'DELETE' });
  for (const { id } of await engine.journals.list({}))
    await engine.journals.resolve({ journalId: id, action: 'close-by-hand' });
  at.from = at.proxy.requests.length;
}

/** Codes of all errors anywhere in an answer, or of a failure. */
export function errorsIn(value: unknown): ErrorCode[] {
  if (value instanceof AppFailure) return [value.value.code];
  if (value instanceof Error) throw value;
  if (typeof value !== 'object' || value === null) return [];
  const code = 'code' in value ? ERROR_CODES.find((known) => known === value.code) : undefined;
  return [...(code === undefined ? [] : [code]), ...Object.values(value).flatMap(errorsIn)];
}
