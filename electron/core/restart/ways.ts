import { type AppError, AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import { never } from '#shared/errors/never.ts';
import type { GatewayProfile } from '#shared/model/gateway.ts';
import type { Installation, NodeReach } from '#shared/model/reach.ts';
import type { StorePart } from '#shared/model/restart.ts';
import { storeReachOf } from '#shared/rules/store-reach.ts';
import { type Host, lastWords, type ScriptRun } from '../hosts/host.ts';
import type { Reaches } from '../hosts/reaches.ts';
import { fileOf, logsOf, nameOf, type ScriptName } from '../hosts/scripts.ts';
import { type PartRun, throwIfUntouched } from './part-run.ts';
import type { NodeRun } from './run-node.ts';
import { agoText } from './words.ts';

/** How a node is stopped and started; its health is always asked over REST. */
export type RestartWay =
  /** One request does both. */
  | { kind: 'rest' }
  | { kind: 'scripts'; host: Host; installation: Installation }
  /** Somebody else does it; this program watches. */
  | { kind: 'by-hand' };

export type StoreWay = Exclude<RestartWay, { kind: 'rest' }>;

/** The way of a node of a gateway, as it is saved now. */
export async function wayOf(
  reaches: Pick<Reaches, 'hostOf'>,
  gateway: GatewayProfile,
  nodeId: string,
): Promise<RestartWay> {
  const node = gateway.nodes.find((one) => one.id === nodeId);
  return wayBy(reaches, gateway, nodeId, node?.reach ?? { kind: 'rest' });
}

/** The way of a node of the data store, as the gateway is saved now. There is no restart over its REST. */
export async function storeWayOf(
  reaches: Pick<Reaches, 'hostOf'>,
  gateway: GatewayProfile,
  part: StorePart,
): Promise<StoreWay> {
  const way = await wayBy(reaches, gateway, part.via ?? '', storeReachOf(gateway, part));
  return way.kind === 'rest' ? { kind: 'by-hand' } : way;
}

/** `nodeId`: the node whose passphrase opens the key file. */
async function wayBy(
  reaches: Pick<Reaches, 'hostOf'>,
  gateway: GatewayProfile,
  nodeId: string,
  reach: NodeReach,
): Promise<RestartWay> {
  if (reach.kind === 'rest' || reach.kind === 'by-hand') return { kind: reach.kind };
  const host = await reaches.hostOf(gateway.id, { id: nodeId, reach });
  return host === null ? { kind: 'by-hand' } : { kind: 'scripts', host, installation: reach.installation };
}

/** What a node was told, and what to say if nothing comes of it. */
export interface Asked {
  /** False when it is not known whether the node got it. */
  accepted: boolean;
  /** True only when a script said itself that it did its work. */
  ended: boolean;
  /** What is told when the node does not do what it should; `null` for the usual words. */
  doubt: AppError | null;
}

/** Tells a node to go down, once. Rejects with the reason when it was surely not told. */
export async function askToStop(run: NodeRun): Promise<Asked> {
  const { way } = run;
  switch (way.kind) {
    case 'rest': {
      const accepted = (await run.client.restart()) === 'accepted';
      await run.event(
        accepted ? 'good' : 'warn',
        accepted
          ? 'Shutdown with restart accepted'
          : 'No clear reply to the restart; it may have been accepted, so the node is watched',
      );
      return { accepted, ended: false, doubt: null };
    }
    case 'scripts':
      return stopByScript(run, way.host, { stop: 'shutdown', start: 'startup' });
    case 'by-hand':
      await run.event('run', 'Restart it by hand now; its health is watched');
      return { accepted: true, ended: false, doubt: appError('node-not-seen-down', { what: run.name }) };
    default:
      return never(way);
  }
}

/** Stops something by its script, once. What could not be started again is not shut down. */
export async function stopByScript(
  run: PartRun,
  host: Host,
  scripts: { stop: ScriptName; start: ScriptName },
): Promise<Asked> {
  await host.find(scripts.start);
  throwIfUntouched(run);
  return ranScript(run, host, scripts.stop, run.timing.nodeDownMs);
}

/** Starts by its script what surely went down. Rejects when it was surely not started. */
export async function startByScript(run: PartRun, host: Host, script: ScriptName): Promise<Asked> {
  try {
    return await ranScript(run, host, script, run.timing.nodeDownMs);
  } catch (thrown) {
    if (!(thrown instanceof AppFailure)) throw thrown;
    const changed = `${run.name} was shut down by its script and has not been started.`;
    throw new AppFailure({ ...thrown.value, changed });
  }
}

/** What to say of something whose start was perhaps not heard. */
export function startUnknown(name: string, host: Host, changed: string): AppError {
  return appError('outcome-unknown', {
    what: `the start of ${name}`,
    detail: `The connection to ${host.where} was lost while its start script ran.`,
    changed,
  });
}

/** What to say of a node that was started by its script and is not healthy: what to look at. */
export function notStarted(run: NodeRun, asked: Asked, waitedMs: number, answer: string): AppError | null {
  if (run.way.kind !== 'scripts') return null;
  if (asked.doubt !== null) return asked.doubt;
  if (!asked.accepted)
    return startUnknown(
      run.name,
      run.way.host,
      `${run.name} went down ${agoText(waitedMs)}; its health since then: ${answer}.`,
    );
  const detail = `It went down ${agoText(waitedMs)}; its health since then: ${answer}.`;
  return appError('node-not-started', { what: run.name, where: logsOf(run.way.installation), detail });
}

/** Runs a script of a host and tells how it ended, which decides nothing by itself: health does (E21). */
async function ranScript(run: PartRun, host: Host, script: ScriptName, ms: number): Promise<Asked> {
  run.waiting(`Runs ${fileOf(script)} on ${host.where}`);
  const ran = await host.run(script, ms, run.stop);
  return judged(ran, (state, text) => run.event(state, text));
}

/** Tells people how a script ended. Rejects with `script-failed` when the system did not even start it. */
export async function judged(
  { path, end }: ScriptRun,
  event: (state: 'good' | 'warn', text: string) => Promise<void>,
): Promise<Asked> {
  const name = nameOf(path);
  switch (end.end) {
    case 'exited': {
      if (end.code === 0) {
        await event('good', `${name} ended, exit 0`);
        return { accepted: true, ended: true, doubt: null };
      }
      const words = lastWords(end.output);
      const how = end.code === null ? 'It was ended by a signal' : `It ended with exit ${end.code}`;
      const error = appError('script-failed', {
        what: path,
        detail: words === '' ? `${how} and said nothing.` : `${how}: ${words}`,
      });
      // 126 and 127 are the shell's own: the script was not started, so there is nothing to wait for.
      if (end.code === 126 || end.code === 127)
        throw new AppFailure({ ...error, changed: 'The script did not run.' });
      await event('warn', `${name} ended, exit ${end.code ?? 'unknown'}; health decides`);
      return { accepted: false, ended: false, doubt: error };
    }
    case 'overdue':
      await event('warn', `${name} has not ended in time; health decides`);
      return { accepted: true, ended: false, doubt: null };
    case 'lost':
      await event('warn', `It is not known how ${name} ended, so the node is watched: ${end.detail}`);
      return { accepted: false, ended: false, doubt: null };
    default:
      return never(end);
  }
}
