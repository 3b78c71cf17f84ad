import type { GatewayProfile } from '#shared/model/gateway.ts';
import type { Operation } from '#shared/model/operation.ts';
import type { PendingRestart, RestartNode } from '#shared/model/restart.ts';
import { isDone } from '#shared/rules/restart-nodes.ts';
import { listOf } from '../options.ts';
import { Refusal } from '../refusal.ts';
import type { ResultOf } from '../results/of-commands.ts';
import { untilEnd } from '../run-operation.ts';
import { type Answer, type Given, type Run, refuseReadOnly } from './command.ts';
import { dryAnswer, isDry } from './dry-run.ts';
import { eventTeller } from './restart-events.ts';
import { type DueNodes, dueNodes, handLines, named } from './restart-nodes.ts';
import { answerOf } from './words.ts';

const namesOf = (nodes: readonly { name: string }[]): string => nodes.map(({ name }) => name).join(', ');

/** Restarts what is due, and says what is left for a hand. */
export const run: Run<'gateway-restart'> = async (given) => {
  const { session, options } = given;
  const profile = await given.gateway();
  refuseReadOnly(profile);
  const { restarts } = session.engine;
  const done = listOf(options, 'done');
  if (done !== undefined) return ticked(given, profile, done);
  const isAll = options.has('all');
  if (isAll && profile.nodes.length === 0)
    throw new Refusal(`No node is saved for ${profile.name}: its restart is by hand.`);
  if (isDry(options) && isAll) return dryAll(profile);
  const pending = isAll
    ? await restarts.request({ gatewayId: profile.id })
    : await restarts.pending({ gatewayId: profile.id });
  if (pending === null)
    return { lines: [`No restart is due on ${profile.name}`], json: { pending: null }, code: 0 };
  const due = dueNodes(profile, pending, listOf(options, 'node'));
  if (isDry(options)) return dry(profile, due);
  const ended = due.own.length === 0 ? null : await restarted(given, profile, due.own);
  return answered(profile, ended, due, await restarts.pending({ gatewayId: profile.id }));
};

async function restarted(
  { session, options }: Given,
  { id: gatewayId }: GatewayProfile,
  nodes: readonly RestartNode[],
): Promise<Operation> {
  const tell = options.has('json') ? (): void => undefined : session.io.out;
  const silent = session.hearRestarts(eventTeller(tell, Date.now()));
  try {
    const { operationId } = await session.engine.restarts.start({
      gatewayId,
      nodeIds: nodes.map(({ nodeId }) => nodeId),
      together: options.has('all-at-once'),
    });
    return await untilEnd(session, operationId);
  } finally {
    silent();
  }
}

/** What was restarted, then the commands for what this program cannot restart. */
function answered(
  profile: GatewayProfile,
  operation: Operation | null,
  { byHand }: DueNodes,
  pending: PendingRestart | null,
): Answer<ResultOf<'gateway-restart'>> {
  const result = operation?.result?.kind === 'restart' ? operation.result : { healthy: [], failed: [] };
  const ran = operation === null ? null : answerOf(operation, []);
  const lines = [
    ...(result.healthy.length === 0 ? [] : [`Healthy: ${result.healthy.join(', ')}`]),
    ...(result.failed.length === 0 ? [] : [`Not healthy: ${result.failed.join(', ')}`]),
    ...(ran?.lines ?? []),
    ...byHand.flatMap((node) => handLines(profile, node)),
    ...(byHand.length === 0
      ? []
      : [
          `Left to be restarted by hand: ${namesOf(byHand)}. Then: gateway restart --done ${doneWords(byHand)}`,
        ]),
  ];
  const json = { operation, pending, byHand: byHand.map(({ name }) => name) };
  const code = ran === null || ran.code === 0 ? (byHand.length === 0 ? 0 : 5) : ran.code;
  return { lines, json, code };
}

const doneWords = (nodes: readonly RestartNode[]): string => `"${nodes.map(({ name }) => name).join(',')}"`;

function dry(profile: GatewayProfile, { own, byHand }: DueNodes): Answer<ResultOf<'gateway-restart'>> {
  const facts = { own: own.map(({ name }) => name), byHand: byHand.map(({ name }) => name) };
  const lines = [
    ...own.map(({ name }) => `Would restart ${name}`),
    ...byHand.flatMap((node) => handLines(profile, node)),
  ];
  return dryAnswer('restart', facts, lines, byHand.length === 0 ? 0 : 5);
}

function dryAll({ nodes }: GatewayProfile): Answer<ResultOf<'gateway-restart'>> {
  const isByHand = ({ reach }: (typeof nodes)[number]): boolean => reach?.kind === 'by-hand';
  const facts = {
    own: nodes.filter((node) => !isByHand(node)).map(({ name }) => name),
    byHand: nodes.filter(isByHand).map(({ name }) => name),
  };
  const lines = [
    ...facts.own.map((name) => `Would restart ${name}`),
    ...facts.byHand.map((name) => `Would be left to be restarted by hand: ${name}`),
  ];
  return dryAnswer('restart', facts, lines, facts.byHand.length === 0 ? 0 : 5);
}

/** Takes the word for nodes that somebody restarted; a process of the data store is looked at first. */
async function ticked(
  { session, options }: Given,
  { id: gatewayId, name }: GatewayProfile,
  names: readonly string[],
): Promise<Answer<ResultOf<'gateway-restart'>>> {
  const { restarts } = session.engine;
  let pending = await restarts.pending({ gatewayId });
  const nodes = named(pending?.nodes ?? [], names);
  if (isDry(options))
    return dryAnswer(
      'tick-off-node',
      { nodes: nodes.map((node) => node.name) },
      nodes.map((node) => `Would tick ${node.name} off`),
    );
  for (const { nodeId } of nodes) pending = await restarts.tickOff({ gatewayId, nodeId });
  const left = pending?.nodes.filter((node) => !isDone(node)) ?? [];
  const lines = [
    `Ticked off: ${namesOf(nodes)}`,
    left.length === 0 ? `No restart is due on ${name} any more` : `Still due: ${namesOf(left)}`,
  ];
  return { lines, json: { pending }, code: left.length === 0 ? 0 : 5 };
}
