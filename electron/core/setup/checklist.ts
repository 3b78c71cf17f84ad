import type { SetupNode, SetupPlace, SetupStep } from '#shared/model/setup.ts';
import type { Capabilities } from '../elasticsearch/capabilities.ts';
import type { NodeSetup } from '../elasticsearch/node-setup.ts';
import { isInside } from '../repositories/folders.ts';
import { byHandOf } from './by-hand.ts';

/** One node with what its files say, where they can be read. */
export interface NodeFacts {
  node: NodeSetup;
  /** `null` for a node whose files are out of reach. */
  files: { where: string; pathRepo: string[]; hasPlugin: boolean; keys: readonly string[] | null } | null;
}

export const keysOf = (client: string): string[] => [
  `s3.client.${client}.access_key`,
  `s3.client.${client}.secret_key`,
];

/** The steps to a place, judged by what the running servers say; files only tell that a restart is due. */
export function stepsTo(place: SetupPlace, nodes: readonly NodeFacts[], can: Capabilities): SetupStep[] {
  const stepOf = (id: SetupStep['id'], judge: (facts: NodeFacts) => Judged): SetupStep =>
    judged(id, place, nodes, can, judge);
  if (place.kind === 'folder') {
    const path = stepOf('path-repo', (facts) => pathRepoOf(facts, place.folder));
    return [path, restartAfter(path, nodes, (facts) => covers(facts.node.pathRepo, place.folder))];
  }
  const asked = stepOf('plugin', (facts) => pluginOf(facts, can));
  const plugin = can.s3IsModule ? withoutWay(asked) : asked;
  const restart = restartAfter(plugin, nodes, (facts) => facts.node.plugins.has(can.s3Plugin));
  const keys = stepOf('keys', (facts) => keysStateOf(facts, place.client, can));
  return [plugin, restart, keys];
}

/** What is a part of Elasticsearch cannot be installed: a build without it is another distribution. */
function withoutWay(step: SetupStep): SetupStep {
  if (step.nodes.every(({ state }) => state === 'done')) return step;
  const whyNot =
    'It is a part of Elasticsearch from 8.0 on and cannot be installed; this distribution lacks it.';
  const nodes = step.nodes.map((node) => ({ ...node, canDo: false }));
  return { ...step, nodes, byHand: null, whyNot };
}

/** Nothing is left to do, as far as it can be told. */
export const isReady = (steps: readonly SetupStep[]): boolean =>
  steps.every((step) => step.nodes.every(({ state }) => state === 'done' || state === 'unknown'));

type Judged = Pick<SetupNode, 'state' | 'detail'>;

function judged(
  id: SetupStep['id'],
  place: SetupPlace,
  nodes: readonly NodeFacts[],
  can: Capabilities,
  judge: (facts: NodeFacts) => Judged,
): SetupStep {
  const all = nodes.map((facts): SetupNode => {
    const { state, detail } = judge(facts);
    const where = facts.files?.where ?? '';
    return { name: facts.node.name, state, detail, where, canDo: state === 'open' && where !== '' };
  });
  const left = all.filter(({ state, canDo }) => (state === 'open' || state === 'unknown') && !canDo);
  const byHand = left[0] ?? all.find(({ state }) => state === 'open');
  const first = nodes.find(({ node }) => node.name === byHand?.name)?.node;
  return {
    id,
    nodes: all,
    byHand: first === undefined ? null : byHandOf(id, place, first, can),
    whyNot: left.length === 0 ? '' : whyNotOf(left),
  };
}

/** Why nothing can be done from here about some nodes. */
function whyNotOf(left: readonly SetupNode[]): string {
  const names = left.map(({ name }) => name).join(', ');
  const own = left.length === 1 ? 'its folder is' : 'their folders are';
  return `${names}: ${own} not known here, or cannot be reached. A folder is entered where the gateway is edited, for each node.`;
}

function restartAfter(
  step: SetupStep,
  nodes: readonly NodeFacts[],
  isActive: (facts: NodeFacts) => boolean,
): SetupStep {
  const judgedNodes = nodes.map((facts, place): SetupNode => {
    const before = step.nodes[place];
    const base = { name: facts.node.name, where: facts.files?.where ?? '', canDo: false };
    if (isActive(facts)) return { ...base, state: 'done', detail: 'Not needed' };
    if (before?.state === 'done') return { ...base, state: 'due', detail: 'Its files are newer than it is' };
    return { ...base, state: 'waiting', detail: 'After step 1' };
  });
  return { id: 'restart', nodes: judgedNodes, byHand: null, whyNot: '' };
}

const covers = (folders: readonly string[], wanted: string): boolean =>
  folders.some((folder) => isInside(wanted, folder));

function pathRepoOf({ node, files }: NodeFacts, wanted: string): Judged {
  if (covers(node.pathRepo, wanted)) return { state: 'done', detail: 'Allowed' };
  if (files !== null && covers(files.pathRepo, wanted))
    return { state: 'done', detail: 'In elasticsearch.yml' };
  return { state: 'open', detail: node.pathRepo.length === 0 ? 'path.repo is not set' : 'Not in path.repo' };
}

function pluginOf({ node, files }: NodeFacts, can: Capabilities): Judged {
  const there = node.plugins.get(can.s3Plugin);
  if (there !== undefined)
    return { state: 'done', detail: there.module ? `Part of ${node.version}` : there.version };
  if (files?.hasPlugin === true) return { state: 'done', detail: 'On its disk' };
  return { state: 'open', detail: 'Missing' };
}

function keysStateOf({ node, files }: NodeFacts, client: string, can: Capabilities): Judged {
  if (can.keysInSettings) return { state: 'done', detail: 'In the repository' };
  // A key without its plugin keeps the data store from starting.
  if (!node.plugins.has(can.s3Plugin)) return { state: 'waiting', detail: 'After step 2' };
  if (files?.keys == null) return { state: 'unknown', detail: 'Only its keystore tells' };
  const found = keysOf(client).filter((key) => files.keys?.includes(key) === true).length;
  return { state: found === 2 ? 'done' : 'open', detail: `${found} of 2 keys` };
}
