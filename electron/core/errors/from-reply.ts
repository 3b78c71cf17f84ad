import type { AppError } from '#shared/errors/app-error.ts';
import { appError, type ErrorFacts } from '#shared/errors/catalogue.ts';
import type { ErrorCode } from '#shared/errors/codes.ts';

interface Cause {
  type: string;
  reason: string;
}

/** All causes of an error reply, outermost first. Copes with any shape; 2.3 hides the real one innermost. */
export function causesOf(body: unknown): Cause[] {
  const causes: Cause[] = [];
  let current = isRecord(body) && 'error' in body ? body.error : body;
  for (let depth = 0; depth < 12 && isRecord(current); depth++) {
    const type = typeof current.type === 'string' ? current.type : '';
    const reason = typeof current.reason === 'string' ? current.reason : '';
    if (type !== '' || reason !== '') causes.push({ type, reason });
    current = current.caused_by;
  }
  if (causes.length === 0 && typeof current === 'string') causes.push({ type: 'text', reason: current });
  return causes;
}

type Rule = [test: (cause: Cause, status: number) => boolean, code: ErrorCode];

const type =
  (pattern: RegExp): Rule[0] =>
  (cause) =>
    pattern.test(cause.type);
const both =
  (kind: RegExp, text: RegExp): Rule[0] =>
  (cause) =>
    kind.test(cause.type) && text.test(cause.reason);
const text =
  (pattern: RegExp): Rule[0] =>
  (cause) =>
    pattern.test(cause.reason);

const AMAZON = /^(amazon_|sdk_client_)|s3_exception$/;
const S3_RULES: Rule[] = [
  // 2.x wants to create a bucket that is missing, and fails at its list of regions before it can.
  [
    both(AMAZON, /NoSuchBucket|bucket does not exist|PermanentRedirect|loading partitions file/i),
    's3-bucket-missing',
  ],
  [
    both(
      AMAZON,
      /SignatureDoesNotMatch|InvalidAccessKeyId|AccessDenied|Forbidden|Status Code: 40[13]|Unable to load (AWS )?credentials/i,
    ),
    's3-keys-refused',
  ],
  [both(AMAZON, /Unable to execute HTTP request|UnknownHost|timed out/i), 's3-unreachable'],
  [text(/bucket \[[^\]]*\] does not exist/), 's3-bucket-missing'],
];

/** First match wins; each rule is tried on every cause. The texts were taken from the replies of real servers, 2.3 to 9.4. */
const RULES: Rule[] = [
  [
    text(/doesn't match any of the locations specified by path\.repo|because this setting is empty/),
    'repository-folder-refused',
  ],
  [text(/repository type \[[^\]]+\] does not exist|Unknown \[repository\] type/i), 'repository-type-unknown'],
  [text(/is insecure, but property \[allow_insecure_settings\] is not set/), 'repository-keys-refused'],
  // What the client of S3 says stands inside of what the data store says.
  ...S3_RULES,
  [type(/^repository_verification_exception$/), 'repository-not-shared'],
  [
    text(
      /concurrent modification of the index-N|do not match its expected state|disabled to prevent data corruption/,
    ),
    'repository-changed-elsewhere',
  ],
  [text(/readonly repository|repository is readonly/), 'repository-readonly'],
  [type(/^repository_conflict_exception$/), 'repository-busy'],
  [text(/trying to modify or unregister repository that is currently used/), 'repository-busy'],
  [type(/^repository_missing_exception$/), 'repository-missing'],
  [type(/^snapshot_missing_exception$/), 'backup-missing'],
  [both(/^snapshot_restore_exception$/, /snapshot does not exist/), 'backup-missing'],
  [type(/^snapshot_name_already_in_use_exception$/), 'backup-name-taken'],
  [both(/^invalid_snapshot_name_exception$/, /already (exists|in-progress)|is already/), 'backup-name-taken'],
  [type(/^invalid_snapshot_name_exception$/), 'backup-name-invalid'],
  [type(/^(concurrent_snapshot_execution_exception|snapshot_in_progress_exception)$/), 'store-busy'],
  [text(/Cannot (close|delete) indices that are being (snapshotted|restored)/), 'store-busy'],
  [both(/^snapshot_restore_exception$/, /version|cannot be upgraded/), 'version-mismatch'],
  [text(/maximum (normal )?shards open|max_shards_per_node/), 'shard-limit'],
  [type(/^snapshot_restore_exception$/), 'restore-refused'],
  [text(/more than one write index/), 'restore-refused'],
  [text(/Could not read repository data|could not read repository data/), 'repository-unreadable'],
  [
    both(/^snapshot_exception$/, /could not be read|Indices don't have primary shards|unassigned primary/),
    'backup-failed',
  ],
  [type(/^cluster_block_exception$/), 'store-blocked'],
  [type(/^index_closed_exception$/), 'index-closed'],
  [type(/^index_not_found_exception$/), 'index-missing'],
  [type(/^repository_exception$/), 'repository-unreadable'],
];

/** The explained error of an error reply. Unknown types keep their type and reason in `raw`. */
export function fromReply(status: number, body: unknown, where: string): AppError {
  if (typeof body === 'string' && /<html|<!doctype/i.test(body)) {
    return appError(status === 401 || status === 407 ? 'sign-in-refused' : 'not-json', {
      where,
      raw: { status, type: 'html', reason: body.slice(0, 300) },
    });
  }
  const causes = causesOf(body);
  const outer = causes[0] ?? { type: '', reason: typeof body === 'string' ? body : '' };
  const inner = causes.at(-1) ?? outer;
  const raw = {
    status,
    type: outer.type === '' ? `HTTP ${status}` : outer.type,
    reason: reasonOf(causes, outer),
  };
  const facts: ErrorFacts = { where, detail: inner.reason.slice(0, 500), raw };
  if (status === 401) return appError('sign-in-refused', { ...facts, detail: '' });
  if (status === 403 && outer.type.includes('security_exception')) return appError('right-missing', facts);
  // A rule is tried on all causes before the next rule: the inner cause is often the telling one.
  for (const [test, code] of RULES) {
    const hit = causes.find((cause) => test(cause, status));
    if (hit !== undefined)
      return appError(code, { ...facts, ...namesIn(hit.reason), detail: hit.reason.slice(0, 500) });
  }
  if (status === 403) return appError('right-missing', facts);
  return appError('server-error', {
    ...facts,
    detail: inner.reason === '' ? raw.type : `${inner.type}: ${inner.reason}`.slice(0, 300),
  });
}

/** `[repo:snap/uuid] …`, `[default:repo:snap/uuid] …` on 9.x, `[repo] missing`: the first name in brackets. */
function namesIn(reason: string): { what?: string } {
  const bracket = /^\[([^\]]+)\]/.exec(reason)?.[1];
  if (bracket === undefined) return {};
  const parts = bracket.replace(/\/[^/:]*$/, '').split(':');
  return { what: parts.at(-1) ?? bracket };
}

function reasonOf(causes: readonly Cause[], outer: Cause): string {
  const rest = causes.slice(1).map((cause) => `${cause.type}: ${cause.reason}`);
  return [outer.reason, ...rest].join(' <- ').slice(0, 4000);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
