import { describe, expect, it } from 'vitest';
import { navCardOf } from '../../../renderer/app/nav-card.ts';
import { sampleEnded, sampleOperation, samplePending } from '../support/samples.ts';

const NOW = Date.now();

describe('the card at the foot of the navigation', () => {
  it('is not there when nothing runs and nothing waits', () => {
    expect(navCardOf([sampleEnded('op-2', 9_000, 800)], null, 'gw-1', NOW)).toBeNull();
  });

  it('shows a running backup with its shards', () => {
    expect(navCardOf([sampleOperation()], null, 'gw-1', NOW)).toMatchObject({
      kind: 'operation',
      title: 'Backup running',
      value: '66 %',
      note: '61 of 92 shards',
      part: 61 / 92,
    });
  });

  it('shows elapsed time and no share while there is no total', () => {
    const operation = sampleOperation({ shards: null, startedAt: NOW - 41_000 });
    expect(navCardOf([operation], null, 'gw-1', NOW)).toMatchObject({
      value: '',
      note: '41 s so far',
      part: null,
    });
  });

  it('prefers the gateway in view and names another one', () => {
    const other = sampleOperation({ id: 'op-8', gatewayId: 'gw-2', gatewayName: 'Test' });
    expect(navCardOf([other, sampleOperation()], null, 'gw-1', NOW)).toMatchObject({
      operation: { id: 'op-1' },
    });
    expect(navCardOf([other], null, 'gw-1', NOW)).toMatchObject({ note: '61 of 92 shards, on Test' });
  });

  it('shows a pending restart when nothing else runs', () => {
    expect(navCardOf([], samplePending(), 'gw-1', NOW)).toMatchObject({
      kind: 'restart',
      title: 'Restart pending',
      value: '1 of 3',
      note: '2 nodes wait for a restart',
      part: 1 / 3,
    });
  });

  it('follows the nodes during a restart run', () => {
    const pending = samplePending({ running: true });
    pending.nodes[1]!.state = 'starting';
    const run = sampleOperation({ kind: 'restart', shards: null });
    expect(navCardOf([run], pending, 'gw-1', NOW)).toMatchObject({
      kind: 'restart',
      note: 'node-b is restarting',
    });
  });
});
