import type { GatewayProfile } from '#shared/model/gateway.ts';
import type { PendingRestart, RestartNode } from '#shared/model/restart.ts';
import { nodeCommands, restartReachOf, storeCommands } from '#shared/rules/hand-commands.ts';
import { isDone } from '#shared/rules/restart-nodes.ts';
import { Refusal } from '../refusal.ts';

/** What is due, parted by who can do it. */
export interface DueNodes {
  /** This program restarts them, in this order. */
  own: RestartNode[];
  byHand: RestartNode[];
}

/**
 * The due nodes, all or those that are named. While a node of the data store waits for a hand, no node of the gateway is
 * among this program's: the data store comes first. Throws a Refusal for a name that is not due.
 */
export function dueNodes(
  profile: GatewayProfile,
  pending: PendingRestart,
  names: readonly string[] | undefined,
): DueNodes {
  const due = pending.nodes.filter((node) => !isDone(node));
  const chosen = names === undefined ? due : named(due, names);
  const isByHand = (node: RestartNode): boolean => restartReachOf(profile, node).kind === 'by-hand';
  const byHand = chosen.filter(isByHand);
  const own = chosen.filter((node) => !isByHand(node));
  const waitsForStore = due.some((node) => node.store !== undefined && isByHand(node));
  return { own: waitsForStore ? own.filter(({ store }) => store !== undefined) : own, byHand };
}

/** The nodes of these names. Throws a Refusal that tells the names there are. */
export function named(nodes: readonly RestartNode[], names: readonly string[]): RestartNode[] {
  const missing = names.find((name) => !nodes.some((node) => node.name === name));
  if (missing === undefined) return nodes.filter(({ name }) => names.includes(name));
  const due = nodes.map(({ name }) => name).join(', ');
  throw new Refusal(`No restart of a node ${missing} is due. Due: ${due === '' ? 'none' : due}.`);
}

/** The commands for a node that somebody restarts by hand, in every way in which it may be installed. */
export function handLines(profile: GatewayProfile, node: RestartNode): string[] {
  const commands =
    node.store === undefined ? nodeCommands(restartReachOf(profile, node)) : storeCommands(node.store);
  return [
    `By hand: ${node.name}`,
    ...commands.flatMap(({ way, code }) => [`  ${way}:`, ...code.split('\n').map((line) => `    ${line}`)]),
  ];
}
