import { describe, expect, it } from 'vitest';
import { readVendorCnf } from '#shared/rules/vendor-cnf.ts';

const LINES = [
  'type=s3',
  'bucket=apigw-backup',
  'region=ap-south-1',
  'access_key=AKIA0001',
  'secret_key=a/b+c==',
  'base_path=',
];

describe('a file of the vendor', () => {
  it('is read with its keys apart from the place', () => {
    expect(readVendorCnf(LINES.join('\n'))).toEqual({
      place: {
        kind: 's3',
        bucket: 'apigw-backup',
        basePath: '',
        region: 'ap-south-1',
        endpoint: '',
        protocol: '',
        pathStyle: false,
        client: '',
        encrypted: false,
      },
      keys: { accessKey: 'AKIA0001', secretKey: 'a/b+c==' },
      ignored: [],
    });
  });

  it.each([
    ['line ends of Windows', LINES.join('\r\n')],
    ['a byte order mark', `\uFEFF${LINES.join('\n')}`],
    ['blanks around names and values', LINES.map((line) => `  ${line.replace('=', ' = ')} \t`).join('\n')],
    ['the backslashes of printed instructions', LINES.join('\n').replaceAll('_', '\\_')],
    ['capitals in names', LINES.join('\n').replace('bucket', 'Bucket')],
    ['comments and empty lines', `# made by hand\n\n! old\n${LINES.join('\n\n')}`],
    ['another separator', LINES.join('\n').replace('region=', 'region: ')],
    ['a name twice, the last of which counts', `bucket=old\n${LINES.join('\n')}`],
  ])('may have %s', (_, text) => {
    expect(readVendorCnf(text)).toEqual(readVendorCnf(LINES.join('\n')));
  });

  it('may have no keys, and lines that mean nothing here', () => {
    const text = ['type=S3', 'bucket=s3 bucket', 'storage_class=standard', 'access_key=<s3-access-key>'];
    expect(readVendorCnf(text.join('\n'))).toMatchObject({
      place: { bucket: 's3 bucket' },
      keys: null,
      ignored: ['storage_class'],
    });
  });

  it.each([
    ['no type', ['bucket=b'], 'it has no line type=s3'],
    ['another type', ['type=azure', 'bucket=b'], 'its type is not s3'],
    ['a bucket that is still to be filled in', ['type=s3', 'bucket=<s3-bucket-name>'], 'it names no bucket'],
    ['half of the keys', ['type=s3', 'bucket=b', 'access_key=AKIA0001'], 'it has no secret_key'],
    ['nothing', [], 'it has no line type=s3'],
    ['something else', ['\u0000\u0001PK', '{"a": 1}'], 'it has no line type=s3'],
  ])('with %s is refused', (_, lines, problem) => {
    expect(readVendorCnf(lines.join('\n'))).toEqual({ problem });
  });

  // A pattern that goes back and forth would take hours: the deadline of the test finds it.
  it.each([' ', '\\', 'a ', '= ', '<'])('comes to an end, whatever it is (%j)', (part) => {
    const text = `type=s3\nbucket=b\nx${part.repeat(90_000)}`.slice(0, 100_000);
    expect(readVendorCnf(text)).toBeTypeOf('object');
  });

  it('never quotes a line in what it says', () => {
    const text = ['type=s3', 'bucket=b', 'secret_key', 'hunter22secret', 'secret_key=hunter22secret'].join(
      '\n',
    );
    expect(JSON.stringify(readVendorCnf(text))).not.toContain('hunter22');
  });
});
