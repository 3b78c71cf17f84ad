import type { AppError } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import { CHECK_IDS, type ConnectionCheck, type ConnectionReport } from '#shared/model/data-store.ts';
import type { GatewayDraft } from '#shared/model/gateway.ts';
import { indicesOfTenant } from '#shared/rules/index-names.ts';
import { CallLog } from '../elasticsearch/call-log.ts';
import { type Capabilities, readCapabilities } from '../elasticsearch/capabilities.ts';
import { DataStoreClient } from '../elasticsearch/client.ts';
import { readHealth, readNodes } from '../elasticsearch/cluster.ts';
import { type LiveIndex, readIndices } from '../elasticsearch/indices.ts';
import { readRepositories } from '../elasticsearch/repositories.ts';
import { failureOf } from '../errors/from-transport.ts';
import type { Clock } from '../ports.ts';

const DEADLINE_MS = 6_000;

export interface TestSubject {
  draft: GatewayDraft;
  dataStorePassword: string | null;
  knownTenants: string[];
  /** Asks one gateway node for its health. */
  nodeIsUp: (address: string) => Promise<boolean>;
}

type CheckId = ConnectionCheck['id'];
const TITLES: Record<CheckId, string> = {
  addresses: 'Addresses answer',
  'sign-in': 'Sign-in',
  version: 'Elasticsearch',
  tenant: 'Tenant',
  repositories: 'Repositories',
  'backup-folder': 'Backup folder',
  nodes: 'Gateway nodes',
};

/**
 * Tries everything a backup will need and changes nothing. Each check says what it found; after a failed one
 * those that depend on it are skipped. Ends within some ten seconds whatever the network does.
 */
export async function testConnection(subject: TestSubject, clock: Clock): Promise<ConnectionReport> {
  const started = performance.now();
  const checks = new Map<CheckId, ConnectionCheck>();
  const log = new CallLog();
  const { addresses, username } = subject.draft.dataStore;
  const open = (some: readonly string[]): DataStoreClient =>
    new DataStoreClient(
      { addresses: some, username, password: subject.dataStorePassword ?? undefined },
      log,
      clock,
      DEADLINE_MS,
    );
  const put = (
    id: CheckId,
    state: ConnectionCheck['state'],
    detail: string,
    error: AppError | null = null,
    title = TITLES[id],
  ): void => {
    checks.set(id, { id, state, title, detail, error });
  };

  const nodes = checkNodes(subject, put);
  const answers = await Promise.all(addresses.map(async (address) => answerOf(open([address]))));
  judgeAddresses(addresses, answers, put);
  const usable = answers.find((answer) => answer.can !== null)?.can ?? null;
  const refused = answers.find(
    (answer) => answer.error?.code === 'sign-in-refused' || answer.error?.code === 'right-missing',
  );
  if (usable !== null) {
    put(
      'sign-in',
      'passed',
      username === undefined || username === '' ? 'No user is needed' : `As ${username}`,
    );
    const reached = addresses.filter((_, i) => answers[i]?.can != null);
    const store = open(reached);
    await checkStore(store, usable, subject, put);
    await store.close();
  } else if (refused?.error != null) {
    put('sign-in', 'failed', refused.error.title, refused.error);
  }
  await nodes;
  for (const id of CHECK_IDS) if (!checks.has(id)) put(id, 'skipped', 'An earlier check failed');
  const list = CHECK_IDS.map((id) => checks.get(id)).filter(
    (check): check is ConnectionCheck => check !== undefined,
  );
  return {
    checks: list,
    tookMs: Math.round(performance.now() - started),
    usable: list.every((check) => check.state === 'passed' || check.state === 'warning'),
  };
}

type Put = (
  id: CheckId,
  state: ConnectionCheck['state'],
  detail: string,
  error?: AppError | null,
  title?: string,
) => void;
interface Answer {
  can: Capabilities | null;
  error: AppError | null;
  tookMs: number;
}

async function answerOf(store: DataStoreClient): Promise<Answer> {
  const started = performance.now();
  try {
    const can = await readCapabilities(store, DEADLINE_MS);
    return { can, error: null, tookMs: Math.round(performance.now() - started) };
  } catch (thrown) {
    return { can: null, error: failureOf(thrown, store.where).value, tookMs: 0 };
  } finally {
    await store.close();
  }
}

function judgeAddresses(addresses: readonly string[], answers: readonly Answer[], put: Put): void {
  const signIn = (answer: Answer): boolean =>
    answer.error?.code === 'sign-in-refused' || answer.error?.code === 'right-missing';
  const answering = answers.filter((answer) => answer.can !== null || signIn(answer));
  const failed = answers.find((answer) => answer.can === null && !signIn(answer));
  const clusters = new Set(answers.map((answer) => answer.can?.clusterUuid).filter((uuid) => uuid != null));
  const words = `${answering.length} of ${addresses.length} answer`;
  if (clusters.size > 1) {
    const detail = 'The addresses belong to different data stores';
    put(
      'addresses',
      'failed',
      detail,
      appError('input-invalid', { detail: 'the addresses belong to different data stores' }),
    );
  } else if (answering.length === 0 && failed?.error != null) {
    put('addresses', 'failed', failed.error.title, failed.error);
  } else if (failed?.error != null) {
    put('addresses', 'warning', `${words}. ${failed.error.title}`, failed.error);
  } else {
    const slowest = Math.max(...answers.map((answer) => answer.tookMs));
    put('addresses', 'passed', `${words}, ${slowest} ms`);
  }
}

async function checkStore(
  store: DataStoreClient,
  can: Capabilities,
  subject: TestSubject,
  put: Put,
): Promise<void> {
  await checked('version', put, async () => {
    const health = await readHealth(store, DEADLINE_MS);
    const state = health.health === 'red' ? 'warning' : 'passed';
    put(
      'version',
      state,
      `${can.clusterName}, ${health.nodes === 1 ? '1 node' : `${health.nodes} nodes`}, ${health.health}`,
      null,
      `Elasticsearch ${can.version.text}`,
    );
  });
  await checked('tenant', put, async () => {
    const live = await readIndices(store, can);
    judgeTenant(live, subject, put);
  });
  await checked('repositories', put, async () => {
    const names = (await readRepositories(store)).map((repository) => repository.name);
    put(
      'repositories',
      'passed',
      names.length === 0 ? 'None yet; the first backup registers one' : names.join(', '),
    );
  });
  await checked('backup-folder', put, async () => {
    const nodes = await readNodes(store);
    const without = nodes.filter((node) => node.pathRepo.length === 0);
    const folders = [...new Set(nodes.flatMap((node) => node.pathRepo))];
    if (without.length > 0)
      put(
        'backup-folder',
        'warning',
        `path.repo is not set on ${without.map((node) => node.name).join(', ')}`,
        appError('repository-no-folder'),
      );
    else put('backup-folder', 'passed', folders.join(', '));
  });
}

function judgeTenant(live: readonly LiveIndex[], subject: TestSubject, put: Put): void {
  const { tenant } = subject.draft;
  const names = indicesOfTenant(
    live.map((index) => index.index),
    tenant,
    subject.knownTenants,
  );
  const owned = new Set(names.owned.map((one) => one.index));
  const docs = live
    .filter((index) => owned.has(index.index))
    .reduce((sum, index) => sum + (index.docs ?? 0), 0);
  const title = `Tenant ${tenant}`;
  if (owned.size === 0)
    put('tenant', 'failed', 'No index has its name', appError('tenant-empty', { what: tenant }), title);
  else
    put('tenant', 'passed', `${owned.size} indices, ${docs.toLocaleString('en-US')} documents`, null, title);
}

async function checkNodes(subject: TestSubject, put: Put): Promise<void> {
  const { nodes } = subject.draft;
  if (nodes.length === 0) {
    put('nodes', 'warning', 'None is entered: a restart after a restore is then done by hand');
    return;
  }
  const up = await Promise.all(nodes.map((node) => subject.nodeIsUp(node.address)));
  const down = nodes.filter((_, i) => up[i] !== true);
  const title = `Gateway nodes: ${nodes.length - down.length} of ${nodes.length}`;
  const [first] = down;
  if (first === undefined) put('nodes', 'passed', nodes.map((node) => node.name).join(', '), null, title);
  else
    put(
      'nodes',
      'warning',
      `${down.map((node) => node.name).join(', ')} does not answer. Backup and restore work; its restart is by hand.`,
      appError('node-unreachable', { what: first.name, where: first.address }),
      title,
    );
}

async function checked(id: CheckId, put: Put, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (thrown) {
    const error = failureOf(thrown, 'the data store').value;
    put(id, 'failed', error.title, error);
  }
}
