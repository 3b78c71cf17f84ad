import { AppFailure } from '#shared/errors/app-error.ts';
import { type SetupNode, type SetupStep, StoreFolder } from '#shared/model/setup.ts';
import { installationHere } from '../installation-here.ts';
import { errorLines } from '../problem.ts';
import { Refusal } from '../refusal.ts';
import type { Given, Run } from './command.ts';

type Order = Parameters<Given['session']['engine']['setup']['planPathRepo']>[0];

/** Elasticsearch ends at its start where it can neither use nor make a folder of `path.repo`. */
const AFTER = [
  'The data store allows it after its next start.',
  'Its user must be able to write there: without that it does not start.',
];

/** Adds a folder to `path.repo` on every node whose files are within reach, and tells of the others. */
export const run: Run = async (given) => {
  const { io, engine } = given.session;
  const folder = folderOf(given);
  const here = await installationHere(given.session, process.cwd());
  const inside = here === null ? undefined : { folder: here.folder, instance: here.instance };
  const order = { gatewayId: given.gateway.id, folder, inside };
  const { steps, problems } = await engine.setup.check({ ...order, place: { kind: 'folder', folder } });
  const nodes = nodesOf(steps, 'path-repo');
  refuseTwins(nodes);
  const left = nodes.filter(({ state, canDo }) => state !== 'done' && !canDo);
  const within = nodes.filter((one) => !left.includes(one));
  const stale = nodesOf(steps, 'restart').flatMap(({ name, state }) => (state === 'due' ? [name] : []));
  const failures: string[] = [];
  for (const { name, canDo } of within) {
    if (!canDo) io.out(`path.repo of node ${name} holds ${folder} already`);
    else if (await changed(given, { ...order, node: name }, failures)) stale.push(name);
  }
  if (stale.length > 0) for (const line of AFTER) io.out(line);
  const errors = [
    ...failures,
    ...problems.flatMap(errorLines),
    ...(left.length === 0 ? [] : byHandLines(steps)),
  ];
  for (const line of errors) io.err(line);
  // In a cluster the command is given on each machine, for the nodes of that machine.
  const isDone = left.length === 0 || within.some(isWithinReach);
  return isDone && failures.length === 0 && problems.length === 0 ? 'success' : 'error';
};

const nodesOf = (steps: readonly SetupStep[], step: SetupStep['id']): SetupNode[] =>
  steps.find(({ id }) => id === step)?.nodes ?? [];

const isWithinReach = ({ where }: SetupNode): boolean => where !== '';

function folderOf({ options }: Given): string {
  const folder = StoreFolder.safeParse(options.get('path'));
  if (folder.success) return folder.data;
  throw new Refusal('-path must be a whole path without commas. Nothing was changed.');
}

/** The files of a node are found by its name. */
function refuseTwins(nodes: readonly SetupNode[]): void {
  const names = nodes.map(({ name }) => name);
  const twin = names.find((name, at) => names.indexOf(name) !== at);
  if (twin !== undefined)
    throw new Refusal(`Several nodes of the data store are called ${twin}. Nothing was changed.`);
}

/** Plans and makes the change of one node. Resolves with whether it was made; why not is added to the failures. */
async function changed(
  { session: { engine, io } }: Given,
  order: Order,
  failures: string[],
): Promise<boolean> {
  const node = order.node ?? '';
  try {
    const { file, fingerprint } = await engine.setup.planPathRepo(order);
    const { copy } = await engine.setup.changePathRepo({ ...order, fingerprint });
    io.out(`path.repo of node ${node} holds ${order.folder} now: ${file}, formerly ${copy}`);
    return true;
  } catch (thrown) {
    if (!(thrown instanceof AppFailure)) throw thrown;
    failures.push(`path.repo of node ${node} was not changed.`, ...errorLines(thrown.value));
    return false;
  }
}

function byHandLines(steps: readonly SetupStep[]): string[] {
  const { whyNot = '', byHand = null } = steps.find(({ id }) => id === 'path-repo') ?? {};
  return [whyNot, ...(byHand === null ? [] : [`${byHand.where}:`, ...byHand.lines])];
}
