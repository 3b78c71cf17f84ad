import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { causesOf, fromReply } from '#core/errors/from-reply.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import { ERROR_CODES, type ErrorCode } from '#shared/errors/codes.ts';

const WHERE = 'http://store:9240';
interface Caused {
  type: string;
  reason: string;
  caused_by?: Caused;
}
const body = (...causes: [type: string, reason: string][]): unknown => {
  const chain = causes.reduceRight<Caused | undefined>(
    (inner, [type, reason]) => ({ type, reason, ...(inner === undefined ? {} : { caused_by: inner }) }),
    undefined,
  );
  return { error: { root_cause: [chain], ...chain }, status: 500 };
};

/** Replies of real servers; the releases that were seen to give them. */
const REPLIES: [from: string, status: number, code: ErrorCode, ...causes: [string, string][]][] = [
  [
    '2.3-9.4',
    500,
    'repository-folder-refused',
    ['repository_exception', '[r] failed to create repository'],
    [
      'repository_exception',
      "[r] location [/etc/outside] doesn't match any of the locations specified by path.repo",
    ],
  ],
  [
    '2.3',
    500,
    'repository-folder-refused',
    ['repository_exception', '[r] failed to create repository'],
    ['creation_exception', 'Guice creation errors:\n\n1) Error injecting constructor'],
    ['repository_exception', "[r] location [/up] doesn't match any of the locations specified by path.repo"],
  ],
  [
    '2.3',
    500,
    'repository-type-unknown',
    ['repository_exception', '[r] failed to create repository'],
    ['illegal_argument_exception', 'Unknown [repository] type [s3]'],
  ],
  [
    '5.6-8.12',
    500,
    'repository-type-unknown',
    ['repository_exception', '[r] repository type [no-such-type] does not exist'],
  ],
  [
    '9.4',
    500,
    'repository-type-unknown',
    ['repository_exception', '[r] repository type [s3] does not exist for project [default]'],
  ],
  [
    'all',
    500,
    'repository-not-shared',
    [
      'repository_verification_exception',
      '[r] a file written by master to the store [/s] cannot be accessed on the node [b]',
    ],
  ],
  [
    '8.12',
    500,
    'repository-not-shared',
    [
      'repository_verification_exception',
      "[r] [[nodeid, 'org.elasticsearch.transport.RemoteTransportException: [b][127.0.0.1:9352][internal:admin/repository/verify]']]",
    ],
  ],
  [
    '2.4',
    500,
    's3-keys-refused',
    ['repository_verification_exception', '[r] path  is not accessible on master node'],
    [
      'amazon_s3_exception',
      'The request signature (Service: Amazon S3; Status Code: 403; Error Code: SignatureDoesNotMatch)',
    ],
  ],
  ['all', 404, 'repository-missing', ['repository_missing_exception', '[r] missing']],
  [
    '2.3-8.12',
    500,
    'repository-readonly',
    ['repository_exception', '[r] cannot create snapshot in a readonly repository'],
  ],
  ['8.12', 500, 'repository-readonly', ['repository_exception', '[r] repository is readonly']],
  [
    '9.4',
    400,
    'repository-readonly',
    ['illegal_argument_exception', '[r] cannot create snapshot in a readonly repository'],
  ],
  [
    '2.3-7.17',
    500,
    'repository-busy',
    ['illegal_state_exception', 'trying to modify or unregister repository that is currently used '],
  ],
  [
    '8.2+',
    409,
    'repository-busy',
    ['repository_conflict_exception', '[r] trying to modify or unregister repository that is currently used'],
  ],
  [
    '7.13+',
    500,
    'repository-changed-elsewhere',
    ['snapshot_exception', '[r:s/uuid] failed to update snapshot in repository'],
    [
      'repository_exception',
      '[r] concurrent modification of the index-N file, expected current generation [2]',
    ],
  ],
  [
    '7.13+',
    500,
    'repository-changed-elsewhere',
    [
      'repository_exception',
      '[r] The repository has been disabled to prevent data corruption because its contents were found not to match its expected state',
    ],
  ],
  ['all', 404, 'backup-missing', ['snapshot_missing_exception', '[r:nope] is missing']],
  ['5.6', 500, 'backup-missing', ['snapshot_restore_exception', '[r:nope]snapshot does not exist']],
  ['9.4', 500, 'backup-missing', ['snapshot_restore_exception', '[default:r:nope] snapshot does not exist']],
  [
    '2.3',
    400,
    'backup-name-taken',
    [
      'invalid_snapshot_name_exception',
      '[r:s] Invalid snapshot name [s], snapshot with such name already exists',
    ],
  ],
  [
    '5.6-7.17',
    400,
    'backup-name-taken',
    [
      'invalid_snapshot_name_exception',
      '[r:s] Invalid snapshot name [s], snapshot with the same name already exists',
    ],
  ],
  [
    '7.13+',
    400,
    'backup-name-taken',
    [
      'invalid_snapshot_name_exception',
      '[r:s] Invalid snapshot name [s], snapshot with the same name is already in-progress',
    ],
  ],
  [
    '8.2+',
    400,
    'backup-name-taken',
    [
      'snapshot_name_already_in_use_exception',
      '[r:s] Invalid snapshot name [s], snapshot with the same name already exists',
    ],
  ],
  [
    'all',
    400,
    'backup-name-invalid',
    ['invalid_snapshot_name_exception', '[r:S] Invalid snapshot name [S], must be lowercase'],
  ],
  [
    '2.3-7.7',
    503,
    'store-busy',
    ['concurrent_snapshot_execution_exception', '[r:s] a snapshot is already running'],
  ],
  [
    '2.3, 5.6',
    503,
    'store-busy',
    ['concurrent_snapshot_execution_exception', '[r:s] Restore process is already running in this cluster'],
  ],
  [
    '7.2+',
    400,
    'store-busy',
    [
      'snapshot_in_progress_exception',
      'Cannot close indices that are being snapshotted: [[a]]. Try again after snapshot finishes or cancel the currently running snapshot.',
    ],
  ],
  [
    '5.6',
    400,
    'store-busy',
    ['illegal_argument_exception', 'Cannot delete indices that are being snapshotted: [[a]]'],
  ],
  [
    'all',
    400,
    'store-busy',
    ['illegal_argument_exception', 'Cannot close indices that are being restored: [[a]]'],
  ],
  [
    '2.3, 5.6',
    500,
    'restore-refused',
    ['snapshot_restore_exception', "[r:s] cannot restore index [x] because it's open"],
  ],
  [
    '7.2+',
    500,
    'restore-refused',
    [
      'snapshot_restore_exception',
      '[r:s/u] cannot restore index [x] because an open index with same name already exists in the cluster.',
    ],
  ],
  [
    '2.3-9.4',
    500,
    'restore-refused',
    [
      'snapshot_restore_exception',
      '[r:s/u] cannot restore index [x] with [3] shards from a snapshot of index [x] with [2] shards',
    ],
  ],
  [
    '7.2+',
    500,
    'restore-refused',
    ['illegal_state_exception', 'alias [v5w] has more than one write index [v5-000001,v5-000002]'],
  ],
  ['2.3, 5.6', 403, 'store-blocked', ['cluster_block_exception', 'blocked by: [FORBIDDEN/4/index closed];']],
  [
    'all',
    403,
    'store-blocked',
    ['cluster_block_exception', 'index [x] blocked by: [FORBIDDEN/12/index read-only / allow delete (api)];'],
  ],
  ['7.2+', 404, 'index-missing', ['index_not_found_exception', 'no such index [x]']],
  ['7.2-8.2', 400, 'index-closed', ['index_closed_exception', 'closed']],
  ['5.6, 7.2', 500, 'backup-failed', ['snapshot_exception', '[r:s] Snapshot could not be read']],
  ['7.13-8.12', 500, 'backup-failed', ['snapshot_exception', "[r:s] Indices don't have primary shards [x]"]],
  [
    '9.4',
    500,
    'backup-failed',
    [
      'snapshot_exception',
      '[r:s] the following indices have unassigned primary shards and cannot be included [x]',
    ],
  ],
  [
    '7.x, 8.x',
    403,
    'right-missing',
    [
      'security_exception',
      'action [cluster:admin/snapshot/restore] is unauthorized for user [u] with roles [r], this action is granted by the cluster privileges [manage,all]',
    ],
  ],
  [
    '7.x, 8.x',
    401,
    'sign-in-refused',
    ['security_exception', 'unable to authenticate user [admin] for REST request [/_snapshot]'],
  ],
  [
    'all',
    400,
    'server-error',
    ['illegal_argument_exception', 'request [/_snapshot/vp/_all] contains unrecognized parameter: [foo]'],
  ],
  [
    '5.6-9.4',
    400,
    'server-error',
    ['too_long_http_line_exception', 'An HTTP line is larger than 4096 bytes.'],
  ],
  [
    '2.4',
    500,
    's3-keys-refused',
    ['repository_exception', '[r] failed to create repository'],
    ['creation_exception', 'Guice creation errors'],
    ['amazon_client_exception', 'Unable to load AWS credentials from any provider in the chain'],
  ],
];

describe('replies of real servers', () => {
  it.each(REPLIES)('%s, HTTP %i: %s', (_, status, code, ...causes) => {
    const error = fromReply(status, body(...causes), WHERE);
    expect(error.code).toBe(code);
    expect(error.raw).toMatchObject({ status, type: causes[0]![0] });
    for (const [, reason] of causes) expect(error.raw!.reason).toContain(reason);
  });

  it('names the repository or backup that the reply names', () => {
    const missing = (reason: string) =>
      fromReply(404, body(['snapshot_missing_exception', reason]), WHERE).title;
    expect(missing('[r:nightly] is missing')).toContain('nightly');
    expect(missing('[r:nightly/Xy_12] is missing')).toContain(' nightly ');
    expect(missing('[default:r:nightly/Xy_12] is missing')).toContain(' nightly ');
    expect(fromReply(404, body(['repository_missing_exception', '[r2] missing']), WHERE).title).toContain(
      'r2',
    );
  });

  it('shows the right that is missing, and not what was sent to sign in', () => {
    const error = fromReply(
      403,
      body(['security_exception', 'action [x] is granted by the cluster privileges [manage,all]']),
      WHERE,
    );
    expect(error.cause).toContain('[manage,all]');
    expect(
      fromReply(401, body(['security_exception', 'unable to authenticate user [admin]']), WHERE).cause,
    ).not.toContain('admin');
  });

  it('a page is no data', () => {
    expect(fromReply(502, '<html><body>Bad gateway</body></html>', WHERE).code).toBe('not-json');
    expect(fromReply(401, '<!DOCTYPE html>', WHERE).code).toBe('sign-in-refused');
  });

  it('an error that is only a text stays readable (2.3)', () => {
    const error = fromReply(400, { error: 'ActionRequestValidationException[x]', status: 400 }, WHERE);
    expect(error.code).toBe('server-error');
    expect(JSON.stringify(error)).toContain('ActionRequestValidationException[x]');
  });
});

it('causes end, whatever the depth', () => {
  let deep: Caused = { type: 'last', reason: 'r' };
  for (let i = 0; i < 5_000; i++) deep = { type: `t${i}`, reason: 'r', caused_by: deep };
  expect(causesOf({ error: deep }).length).toBeLessThanOrEqual(12);
});

it('no reply whatever makes it throw, and every answer is complete and bounded', () => {
  const key = fc.constantFrom('error', 'type', 'reason', 'caused_by', 'root_cause', 'status');
  const { reply } = fc.letrec<{ reply: unknown }>((tie) => ({
    reply: fc.oneof(
      { depthSize: 'small' },
      fc.string(),
      fc.constantFrom(null, undefined, 1, true, '<html>', 'snapshot_missing_exception', '[r:s/u] gone'),
      fc.dictionary(key, tie('reply'), { maxKeys: 4 }),
      fc.array(tie('reply'), { maxLength: 3 }),
    ),
  }));
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 599 }), fc.oneof(reply, fc.jsonValue()), (status, value) => {
      const error = AppError.parse(fromReply(status, value, WHERE));
      expect(JSON.stringify(error).length).toBeLessThan(40_000);
    }),
    { numRuns: 500 },
  );
});

it('every code has complete sentences, with facts and without', () => {
  for (const code of ERROR_CODES)
    for (const facts of [{}, { what: 'A', where: 'B', detail: 'C' }]) {
      const error = appError(code, facts);
      for (const text of [error.title, error.changed, error.next]) expect(text, code).not.toBe('');
      expect(`${error.title}${error.cause}${error.changed}${error.next}`, code).not.toMatch(
        /\{(what|where|detail)\}|[a-z]!| {2}/,
      );
    }
});

it('a name stays what it is, whatever signs it holds', () => {
  const name = fc.string({
    unit: fc.constantFrom('$', '&', '`', "'", '{', '}', 'what', 'detail', '1', 'x'),
    minLength: 1,
  });
  fc.assert(
    fc.property(name, name, (what, where) => {
      const { title } = appError('backup-name-taken', { what, where });
      expect(title).toBe(`A backup named ${what} already exists in ${where}.`);
    }),
  );
  expect(appError('backup-missing', { what: 'a$&b', where: '{what}' }).title).toBe(
    'There is no backup named a$&b in {what}.',
  );
});
