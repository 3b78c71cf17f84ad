import type { AppError } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import { never } from '#shared/errors/never.ts';
import { CHECK_IDS, type ConnectionCheck, type ConnectionReport } from '#shared/model/data-store.ts';
import type { GatewayDraft } from '#shared/model/gateway.ts';
import type { Trust } from '#shared/model/trust.ts';
import { indicesOfTenant } from '#shared/rules/index-names.ts';
import { signInOf } from '#shared/rules/sign-in.ts';
import { CallLog } from '../elasticsearch/call-log.ts';
import { type Capabilities, readCapabilities } from '../elasticsearch/capabilities.ts';
import { DataStoreClient } from '../elasticsearch/client.ts';
import { readHealth, readNodes } from '../elasticsearch/cluster.ts';
import { type LiveIndex, readIndices } from '../elasticsearch/indices.ts';
import { readRepositories } from '../elasticsearch/repositories.ts';
import { failureOf } from '../errors/from-transport.ts';
import type { Clock } from '../ports.ts';
import { speaksTls } from '../tls/inspect.ts';
import { checkCertificates, isOfCertificates } from './check-certificates.ts';
import { checkNodes } from './check-nodes.ts';
import { type Rights, readRights } from './rights.ts';
import { type StoreSecrets, storeAccess } from './store-access.ts';

const DEADLINE_MS = 6_000;
/** A silent server is waited for once more after it. */
const HANDSHAKE_MS = 3_000;

export interface TestSubject {
  draft: GatewayDraft;
  secrets: StoreSecrets;
  knownTenants: string[];
  /** Asks one gateway node for its health. */
  nodeIsUp: (address: string, trust: Trust) => Promise<boolean>;
}

type CheckId = ConnectionCheck['id'];
const TITLES: Record<CheckId, string> = {
  addresses: 'Addresses answer',
  certificate: 'Certificate',
  'sign-in': 'Sign-in',
  version: 'Elasticsearch',
  tenant: 'Tenant',
  rights: 'Rights',
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
  const { addresses } = subject.draft.dataStore;
  const access = storeAccess(subject.draft.dataStore, subject.secrets);
  const open = (some: readonly string[]): DataStoreClient =>
    new DataStoreClient({ ...access, addresses: some }, log, clock, DEADLINE_MS);
  const put = (
    id: CheckId,
    state: ConnectionCheck['state'],
    detail: string,
    error: AppError | null = null,
    title = TITLES[id],
  ): void => {
    checks.set(id, { id, state, title, detail, error });
  };

  const nodes = checkNodes(subject);
  const certificates = await checkCertificates(addresses, access.tls, HANDSHAKE_MS);
  if (certificates !== null) checks.set('certificate', certificates.check);
  const answers = await Promise.all(
    addresses.map(async (address) => {
      const error = certificates?.refused.get(address);
      return error === undefined ? answerOf(open([address]), address) : { can: null, error, tookMs: 0 };
    }),
  );
  judgeAddresses(addresses, answers, put);
  const usable = answers.find((answer) => answer.can !== null)?.can ?? null;
  const refused = answers.find(isRefused);
  if (usable !== null) {
    put('sign-in', 'passed', signInWords(subject.draft.dataStore));
    const reached = addresses.filter((_, i) => answers[i]?.can != null);
    const store = open(reached);
    await checkStore(store, usable, subject, put);
    await store.close();
  } else if (refused?.error?.code === 'right-missing') {
    const store = open([addresses[answers.indexOf(refused)] ?? '']);
    await tellRights(store, refused.error, subject, put);
    await store.close();
  } else if (refused?.error?.code === 'sign-in-refused') {
    put('sign-in', 'failed', refused.error.title, refused.error);
  }
  checks.set('nodes', await nodes);
  for (const id of CHECK_IDS) {
    const needless = id === 'certificate' || (id === 'rights' && usable !== null);
    if (!checks.has(id) && !needless) put(id, 'skipped', 'An earlier check failed');
  }
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

/** Some data store is there and does not let this user, or this computer, in. */
const isRefused = ({ error }: Answer): boolean =>
  error?.code === 'sign-in-refused' || error?.code === 'right-missing' || isOfCertificates(error);

function signInWords(dataStore: GatewayDraft['dataStore']): string {
  const signIn = signInOf(dataStore);
  switch (signIn) {
    case 'none':
      return 'No user is needed';
    case 'password':
      return `As ${dataStore.username ?? ''}`;
    case 'api-key':
      return 'With an API key';
    default:
      return never(signIn);
  }
}

async function answerOf(store: DataStoreClient, address: string): Promise<Answer> {
  const started = performance.now();
  try {
    const can = await readCapabilities(store, DEADLINE_MS);
    return { can, error: null, tookMs: Math.round(performance.now() - started) };
  } catch (thrown) {
    const error = failureOf(thrown, store.where).value;
    const secure = mayExpectTls(address, error) && (await speaksTls(address, HANDSHAKE_MS));
    return { can: null, error: secure ? appError('https-expected', { where: address }) : error, tookMs: 0 };
  } finally {
    await store.close();
  }
}

/** A server cuts plain http at its TLS port, a proxy says that it was a bad request. */
const mayExpectTls = (address: string, { code, raw }: AppError): boolean =>
  /^http:/i.test(address) && (code === 'connection-lost' || raw?.status === 400);

function judgeAddresses(addresses: readonly string[], answers: readonly Answer[], put: Put): void {
  const answering = answers.filter((answer) => answer.can !== null || isRefused(answer));
  const failed = answers.find((answer) => answer.can === null && !isRefused(answer));
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
    put('addresses', 'passed', slowest === 0 ? words : `${words}, ${slowest} ms`);
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
  const owned: string[] = [];
  await checked('tenant', put, async () => {
    owned.push(...judgeTenant(await readIndices(store, can), subject, put));
  });
  await checked('rights', put, async () => {
    const rights = await readRights(store, owned.length > 0 ? owned : [patternOf(subject)], DEADLINE_MS);
    if (rights !== null) judgeRights(rights, subject, put);
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

/** A user who may not even ask for the version is told why; what else is missing is told with it. */
async function tellRights(
  store: DataStoreClient,
  refusal: AppError,
  subject: TestSubject,
  put: Put,
): Promise<void> {
  const rights = await readRights(store, [patternOf(subject)], DEADLINE_MS).catch(() => null);
  put('sign-in', 'passed', signInWords(subject.draft.dataStore));
  if (rights?.error != null) judgeRights(rights, subject, put);
  else put('rights', 'failed', refusal.title, refusal);
}

const patternOf = ({ draft }: TestSubject): string => `gateway_${draft.tenant}_*`;

function judgeRights({ works, missing, error }: Rights, { draft }: TestSubject, put: Put): void {
  const lacking = missing.map(({ use }) => use);
  if (error === null) put('rights', 'passed', `For ${works.join(', ')}`);
  else if (lacking.includes('reading')) put('rights', 'failed', 'Not even the state can be read', error);
  else if (draft.readOnly) put('rights', 'passed', 'For reading; more is not needed while it is read-only');
  else put('rights', 'warning', `For ${works.join(', ')}; not for ${lacking.join(', ')}`, error);
}

/** Judges, and tells which indices are the tenant's. */
function judgeTenant(live: readonly LiveIndex[], subject: TestSubject, put: Put): string[] {
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
  return [...owned];
}

async function checked(id: CheckId, put: Put, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (thrown) {
    const error = failureOf(thrown, 'the data store').value;
    put(id, 'failed', error.title, error);
  }
}
