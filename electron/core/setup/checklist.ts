import type { SetupNode, SetupPlace, SetupStep } from '#shared/model/setup.ts';
import type { Capabilities } from '../elasticsearch/capabilities.ts';
import type { NodeSetup } from '../elasticsearch/node-setup.ts';
import { isInside } from '../repositories/folders.ts';
import { byHandOf } from './by-hand.ts';

/** One node with what its files say, where they can be read. */
export interface NodeFacts {
  node: NodeSetup;
  /** `null` for a node whose files are out of reach. */
  files: { pathRepo: string[]; hasPlugin: boolean; keys: readonly string[] | null } | null;
}

export const keysOf = (client: string): string[] => [
  `s3.client.${client}.access_key`,
  `s3.client.${client}.secret_key`,
];

/** The steps to a place, judged by what the running servers say; files only tell that a restart is due. */
export function stepsTo(place: SetupPlace, nodes: readonly NodeFacts[], can: Capabilities): SetupStep[] {
  if (place.kind === 'folder') {
    const path = stepOf('path-repo', place, nodes, can, (facts) => pathRepoOf(facts, place.folder));
    return [path, restartAfter(path, nodes, (facts) => covers(facts.node.pathRepo, place.folder))];
  }
  const judged = stepOf('plugin', place, nodes, can, (facts) => pluginOf(facts, can));
  const plugin = can.s3IsModule ? withoutWay(judged) : judged;
  const restart = restartAfter(plugin, nodes, (facts) => facts.node.plugins.has(can.s3Plugin));
  const keys = stepOf('keys', place, nodes, can, (facts) => keysStateOf(facts, place.client, can));
  return [plugin, restart, keys];
}

/** What is a part of Elasticsearch cannot be installed: a build without it is another distribution. */
function withoutWay(step: SetupStep): SetupStep {
  if (step.nodes.every(({ state }) => state === 'done')) return step;
  const whyNot =
    'It is a part of Elasticsearch from 8.0 on and cannot be installed; this distribution lacks it.';
  return { ...step, byHand: null, canDo: false, whyNot };
}

/** Nothing is left to do, as far as it can be told. */
export const isReady = (steps: readonly SetupStep[]): boolean =>
  steps.every((step) => step.nodes.every(({ state }) => state === 'done' || state === 'unknown'));

type Judged = Pick<SetupNode, 'state' | 'detail'>;

function stepOf(
  id: SetupStep['id'],
  place: SetupPlace,
  nodes: readonly NodeFacts[],
  can: Capabilities,
  judge: (facts: NodeFacts) => Judged,
): SetupStep {
  const judged = nodes.map((facts) => ({
    ...judge(facts),
    name: facts.node.name,
    here: facts.files !== null,
  }));
  const open = judged.filter(({ state }) => state === 'open' || state === 'unknown');
  const canDo = open.some(({ here, state }) => here && state === 'open');
  const first = nodes.find(({ node }) => node.name === open[0]?.name)?.node;
  return {
    id,
    nodes: judged,
    byHand: first === undefined ? null : byHandOf(id, place, first, can),
    canDo,
    whyNot:
      open.length === 0 || canDo ? '' : 'Its files are not on this computer, or their folder is not known.',
  };
}

function restartAfter(
  step: SetupStep,
  nodes: readonly NodeFacts[],
  isActive: (facts: NodeFacts) => boolean,
): SetupStep {
  const judged = nodes.map((facts, place): SetupNode => {
    const before = step.nodes[place];
    const base = { name: facts.node.name, here: facts.files !== null };
    if (isActive(facts)) return { ...base, state: 'done', detail: 'Not needed' };
    if (before?.state === 'done') return { ...base, state: 'due', detail: 'Its files are newer than it is' };
    return { ...base, state: 'waiting', detail: 'After step 1' };
  });
  return { id: 'restart', nodes: judged, byHand: null, canDo: false, whyNot: '' };
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
