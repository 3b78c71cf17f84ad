import type { IndexProgress, Operation } from '#shared/model/operation.ts';

/** What a cancelled restore would leave incomplete: nothing before its copy has begun. */
export function incompleteIndices(operation: Operation): IndexProgress[] {
  const begun = operation.phases.some((phase) => phase.id === 'restore' && phase.startedAt !== null);
  return begun ? operation.indices.filter((row) => row.stage !== 'done') : [];
}
