import { expect, it } from 'vitest';
import {
  currentNode,
  nodesLeft,
  settledCount,
  waitsFor,
} from '../../../renderer/features/restart/restart-state.ts';
import { node, pending } from './samples.ts';

const RUN = pending({
  running: true,
  nodes: [
    node('a', { state: 'healthy' }),
    node('b', { state: 'starting' }),
    node('c'),
    node('d', { state: 'failed' }),
  ],
});

it('knows which nodes are left, done and on their way', () => {
  expect(nodesLeft(RUN).map((each) => each.name)).toEqual(['node-c', 'node-d']);
  expect(settledCount(RUN)).toBe(1);
  expect(currentNode(RUN)?.name).toBe('node-b');
});

it('counts a node that was ticked off as settled', () => {
  expect(settledCount(pending({ nodes: [node('a', { state: 'ticked-off' })] }))).toBe(1);
});

it('says what a node waits for only while a run goes on', () => {
  expect(waitsFor(RUN, node('c'))?.name).toBe('node-b');
  expect(waitsFor({ ...RUN, running: false }, node('c'))).toBeNull();
});
