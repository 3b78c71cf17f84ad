import type { ReactNode } from 'react';
import type { GatewayProfile } from '#shared/model/gateway.ts';
import type { RestorePlan } from '#shared/model/plan.ts';
import { ErrorCallout } from '../../lib/error-callout.tsx';
import { useNow } from '../../lib/use-now.ts';
import { RESTORE } from '../../strings/restore.ts';
import { Button, Side, Stack, WizardLayout } from '../../ui/index.ts';
import { ConfirmForm } from './confirm-form.tsx';
import { ConfirmMain } from './confirm-main.tsx';
import { type ConfirmDraft, confirmationOf, missingOf } from './confirm-rules.ts';
import { RestoreSteps } from './steps.tsx';
import type { PlanReading } from './use-restore-plan.ts';
import { useStartRestore } from './use-start-restore.ts';
import { effectOf } from './words.ts';

const TEXTS = RESTORE.confirm;

export interface ConfirmStepProps {
  plan: RestorePlan;
  profile: GatewayProfile;
  reading: PlanReading;
  draft: ConfirmDraft;
  onDraft: (draft: ConfirmDraft) => void;
  onWhat: () => void;
  onBack: () => void;
  onCancel: () => void;
}

/** The last step before data is overwritten: what happens, what must be typed, and the button that starts. */
export function ConfirmStep(props: ConfirmStepProps) {
  const { plan, profile, reading, draft, onDraft, onWhat, onBack, onCancel } = props;
  const now = useNow(30_000);
  const { start, starting, error, reset } = useStartRestore(profile.id, reading.forget);
  const [missing] = missingOf(plan, profile.tenant, draft);
  const reason = reading.planning ? RESTORE.plan.stoppedPlanning : missing && TEXTS.missing[missing];
  const planAgain = (): void => {
    reset();
    reading.again();
    onBack();
  };
  return (
    <WizardLayout
      sideSize="wide"
      mainLabel={TEXTS.happens}
      steps={
        <RestoreSteps
          at="confirm"
          plan={plan}
          choices={plan.choices}
          now={now}
          goTo={{ what: onWhat, plan: onBack }}
        />
      }
      side={
        <Side label={RESTORE.steps.confirm}>
          <ConfirmForm
            plan={plan}
            tenant={profile.tenant}
            draft={draft}
            onChange={onDraft}
            safety={reading.choices.safetyBackup}
            onSafety={reading.setSafety}
          />
        </Side>
      }
      cancel={<Button onClick={onCancel}>{RESTORE.cancel}</Button>}
      reason={reason ?? TEXTS.enterNote}
      back={<Button onClick={onBack}>{RESTORE.back}</Button>}
      next={
        <WithoutEnter>
          <Button
            variant="danger"
            busy={starting}
            disabledReason={reason}
            onClick={() => start(confirmationOf(plan, draft))}
          >
            {effectOf(plan)}
          </Button>
        </WithoutEnter>
      }
    >
      <Stack gap="lg">
        {error !== null && (
          <ErrorCallout
            error={error}
            actions={
              <Button size="sm" icon="refresh" onClick={planAgain}>
                {TEXTS.planAgain}
              </Button>
            }
          />
        )}
        <ConfirmMain
          plan={plan}
          gateway={profile.name}
          tenant={profile.tenant}
          reason={draft.reason}
          now={now}
        />
      </Stack>
    </WizardLayout>
  );
}

/** A button inside is pressed by the mouse or by Space: Enter, hit while typing ahead, starts nothing. */
function WithoutEnter({ children }: { children: ReactNode }) {
  return (
    <span
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.preventDefault();
      }}
    >
      {children}
    </span>
  );
}
