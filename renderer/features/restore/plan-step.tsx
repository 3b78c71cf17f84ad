import type { RestorePlan } from '#shared/model/plan.ts';
import { ErrorCallout } from '../../lib/error-callout.tsx';
import { useNow } from '../../lib/use-now.ts';
import { COMMON } from '../../strings/common.ts';
import { RESTORE } from '../../strings/restore.ts';
import {
  Button,
  PageBody,
  Row,
  Side,
  SideSection,
  Skeleton,
  Stack,
  StateMark,
  useOverdue,
  WizardLayout,
} from '../../ui/index.ts';
import { PlanSide } from './plan-side.tsx';
import { isDefault, refusedTogether, stopOf } from './plan-state.ts';
import { PlanView } from './plan-view.tsx';
import { RestoreSteps } from './steps.tsx';
import type { PlanReading } from './use-restore-plan.ts';

const TEXTS = RESTORE.plan;

export interface PlanStepProps {
  reading: PlanReading;
  tenant: string | null;
  onWhat: () => void;
  onNext: () => void;
  onCancel: () => void;
}

/** The plan: what the restore would do to each index, and what stands in its way. */
export function PlanStep({ reading, tenant, onWhat, onNext, onCancel }: PlanStepProps) {
  const { plan, error } = reading;
  const now = useNow(30_000);
  const reason = stopText(reading);
  const planningLong = useOverdue(reading.planning);
  const together = plan === null ? [] : refusedTogether(plan);
  return (
    <WizardLayout
      fill
      steps={
        <RestoreSteps
          at="plan"
          plan={reading.lastPlan}
          choices={reading.choices}
          now={now}
          goTo={{ what: onWhat }}
        />
      }
      side={
        plan === null ? (
          <SideSkeleton shown={error === null} />
        ) : (
          <PlanSide plan={plan} reading={reading} now={now} busy={planningLong} onWhat={onWhat} />
        )
      }
      cancel={<Button onClick={onCancel}>{RESTORE.cancel}</Button>}
      reason={
        reason === null || (reading.planning && !planningLong) ? null : (
          <Row>
            <StopReason text={reason} bad={!reading.planning} />
            {!reading.planning && together.length > 0 && (
              <Button size="sm" onClick={() => reading.leaveOut(together)}>
                {TEXTS.leaveAllOut(together.length)}
              </Button>
            )}
          </Row>
        )
      }
      back={<Button onClick={onWhat}>{RESTORE.back}</Button>}
      next={
        <Button variant="primary" onClick={onNext} disabledReason={reason ?? undefined}>
          {RESTORE.next}
        </Button>
      }
    >
      {error !== null && <PlanFailed reading={reading} />}
      {plan === null && error === null && (
        <PageBody>
          <Skeleton lines={12} label={TEXTS.making} />
        </PageBody>
      )}
      {plan !== null && <PlanView plan={plan} reading={reading} tenant={tenant} onWhat={onWhat} />}
    </WizardLayout>
  );
}

function StopReason({ text, bad }: { text: string; bad: boolean }) {
  return bad ? <StateMark tone="bad">{text}</StateMark> : <StateMark tone="run">{text}</StateMark>;
}

/** Why the next step is not open; `null` when it is. */
function stopText({ plan, error, planning }: PlanReading): string | null {
  if (planning) return TEXTS.stoppedPlanning;
  if (error !== null || plan === null) return TEXTS.failed;
  return stopOfPlan(plan);
}

function stopOfPlan(plan: RestorePlan): string | null {
  const stop = stopOf(plan);
  switch (stop?.kind) {
    case undefined:
      return null;
    case 'blocked':
      return stop.error.title;
    case 'refused':
      return TEXTS.stoppedRefused(stop.count);
    case 'nothing':
      return TEXTS.stoppedNothing;
  }
}

function PlanFailed({ reading: { error, choices, again, takeBack } }: { reading: PlanReading }) {
  if (error === null) return null;
  return (
    <PageBody>
      <Stack>
        <ErrorCallout
          error={error}
          actions={
            <Row>
              <Button size="sm" icon="refresh" refreshes onClick={again}>
                {RESTORE.retry}
              </Button>
              {!isDefault(choices) && (
                <Button size="sm" onClick={takeBack}>
                  {COMMON.takeBack}
                </Button>
              )}
            </Row>
          }
        />
      </Stack>
    </PageBody>
  );
}

function SideSkeleton({ shown }: { shown: boolean }) {
  return (
    <Side label={RESTORE.side.label}>
      {shown && (
        <SideSection>
          <Skeleton lines={8} label={TEXTS.making} />
        </SideSection>
      )}
    </Side>
  );
}
