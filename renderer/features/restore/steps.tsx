import type { PlanChoices, RestorePlan } from '#shared/model/plan.ts';
import { formatDay } from '../../lib/format.ts';
import { RESTORE } from '../../strings/restore.ts';
import { Stepper } from '../../ui/index.ts';
import { restoredCount } from './plan-state.ts';
import { chosenText } from './words.ts';

const TEXTS = RESTORE.steps;

export type RestoreStep = 'what' | 'plan' | 'confirm';
const ORDER: readonly RestoreStep[] = ['what', 'plan', 'confirm'];

export interface RestoreStepsProps {
  at: RestoreStep;
  plan: RestorePlan | null;
  choices: PlanChoices;
  now: number;
  /** Leads back to the steps before this one. */
  goTo: { what?: () => void; plan?: () => void };
}

/** The four steps; the first one is chosen by opening a restore from a backup. */
export function RestoreSteps({ at, plan, choices, now, goTo }: RestoreStepsProps) {
  const startedAt = plan?.backupStartedAt ?? null;
  const stateOf = (step: RestoreStep): 'done' | 'now' | 'todo' => {
    if (step === at) return 'now';
    return ORDER.indexOf(step) < ORDER.indexOf(at) ? 'done' : 'todo';
  };
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
        {
          key: 'what',
          label: TEXTS.what,
          state: stateOf('what'),
          ...(at === 'what' ? {} : { value: chosenText({ ...choices, globalState: false }) }),
          ...(goTo.what === undefined ? {} : { onClick: goTo.what }),
        },
        {
          key: 'plan',
          label: TEXTS.plan,
          state: stateOf('plan'),
          ...(at === 'confirm' && plan !== null ? { value: RESTORE.indices(restoredCount(plan)) } : {}),
          ...(goTo.plan === undefined ? {} : { onClick: goTo.plan }),
        },
        { key: 'confirm', label: TEXTS.confirm, state: stateOf('confirm') },
      ]}
    />
  );
}
