import { describe, expect, it } from 'vitest';
import { capabilitiesOf } from '#core/elasticsearch/capabilities.ts';
import type { StoreNode } from '#core/elasticsearch/cluster.ts';
import { refusalOfPlace } from '#core/repositories/matrix.ts';
import type { RepositoryPlace } from '#shared/model/repository-place.ts';
import { NO_BUCKET } from '#shared/rules/repository-settings.ts';
import { parseVersion } from '#shared/rules/versions.ts';

const node = (name: string, pathRepo: string[], plugins: string[] = []): StoreNode => ({
  id: name,
  name,
  plugins,
  pathRepo,
  diskSettings: {},
});
const folder = (location: string): RepositoryPlace => ({ kind: 'fs', location });
const bucket: RepositoryPlace = { ...NO_BUCKET, bucket: 'b' };
const refused = (place: RepositoryPlace, nodes: StoreNode[], version = '7.13.0') =>
  refusalOfPlace(place, capabilitiesOf(parseVersion(version)!), nodes, nodes.length)?.code ?? null;

describe('the support matrix', () => {
  const a = node('a', ['/own-a', '/mnt/shared']);
  const b = node('b', ['/own-b', '/mnt/shared']);

  it('lets a data store of one node use any folder: the server decides', () => {
    for (const location of ['x', '/own-a/x', '/etc']) expect(refused(folder(location), [a])).toBeNull();
  });

  it.each([
    ['/mnt/shared/x', null],
    // Allowed nowhere: the server has the words for that.
    ['/etc/outside', null],
    ['/own-a/x', 'cluster-needs-shared-folder'],
    ['/own-b/x', 'cluster-needs-shared-folder'],
    ['relative', 'cluster-needs-shared-folder'],
  ])('of two nodes says of %s: %s', (location, code) => {
    expect(refused(folder(location), [a, b])).toBe(code);
  });

  it('understands network folders of Windows', () => {
    const nodes = [node('a', ['\\\\nas\\backup']), node('b', ['\\\\NAS\\Backup'])];
    expect(refused(folder('\\\\nas\\backup\\default'), nodes)).toBeNull();
    expect(refused(folder('C:\\backup'), [node('a', ['C:\\backup']), node('b', ['D:\\backup'])])).toBe(
      'cluster-needs-shared-folder',
    );
  });

  it('wants the plugin of S3 on every node, by its name on this version', () => {
    const with2 = [node('a', [], ['cloud-aws']), node('b', [], ['cloud-aws'])];
    expect(refused(bucket, with2, '2.3.2')).toBeNull();
    expect(refused(bucket, with2, '5.6.4')).toBe('s3-plugin-missing');
    const half = [node('a', [], ['repository-s3']), node('b', [])];
    const refusal = refusalOfPlace(bucket, capabilitiesOf(parseVersion('8.12.2')!), half, 2);
    expect([refusal?.code, refusal?.cause]).toEqual([
      's3-plugin-missing',
      'The plugin repository-s3 is not installed on: b.',
    ]);
  });

  it('leaves other types to the server', () => {
    expect(refused({ kind: 'other', type: 'fs', settings: '{"location":"own"}' }, [a, b])).toBeNull();
  });
});
