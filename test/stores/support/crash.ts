import type { Step } from '#core/restore/journal.ts';
import type { PlanFix } from '#shared/model/plan.ts';

/** The moment of death: at the nth write of a journal of this step. */
export interface Death {
  step: Step;
  write: number;
  /** `before` the write: the work before it is done. `after` it: the step has not begun. */
  when: 'before' | 'after' | 'while-waiting';
}

export interface CrashOrder {
  folder: string;
  gatewayId: string;
  backup: string;
  fixes: Record<string, PlanFix>;
  secrets: Record<string, string>;
  /** The restore is cancelled while it copies, so that it goes back. */
  cancel: boolean;
  die: Death;
}
