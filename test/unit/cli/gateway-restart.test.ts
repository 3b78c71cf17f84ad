import { beforeEach, describe, expect, it } from 'vitest';
import { newNode } from '#core/restart/pending.ts';
import type { GatewayProfile } from '#shared/model/gateway.ts';
import type { PendingRestart, RestartNode } from '#shared/model/restart.ts';
import { operationWith } from './operation.ts';
import { runCommand } from './run-command.ts';

const node = (name: string, change: Partial<RestartNode> = {}): RestartNode => ({
  ...newNode({ id: `id-${name}`, name, address: `http://${name}:5555` }),
  ...change,
});
const STORE = node('es-1', {
  store: { home: '/opt/sag/InternalDataStore', ip: '10.0.0.1', here: false, via: null, process: null },
});
const PROFILE: Partial<GatewayProfile> = {
  id: 'g',
  name: 'Production',
  readOnly: false,
  nodes: [
    { id: 'id-a', name: 'a', address: 'http://a:5555' },
    { id: 'id-b', name: 'b', address: 'http://b:5555', reach: { kind: 'by-hand' } },
  ],
};

let pending: PendingRestart | null;
let asked: unknown[];
let out: string[];
let fails = false;

const due = (...nodes: RestartNode[]): PendingRestart => ({
  gatewayId: 'g',
  operationId: null,
  why: 'Restore of nightly',
  since: 1,
  running: false,
  nodes,
});
const ended = () =>
  operationWith({
    id: 'o',
    kind: 'restart',
    target: 'a',
    status: fails ? 'failed' : 'succeeded',
    result: { kind: 'restart', healthy: fails ? [] : ['a'], failed: fails ? ['a'] : [] },
  });
let heard: (pending: PendingRestart | null) => void = () => undefined;
const session = {
  io: { out: (line: string) => out.push(line), err: () => undefined },
  interrupts: { isLeft: false, code: null, listen: () => () => undefined },
  follower: { state: () => undefined, note: () => undefined, done: () => undefined },
  hear: () => () => undefined,
  hearRestarts: (listener: typeof heard) => {
    heard = listener;
    return () => undefined;
  },
  engine: {
    restarts: {
      pending: () => Promise.resolve(pending),
      request: () => {
        asked.push('request');
        return Promise.resolve(pending);
      },
      start: (input: unknown) => {
        asked.push(input);
        const event = {
          at: Date.now() + 1_000,
          state: 'good' as const,
          text: 'Shutdown with restart accepted',
        };
        for (let twice = 0; twice < 2; twice += 1) heard(due(node('a', { events: [event] })));
        return Promise.resolve({ operationId: 'o' });
      },
      tickOff: ({ nodeId }: { nodeId: string }) => {
        asked.push(`tick ${nodeId}`);
        const nodes = pending?.nodes.map((one) =>
          one.nodeId === nodeId ? { ...one, state: 'ticked-off' as const } : one,
        );
        pending = due(...(nodes ?? []));
        return Promise.resolve(pending);
      },
    },
    operations: { ended: () => Promise.resolve(ended()), get: () => Promise.resolve(ended()) },
  },
};
const restart = (...argv: string[]) => runCommand(session, PROFILE, ['gateway', 'restart', ...argv]);

beforeEach(() => {
  asked = [];
  out = [];
  fails = false;
  pending = due(node('a'), node('b'), node('old', { state: 'healthy' }));
});

describe('gateway restart', () => {
  it('restarts the due nodes that it can, and ends with a code of its own and the commands of the others', async () => {
    const { code, lines } = await restart();
    expect(asked).toEqual([{ gatewayId: 'g', nodeIds: ['id-a'], together: false }]);
    expect(out).toEqual([expect.stringMatching(/Z {2}a {2}Shutdown with restart accepted$/)]);
    expect(lines).toContain('Healthy: a');
    expect(lines.join('\n')).toContain('By hand: b\n  linux:\n    cd <install>');
    expect(lines.at(-1)).toBe('Left to be restarted by hand: b. Then: gateway restart --done "b"');
    expect(code).toBe(5);
  });

  it('of nodes by name, all at the same time, is good when they are healthy', async () => {
    expect((await restart('--node', 'a', '--all-at-once')).code).toBe(0);
    expect(asked).toEqual([{ gatewayId: 'g', nodeIds: ['id-a'], together: true }]);
    fails = true;
    expect(await restart('--node', 'a')).toMatchObject({ code: 2, lines: ['Not healthy: a'] });
    await expect(restart('--node', 'old')).rejects.toThrow('No restart of a node old is due. Due: a, b.');
  });

  it('restarts no node of the gateway while one of the data store waits for a hand', async () => {
    pending = due(STORE, node('a'));
    const { code, lines } = await restart();
    expect(asked).toEqual([]);
    expect(lines.join('\n')).toContain("cd '/opt/sag/InternalDataStore/bin'");
    expect(code).toBe(5);
  });

  it.each([
    [['--dry-run'], ['Would restart a', 'By hand: b']],
    [
      ['--all', '--dry-run'],
      ['Would restart a', 'Would be left to be restarted by hand: b'],
    ],
    [['--done', 'b', '--dry-run'], ['Would tick b off']],
  ])('%j asks for nothing', async (argv, words) => {
    const { lines } = await restart(...argv);
    expect(asked).toEqual([]);
    for (const word of words) expect(lines).toContain(word);
    expect(lines.at(-1)).toBe('Nothing was changed.');
  });

  it('takes the word for a node that somebody restarted, and says what is still due', async () => {
    expect(await restart('--done', 'b')).toMatchObject({ code: 5, lines: ['Ticked off: b', 'Still due: a'] });
    expect((await restart('--done', 'a')).code).toBe(0);
    expect(asked).toEqual(['tick id-b', 'tick id-a']);
  });

  it('does nothing where none is due, and nothing on a gateway that is read-only', async () => {
    pending = null;
    expect(await restart()).toMatchObject({ code: 0, lines: ['No restart is due on Production'] });
    const locked = runCommand(session, { ...PROFILE, readOnly: true }, ['gateway', 'restart', '--all']);
    await expect(locked).rejects.toMatchObject({ value: { code: 'gateway-read-only' } });
    expect(asked).toEqual([]);
  });
});
