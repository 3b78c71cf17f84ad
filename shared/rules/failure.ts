import type { Operation } from '../model/operation.ts';

const BAD: ReadonlySet<Operation['status']> = new Set(['failed', 'interrupted', 'unknown', 'warning']);

/** Did the work end in a way that somebody must look at? */
export const isFailure = ({ status }: Pick<Operation, 'status'>): boolean => BAD.has(status);
