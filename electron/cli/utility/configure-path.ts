import { type SetupNode, StoreFolder } from '#shared/model/setup.ts';
import { installationHere } from '../installation-here.ts';
import { Refusal } from '../refusal.ts';
import type { Given, Run } from './command.ts';

/** Adds a folder to `path.repo` on every node whose files are within reach, and tells of the others. */
export const run: Run = async (given) => {
  const { io, engine } = given.session;
  const folder = folderOf(given);
  const gatewayId = given.gateway.id;
  const here = await installationHere(given.session, process.cwd());
  const inside = here === null ? undefined : { folder: here.folder, instance: here.instance };
  const { steps, problems } = await engine.setup.check({
    gatewayId,
    place: { kind: 'folder', folder },
    inside,
  });
  const step = steps.find(({ id }) => id === 'path-repo');
  const nodes = step?.nodes ?? [];
  const left = nodes.filter(({ state, canDo }) => state !== 'done' && !canDo);
  const restarts = new Map(
    steps.find(({ id }) => id === 'restart')?.nodes.map((one) => [one.name, one.state]),
  );
  let isDue = false;
  for (const node of nodes.filter((one) => !left.includes(one))) {
    if (node.canDo) io.out(await changed(given, { gatewayId, folder, node: node.name, inside }));
    else io.out(`path.repo of node ${node.name} holds ${folder} already`);
    isDue ||= node.canDo || restarts.get(node.name) === 'due';
  }
  if (isDue) for (const line of AFTER) io.out(line);
  if (left.length === 0) return 'success';
  for (const { title, cause } of problems) io.err(`${title} ${cause}`);
  io.err(step?.whyNot ?? '');
  if (step?.byHand != null) for (const line of [`${step.byHand.where}:`, ...step.byHand.lines]) io.err(line);
  // In a cluster the command is given on each machine, for the nodes of that machine.
  return nodes.some(isWithinReach) ? 'success' : 'error';
};

/** Elasticsearch ends at its start where it can neither use nor make a folder of `path.repo`. */
const AFTER = [
  'The data store allows it after its next start.',
  'Its user must be able to write there: without that it does not start.',
];

const isWithinReach = ({ where }: SetupNode): boolean => where !== '';

function folderOf({ options }: Given): string {
  const folder = StoreFolder.safeParse(options.get('path'));
  if (folder.success) return folder.data;
  throw new Refusal('-path must be a whole path without commas. Nothing was changed.');
}

/** Plans and makes the change of one node; what was made is told in one line. */
async function changed(
  { session: { engine } }: Given,
  order: Parameters<Given['session']['engine']['setup']['planPathRepo']>[0],
): Promise<string> {
  const { file, fingerprint } = await engine.setup.planPathRepo(order);
  const { copy } = await engine.setup.changePathRepo({ ...order, fingerprint });
  return `path.repo of node ${order.node ?? ''} holds ${order.folder} now: ${file}, formerly ${copy}`;
}
