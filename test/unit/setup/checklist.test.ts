import { describe, expect, it } from 'vitest';
import { type Capabilities, capabilitiesOf } from '#core/elasticsearch/capabilities.ts';
import { isReady, keysOf, type NodeFacts, stepsTo } from '#core/setup/checklist.ts';
import type { SetupPlace } from '#shared/model/setup.ts';
import { parseVersion } from '#shared/rules/versions.ts';

const S3: SetupPlace = { kind: 's3', client: 'default' };
const VERSIONS = { 2: '2.3.2', 5: '5.6.4', 7: '7.13.0', 8: '8.12.2' } as const;
const can = (major: 2 | 5 | 7 | 8): Capabilities => ({
  ...capabilitiesOf(parseVersion(VERSIONS[major])!),
  clusterName: 'c',
  clusterUuid: 'u',
});

function facts(
  name: string,
  changes: Partial<NodeFacts['node']> = {},
  files: NodeFacts['files'] = null,
): NodeFacts {
  const node = {
    id: name,
    name,
    version: '7.13.0',
    host: name,
    ip: '10.0.0.1',
    home: '/opt/softwareag/InternalDataStore',
    pathRepo: [],
    plugins: new Map<string, { version: string; module: boolean }>(),
    ...changes,
  };
  return { node, files };
}
const plugin = (name: string, module = false) => ({
  plugins: new Map([[name, { version: '7.13.0', module }]]),
});
const onDisk = (changes: Partial<NonNullable<NodeFacts['files']>>) => ({
  where: 'this computer',
  pathRepo: [],
  hasPlugin: false,
  keys: null,
  ...changes,
});
const states = (place: SetupPlace, nodes: NodeFacts[], major: 2 | 5 | 7 | 8) =>
  stepsTo(place, nodes, can(major)).map(({ id, nodes: all }) => [id, ...all.map(({ state }) => state)]);

describe('the steps to a folder', () => {
  const folder: SetupPlace = { kind: 'folder', folder: '/mnt/backup/eu' };
  it('are judged node by node: a folder above it is enough, a file that is newer makes a restart due', () => {
    const nodes = [
      facts('a', { pathRepo: ['/other', '/mnt/backup'] }),
      facts('b', { pathRepo: ['/mnt/back'] }),
      facts('c', {}, onDisk({ pathRepo: ['/mnt/backup/eu'] })),
    ];
    expect(states(folder, nodes, 7)).toEqual([
      ['path-repo', 'done', 'open', 'done'],
      ['restart', 'done', 'waiting', 'due'],
    ]);
    const steps = stepsTo(folder, nodes, can(7));
    expect(isReady(steps)).toBe(false);
    expect(steps[0]?.nodes.some(({ canDo }) => canDo)).toBe(false);
    expect(steps[0]).toMatchObject({
      byHand: {
        where: 'On b, in /opt/softwareag/InternalDataStore/config/elasticsearch.yml',
        lines: ["path.repo: ['/mnt/back', '/mnt/backup/eu']"],
      },
    });
    expect(isReady(stepsTo(folder, nodes.slice(0, 1), can(7)))).toBe(true);
  });

  it('understand Windows', () => {
    const windows: SetupPlace = { kind: 'folder', folder: 'd:\\backup\\EU' };
    const nodes = [
      facts('a', { pathRepo: ['D:\\Backup'] }),
      facts('b', { home: 'C:\\SoftwareAG\\InternalDataStore' }),
    ];
    expect(states(windows, nodes, 7)[0]).toEqual(['path-repo', 'done', 'open']);
    expect(stepsTo(windows, nodes, can(7))[0]?.byHand?.where).toBe(
      'On b, in C:\\SoftwareAG\\InternalDataStore\\config\\elasticsearch.yml',
    );
  });
});

describe('the steps to S3', () => {
  it('up to 5.x end with the plugin: the keys are settings of the repository', () => {
    expect(states(S3, [facts('a', plugin('cloud-aws')), facts('b', plugin('repository-s3'))], 2)).toEqual([
      ['plugin', 'done', 'open'],
      ['restart', 'done', 'waiting'],
      ['keys', 'done', 'done'],
    ]);
    const [step] = stepsTo(S3, [facts('b', { home: 'C:\\EventDataStore' })], can(2));
    expect(step?.byHand?.lines).toEqual([
      'cd /d "C:\\EventDataStore\\bin"',
      'plugin.bat install cloud-aws',
      'plugin.bat list',
    ]);
  });

  it('from 6.0 on end with the keystore, after the plugin runs', () => {
    const here = onDisk({ hasPlugin: true });
    const nodes = [
      facts('a', plugin('repository-s3'), onDisk({ keys: ['keystore.seed', ...keysOf('default')] })),
      facts('b', plugin('repository-s3'), onDisk({ keys: keysOf('default').slice(0, 1) })),
      facts('c', plugin('repository-s3')),
      facts('d', {}, here),
      facts('e'),
    ];
    expect(states(S3, nodes, 7)).toEqual([
      ['plugin', 'done', 'done', 'done', 'done', 'open'],
      ['restart', 'done', 'done', 'done', 'due', 'waiting'],
      ['keys', 'done', 'open', 'unknown', 'waiting', 'waiting'],
    ]);
    const keys = stepsTo(S3, nodes, can(7))[2];
    expect(keys).toMatchObject({
      nodes: [{ canDo: false }, { canDo: true, detail: '1 of 2 keys' }, {}, {}, {}],
    });
    expect(isReady(stepsTo(S3, [nodes[0]!, nodes[2]!], can(7)))).toBe(true);
  });

  it('from 8.0 on cannot be installed: it is a module, or the distribution lacks it', () => {
    const [there] = stepsTo(S3, [facts('a', plugin('repository-s3', true))], can(8));
    expect(there?.nodes[0]).toMatchObject({ state: 'done', detail: 'Part of 7.13.0' });
    const [lacking] = stepsTo(S3, [facts('a', {}, onDisk({}))], can(8));
    expect(lacking).toMatchObject({ byHand: null, nodes: [{ state: 'open', canDo: false }] });
    expect(lacking?.whyNot).toMatch(/distribution lacks it/);
  });
});
