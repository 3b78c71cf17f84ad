import type { Zero } from '#lab/reliability/tally.ts';
import { fingerprint } from '#lab/samples/fingerprint.ts';
import { type RandomLab, TENANT } from './random-lab.ts';
import { headedAliases, type Model } from './random-model.ts';
import type { Contents } from './random-tenant.ts';

const LIMIT = 'indices.recovery.max_bytes_per_sec';
const TEMPORARY = 'gateway-vault-fast-';

type Settings = Record<'transient' | 'persistent', Record<string, unknown>>;

/** Compares the world with the model, counts what must be zero, and throws when something is not. */
export async function check(model: Model, lab: RandomLab): Promise<void> {
  const found = [
    ...(await indicesThatDiffer(model, lab)),
    ...(await familiesThatDiffer(model, lab)),
    ...(await leftBehind(lab)),
  ];
  lab.tally.checks += 1;
  if (found.length === 0) return;
  for (const { zero, times = 1 } of found) lab.tally.zeros[zero] += times;
  throw new Error(found.map(({ zero, what }) => `${zero}: ${what}`).join('\n'));
}

interface Finding {
  zero: Zero;
  what: string;
  times?: number;
}

async function indicesThatDiffer(model: Model, lab: RandomLab): Promise<Finding[]> {
  const found: Finding[] = [];
  const prints = await fingerprint(lab.server.url, TENANT);
  const contents = await lab.tenant.contents();
  for (const index of Object.keys(prints))
    if (model.indices[index] === undefined) found.push({ zero: 'leftOvers', what: `${index} is there` });
  for (const [index, wanted] of Object.entries(model.indices)) {
    const print = prints[index];
    const docs = Object.keys(wanted.docs).length;
    if (print === undefined) found.push({ zero: 'lostDocuments', what: `${index} is gone`, times: docs });
    else if (wanted.open !== (print.state === 'open'))
      found.push({ zero: 'closedIndices', what: `${index} is ${print.state}` });
    else if (wanted.open) {
      const different = differentIds(wanted.docs, contents[index] ?? {});
      if (different.length > 0)
        found.push({
          zero: 'lostDocuments',
          what: `${index} has other documents: ${different.join(', ')}`,
          times: different.length,
        });
      lab.tally.documents += docs;
    }
  }
  if ((await lab.readOthers()) !== lab.others)
    found.push({ zero: 'foreignIndices', what: 'indices of another tenant are not as they were' });
  return found;
}

const differentIds = (wanted: Contents, there: Contents): string[] =>
  [...new Set([...Object.keys(wanted), ...Object.keys(there)])].filter((id) => wanted[id] !== there[id]);

async function familiesThatDiffer(model: Model, lab: RandomLab): Promise<Finding[]> {
  const found: Finding[] = [];
  const live = await lab.writersByIndex();
  for (const [alias, writer] of headedAliases(model.indices)) {
    const writers = Object.keys(live).filter((index) => live[index]?.[alias] === true);
    if (writers.length !== 1)
      found.push({
        zero: 'headlessFamilies',
        what: `${alias} is written to by ${writers.join(', ') || 'none'}`,
      });
    else if (writers[0] !== writer)
      found.push({ zero: 'leftOvers', what: `${alias} is written to by ${writers[0]}, not by ${writer}` });
  }
  for (const [index, { aliases }] of Object.entries(model.indices)) {
    const [wanted, there] = [aliases, live[index] ?? {}].map((all) => Object.keys(all).sort().join(', '));
    if (wanted !== there)
      found.push({ zero: 'leftOvers', what: `${index} has aliases ${there}, not ${wanted}` });
  }
  return found;
}

/** What an operation sets for its own time, and what it writes to be able to go on. */
async function leftBehind(lab: RandomLab): Promise<Finding[]> {
  const found: Finding[] = [];
  const settings = await lab.raw<Settings>('GET', '/_cluster/settings?flat_settings=true');
  for (const kind of ['transient', 'persistent'] as const)
    if (settings[kind][LIMIT] !== undefined) found.push({ zero: 'throttles', what: `${kind} ${LIMIT}` });
  for (const name of Object.keys(await lab.raw<object>('GET', '/_snapshot')))
    if (name.startsWith(TEMPORARY)) found.push({ zero: 'throttles', what: `repository ${name}` });
  if (lab.gateway.nodes.some((node) => node.quiesce.enable))
    found.push({ zero: 'leftOvers', what: 'a node is still quiesced' });
  for (const folder of ['journals', 'locks', 'in-flight'])
    for (const file of lab.files(folder)) found.push({ zero: 'leftOvers', what: `${folder}/${file}` });
  return found;
}

interface Stored {
  snapshots: { snapshot: string; state: string; indices: string[] }[];
}

/** Every backup that must be there is, with exactly its indices; no other is. */
export async function checkBackups(model: Model, lab: RandomLab): Promise<void> {
  const { snapshots } = await lab.raw<Stored>('GET', '/_snapshot/default/_all');
  const there = snapshots.map((one) => `${one.snapshot} ${one.state} ${[...one.indices].sort().join(',')}`);
  const wanted = Object.entries(model.backups).map(
    ([name, indices]) => `${name} SUCCESS ${Object.keys(indices).sort().join(',')}`,
  );
  const [is, must] = [there, wanted].map((all) => all.sort().join('\n'));
  if (is !== must) throw new Error(`The backups are\n${is}\nand must be\n${must}`);
}
