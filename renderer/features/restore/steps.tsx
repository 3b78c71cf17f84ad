import type { RestorePlan } from '#shared/model/plan.ts';
import { formatDay } from '../../lib/format.ts';
import { RESTORE } from '../../strings/restore.ts';
import { Stepper } from '../../ui/index.ts';
import { restoredCount } from './plan-state.ts';

const TEXTS = RESTORE.steps;

export interface RestoreStepsProps {
  plan: RestorePlan | null;
  now: number;
  /** Set on the last step: goes back to the plan. */
  onPlan?: () => void;
}

/** The four steps; the first two are chosen by opening a restore from a backup. */
export function RestoreSteps({ plan, now, onPlan }: RestoreStepsProps) {
  const startedAt = plan?.backupStartedAt ?? null;
  const confirming = onPlan !== undefined;
  return (
    <Stepper
      label={TEXTS.label}
      doneWord={TEXTS.done}
      steps={[
        {
          key: 'backup',
          label: TEXTS.backup,
          state: 'done',
          ...(startedAt === null ? {} : { value: formatDay(startedAt, now) }),
        },
        { key: 'what', label: TEXTS.what, state: 'done', value: TEXTS.everything },
        {
          key: 'plan',
          label: TEXTS.plan,
          state: confirming ? 'done' : 'now',
          ...(confirming && plan !== null ? { value: RESTORE.indices(restoredCount(plan)) } : {}),
          ...(confirming ? { onClick: onPlan } : {}),
        },
        { key: 'confirm', label: TEXTS.confirm, state: confirming ? 'now' : 'todo' },
      ]}
    />
  );
}
