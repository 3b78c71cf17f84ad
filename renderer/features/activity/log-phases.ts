import type { Operation, PhaseId } from '#shared/model/operation.ts';

export interface LogPart {
  key: string;
  /** Null: what stands between two phases or outside of them. */
  phase: PhaseId | null;
  lines: Operation['log'];
}

/**
 * The log cut where one phase ends and the next begins, in the order of time. A line belongs to the phase that was
 * running when it was written; the line at the very end of a phase is still its own.
 */
export function logByPhase({ log, phases }: Pick<Operation, 'log' | 'phases'>): LogPart[] {
  const begun = phases.filter((phase) => phase.startedAt !== null);
  const phaseAt = (at: number): PhaseId | null =>
    begun.findLast(
      ({ startedAt, endedAt }) => startedAt !== null && startedAt < at && (endedAt === null || at <= endedAt),
    )?.id ??
    begun.findLast(({ startedAt, endedAt }) => startedAt === at && (endedAt === null || at <= endedAt))?.id ??
    null;
  const parts: LogPart[] = [];
  for (const line of log) {
    const phase = named(line.text, phases) ?? phaseAt(line.at);
    const last = parts.at(-1);
    if (last?.phase === phase) last.lines.push(line);
    else parts.push({ key: `${parts.length}-${phase ?? 'none'}`, phase, lines: [line] });
  }
  return parts;
}

/** The line with which a phase ends begins with its name, whatever else happened in the same millisecond. */
function named(text: string, phases: Operation['phases']): PhaseId | null {
  return phases.find(({ id }) => text.startsWith(`${id}: `))?.id ?? null;
}
