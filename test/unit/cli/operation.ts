import { Operation } from '#shared/model/operation.ts';

/** A backup at work, changed as a test needs it. */
export const operationWith = (change: Partial<Operation> = {}): Operation => ({
  ...Operation.parse({
    id: 'op-2026-01-05-abcdef01',
    kind: 'backup',
    gatewayId: 'gw-1',
    gatewayName: 'one',
    target: 'nightly',
    subjects: [{ repository: 'default', name: 'nightly' }],
    status: 'running',
    phases: [],
    shards: null,
    bytes: null,
    indices: [],
    startedAt: 1_000,
    updatedAt: 1_000,
    readAt: null,
    endedAt: null,
    cancellable: true,
    user: 'svc-admin',
    reason: '',
    log: [],
    result: null,
    error: null,
  }),
  ...change,
});

/** One phase of it. */
export const phaseWith = (
  id: Operation['phases'][number]['id'],
  state: Operation['phases'][number]['state'],
  text = '',
): Operation['phases'][number] => ({ id, state, startedAt: null, endedAt: null, text });
