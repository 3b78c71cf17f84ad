import type { GatewayProfile } from '#shared/model/gateway.ts';
import rows from '../../lib/choice-rows.module.css';
import { useNow } from '../../lib/use-now.ts';
import { RESTORE } from '../../strings/restore.ts';
import { RESTORE_WHAT } from '../../strings/restore-what.ts';
import { Button, StateMark, Switch, WizardLayout } from '../../ui/index.ts';
import { HowRows } from './how-rows.tsx';
import { PartRows } from './part-rows.tsx';
import { RestoreSteps } from './steps.tsx';
import type { BackupAddress, PlanReading } from './use-restore-plan.ts';
import { useWhat, type What } from './use-what.ts';
import { WhatSide } from './what-side.tsx';
import styles from './what-step.module.css';

const TEXTS = RESTORE_WHAT;

export interface WhatStepProps {
  backup: BackupAddress;
  profile: GatewayProfile;
  reading: PlanReading;
  onNext: () => void;
  onBack: () => void;
  onCancel: () => void;
}

/** What else could be restored than everything in place. It counts once the plan is asked for. */
export function WhatStep({ backup, profile, reading, onNext, onBack, onCancel }: WhatStepProps) {
  const now = useNow(30_000);
  const what = useWhat(backup, profile.tenant, reading);
  const { choices, problem } = what;
  const take = (): void => {
    if (choices === null) return;
    reading.takeWhat(choices);
    onNext();
  };
  return (
    <WizardLayout
      steps={<RestoreSteps at="what" plan={reading.lastPlan} choices={reading.choices} now={now} goTo={{}} />}
      side={<WhatSide what={what} profile={profile} safety={reading.choices.safetyBackup} />}
      cancel={<Button onClick={onCancel}>{RESTORE.cancel}</Button>}
      reason={problem === null ? null : <StateMark tone="bad">{TEXTS.problems[problem]}</StateMark>}
      back={<Button onClick={onBack}>{RESTORE.back}</Button>}
      next={
        <Button
          variant="primary"
          onClick={take}
          disabledReason={problem === null ? undefined : TEXTS.problems[problem]}
        >
          {RESTORE.nextPlan}
        </Button>
      }
    >
      <HowRows what={what} own={profile.tenant} />
      <PartRows what={what} />
      {/* Below what is still being read, it would be pushed away under the hand that reaches for it. */}
      {(what.held !== null || what.heldError !== null) && <GlobalState what={what} />}
    </WizardLayout>
  );
}

/** Off by default, and away where the backup has none: it concerns more than this gateway. */
function GlobalState({ what: { draft, change, globalStateInBackup } }: { what: What }) {
  const possible = globalStateInBackup !== false;
  return (
    <div className={styles.part}>
      <p className={rows.or}>{TEXTS.also}</p>
      <Switch
        label={TEXTS.globalState}
        description={
          possible ? (
            <>
              {TEXTS.globalStateText} {globalStateInBackup === null && TEXTS.globalStateUnknown}
            </>
          ) : (
            TEXTS.globalStateNone
          )
        }
        // What is already on can be turned off, whatever was learned since.
        checked={draft.globalState}
        onChange={(globalState) => change({ globalState })}
        disabled={!possible && !draft.globalState}
      />
    </div>
  );
}
