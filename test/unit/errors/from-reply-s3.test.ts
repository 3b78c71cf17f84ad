import { expect, it } from 'vitest';
import { fromReply } from '#core/errors/from-reply.ts';
import type { ErrorCode } from '#shared/errors/codes.ts';

const REFUSED = '[r] failed to create repository';
const CREATION = 'repository_exception';

/** What the client of S3 says stands innermost; the replies are those of 2.4.6, the last one of 6.0 to 8.12. */
const REPLIES: [code: ErrorCode, outer: [string, string], inner: [string, string]][] = [
  [
    's3-unreachable',
    [CREATION, REFUSED],
    ['amazon_client_exception', 'Unable to execute HTTP request: Connection refused'],
  ],
  [
    's3-bucket-missing',
    [CREATION, REFUSED],
    ['amazon_client_exception', 'Error while loading partitions file from com/amazonaws/x.json'],
  ],
  ['s3-bucket-missing', [CREATION, REFUSED], ['amazon_s3_exception', 'x (Error Code: NoSuchBucket; y)']],
  [
    'repository-keys-refused',
    ['repository_verification_exception', '[r] path  is not accessible on master node'],
    [
      'illegal_argument_exception',
      'Setting [access_key] is insecure, but property [allow_insecure_settings] is not set',
    ],
  ],
];

it.each(REPLIES)('%s is told by what the client of S3 says', (code, outer, inner) => {
  const body = {
    error: {
      type: outer[0],
      reason: outer[1],
      caused_by: { type: inner[0], reason: inner[1], caused_by: { type: 'connect_exception', reason: 'x' } },
    },
    status: 500,
  };
  const error = fromReply(500, body, 'http://store:9240');
  expect([error.code, error.raw?.status]).toEqual([code, 500]);
  expect(error.raw?.reason).toContain(inner[1]);
});
