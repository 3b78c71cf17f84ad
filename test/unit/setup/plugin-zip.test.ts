import { mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPluginZip } from '#core/setup/plugin-zip.ts';
import { descriptor, writeZip } from '#lab/servers/plugin-zip.ts';
import { AppFailure } from '#shared/errors/app-error.ts';
import { temporaryFolders } from '../files/temporary-folder.ts';

const temporary = temporaryFolders();
const DESCRIPTOR = 'plugin-descriptor.properties';
const S3 = descriptor('repository-s3', '7.13.0');

async function refusalOf(file: string): Promise<string> {
  try {
    await readPluginZip(file);
    return '';
  } catch (thrown) {
    if (!(thrown instanceof AppFailure)) throw thrown;
    expect(thrown.value).toMatchObject({
      code: 'plugin-file-refused',
      changed: 'Nothing was sent and nothing was installed.',
    });
    return thrown.value.cause;
  }
}

describe('the zip of a plugin', () => {
  it.each([DESCRIPTOR, `elasticsearch/${DESCRIPTOR}`])('says what it is, at %s', async (name) => {
    const file = writeZip(path.join(temporary(), 'a plugin.zip'), { 'x.jar': 'jar', [name]: S3 });
    expect(await readPluginZip(file)).toEqual({
      bytes: readFileSync(file).length,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      name: 'repository-s3',
      elasticsearchVersion: '7.13.0',
    });
  });

  it('is refused, with the reason, when it is none', async () => {
    const folder = temporary();
    const at = (name: string): string => path.join(folder, name);
    expect(await refusalOf(at('absent.zip'))).toBe('It is not there.');
    mkdirSync(at('folder.zip'));
    expect(await refusalOf(at('folder.zip'))).toBe('It is not a file.');
    writeFileSync(at('text.zip'), 'no zip at all');
    expect(await refusalOf(at('text.zip'))).toMatch(/no zip/);
    writeFileSync(at('empty.zip'), '');
    expect(await refusalOf(at('empty.zip'))).toMatch(/no zip/);
    writeZip(at('other.zip'), { 'readme.txt': 'hello' });
    expect(await refusalOf(at('other.zip'))).toMatch(/no plugin of Elasticsearch/);
    writeZip(at('nameless.zip'), { [DESCRIPTOR]: 'version=1\n' });
    expect(await refusalOf(at('nameless.zip'))).toMatch(/names no plugin/);
    writeZip(at('long.zip'), { [DESCRIPTOR]: `${S3}#${'x'.repeat(100_000)}` });
    expect(await refusalOf(at('long.zip'))).toMatch(/no plugin of Elasticsearch/);
  });

  it('is refused when it is cut, wherever', async () => {
    const whole = writeZip(path.join(temporary(), 'whole.zip'), {
      [DESCRIPTOR]: S3,
      'x.jar': 'j'.repeat(500),
    });
    const bytes = readFileSync(whole);
    for (let size = 0; size < bytes.length; size += 37) {
      const cut = path.join(temporary(), 'cut.zip');
      writeFileSync(cut, bytes);
      truncateSync(cut, size);
      expect(await refusalOf(cut)).not.toBe('');
    }
  });
});
