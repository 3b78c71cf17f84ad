import { describe, expect, it } from 'vitest';
import { EVENT_NAMES, type EventName, type EventPayload } from '#shared/ipc/events.ts';
import { eventProblem } from '../../electron/ipc/event-check.ts';
import { withMissingKeys, withWrongTypes } from './support/mutations.ts';

const SAMPLES: { [Name in EventName]: EventPayload<Name> } = {
  operation: {
    id: 'o1',
    kind: 'backup',
    gatewayId: 'g1',
    gatewayName: 'Production',
    target: 'nightly',
    subjects: [{ repository: 'default', name: 'nightly' }],
    status: 'running',
    phases: [{ id: 'copy', state: 'running', startedAt: 1, endedAt: 2, text: '1 of 2 shards' }],
    shards: { done: 1, total: 2 },
    bytes: { done: 10, total: 20 },
    indices: [
      {
        index: 'gateway_default_apis',
        stage: 'copying',
        bytes: { done: 1, total: 2 },
        shards: { done: 0, total: 1 },
      },
    ],
    startedAt: 1,
    updatedAt: 2,
    readAt: 2,
    endedAt: 3,
    cancellable: true,
    elsewhere: false,
    user: 'admin',
    reason: 'before the fix pack',
    log: [{ at: 1, text: 'began' }],
    result: null,
    error: null,
  },
  backups: {
    gatewayId: 'g1',
    rows: [
      {
        repository: 'default',
        name: 'nightly',
        uuid: 'q3ZbV0wPRkS7m2xTn4KcYA',
        state: 'success',
        rawState: 'SUCCESS',
        scopes: ['assets'],
        everything: false,
        indexCount: 71,
        bytes: 10,
        startedAt: 1,
        endedAt: 2,
        shards: { total: 2, ok: 2, failed: 0 },
        trigger: 'by-hand',
        user: 'admin',
        reason: 'before the fix pack',
        lastRestoredAt: 3,
        detailed: true,
      },
    ],
    readings: [{ repository: 'default', backups: 1, detailed: 1, unreadable: 0, error: null }],
  },
  restart: {
    gatewayId: 'g1',
    pending: {
      gatewayId: 'g1',
      operationId: 'o1',
      why: 'a restore',
      since: 1,
      running: false,
      nodes: [
        {
          nodeId: 'n1',
          name: 'gw1',
          address: 'http://127.0.0.1:5555',
          state: 'pending',
          events: [{ at: 1, state: 'run', text: 'asked to restart' }],
          startedAt: 1,
          endedAt: 2,
          engine: 'true',
          error: null,
        },
      ],
    },
  },
  show: { page: 'operation', gatewayId: 'g1', operationId: 'o1' },
  changed: { what: 'gateways' },
};

/** Histories of earlier versions are read without it. */
const OPTIONAL = new Set(['operation subjects', 'operation elsewhere']);

describe.each(EVENT_NAMES)('event %s', (name) => {
  it('is sent when it is as the contract says', () => {
    expect(eventProblem(name, SAMPLES[name])).toBeNull();
  });

  it.each(withMissingKeys(SAMPLES[name]).filter(({ path }) => !OPTIONAL.has(`${name} ${path}`)))(
    'is not sent with $what',
    ({ input }) => {
      expect(eventProblem(name, input)).toContain('breaks the contract');
    },
  );

  it('is not sent with a value of another type anywhere', () => {
    const numbers = withWrongTypes(SAMPLES[name]).filter(({ what }) => what.startsWith('42'));
    const accepted = numbers.filter(({ input }) => eventProblem(name, input) === null);
    expect(accepted).toEqual([]);
  });
});

it('an event that is not in the contract is not sent', () => {
  expect(eventProblem('toString' as EventName, {})).toContain('not in the contract');
});
