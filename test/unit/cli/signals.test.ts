import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import type { Operation } from '#shared/model/operation.ts';
import { Interrupts } from '../../../electron/cli/interrupts.ts';
import { untilEnd } from '../../../electron/cli/run-operation.ts';
import type { Session } from '../../../electron/cli/session.ts';
import { until } from '../until.ts';
import { operationWith } from './operation.ts';

/** One operation that ends when it is told to, and what is said meanwhile. */
function waiting(operation: Operation) {
  const signals = new EventEmitter();
  const notes: string[] = [];
  const cancelled: string[] = [];
  let end: (ended: Operation) => void = () => undefined;
  const ended = new Promise<Operation>((resolve) => {
    end = resolve;
  });
  const operations = {
    get: () => Promise.resolve(operation),
    ended: () => ended,
    cancel: ({ operationId }: { operationId: string }) => {
      cancelled.push(operationId);
      return operation.cancellable ? Promise.resolve({}) : Promise.reject(new Error('not now'));
    },
  };
  const session = {
    engine: { operations },
    interrupts: new Interrupts(signals),
    follower: {
      state: () => undefined,
      note: (text: string) => void notes.push(text),
      done: () => undefined,
    },
    hear: () => () => undefined,
  } as unknown as Session;
  return { session, signals, notes, cancelled, end };
}

describe('Ctrl-C while work is waited for', () => {
  it('leaves a backup to the data store that is at work on it', async () => {
    const operation = operationWith({ shards: { done: 1, total: 9 } });
    const { session, signals, notes, cancelled } = waiting(operation);
    const waited = untilEnd(session, operation.id);
    signals.emit('SIGINT');
    expect(await waited).toBe(operation);
    expect([session.interrupts.code, cancelled]).toEqual([130, []]);
    expect(notes).toEqual([expect.stringContaining('The data store goes on with the backup nightly.')]);
    // What is left is not waited for again.
    expect(await untilEnd(session, operation.id)).toBe(operation);
    await until(() => signals.listenerCount('SIGINT') === 0);
  });

  it('is heard between two waits of one command, once and by the second', () => {
    const signals = new EventEmitter();
    const interrupts = new Interrupts(signals);
    const heard: string[] = [];
    const listen = (who: string): (() => void) =>
      interrupts.listen((isFirst) => void heard.push(`${who} ${isFirst}`));
    const stop = listen('first');
    stop();
    expect(signals.listenerCount('SIGINT')).toBe(1);
    listen('second');
    signals.emit('SIGINT');
    expect([heard, interrupts.code]).toEqual([['second true'], 130]);
  });

  it('has its code also where the last wait has just ended', () => {
    const signals = new EventEmitter();
    const interrupts = new Interrupts(signals);
    interrupts.listen(() => expect.unreachable())();
    signals.emit('SIGTERM');
    expect(interrupts.code).toBe(143);
  });

  it.each([
    ['a restore', operationWith({ kind: 'restore', shards: { done: 1, total: 9 } })],
    ['a backup that the data store has not begun', operationWith()],
  ])('asks %s to stop, and waits for its end', async (_, operation) => {
    const { session, signals, cancelled, end } = waiting(operation);
    const waited = untilEnd(session, operation.id);
    signals.emit('SIGTERM');
    await until(() => cancelled.length === 1);
    const ended = { ...operation, status: 'cancelled' as const };
    end(ended);
    expect(await waited).toBe(ended);
    expect(session.interrupts.code).toBe(143);
  });

  it('says where a step must run to its end, and waits for it', async () => {
    const operation = operationWith({ kind: 'restore', cancellable: false });
    const { session, signals, notes, end } = waiting(operation);
    const waited = untilEnd(session, operation.id);
    signals.emit('SIGHUP');
    await until(() => notes.length === 2);
    expect(notes[1]).toBe('It is in a step that must run to its end.');
    end({ ...operation, status: 'succeeded' });
    expect((await waited).status).toBe('succeeded');
    expect(session.interrupts.code).toBe(129);
  });
});
