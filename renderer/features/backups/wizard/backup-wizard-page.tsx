import { Link, useParams } from '@tanstack/react-router';
import type { SyntheticEvent } from 'react';
import { ErrorCallout } from '../../../lib/error-callout.tsx';
import { useListPlace } from '../../../lib/kept.ts';
import { BACKUP_WIZARD } from '../../../strings/backup-wizard.ts';
import { COMMON } from '../../../strings/common.ts';
import {
  Button,
  Callout,
  Mono,
  PageHeader,
  Skeleton,
  Stack,
  Stepper,
  useOverdue,
  WizardLayout,
} from '../../../ui/index.ts';
import { selectionWords } from '../words.ts';
import styles from './choice.module.css';
import { STEPS, type Step } from './draft.ts';
import { ReviewStep } from './review-step.tsx';
import { useWizard, type Wizard } from './use-wizard.ts';
import { WhatStep } from './what-step.tsx';
import { WhereStep } from './where-step.tsx';
import { WizardSide } from './wizard-side.tsx';

const TEXTS = BACKUP_WIZARD;

/** Makes a backup in three steps: what, where, and a review before anything is sent. */
export function BackupWizardPage() {
  const { gatewayId } = useParams({ strict: false });
  // Each gateway has a draft of its own.
  return <BackupWizard key={gatewayId} />;
}

function BackupWizard() {
  const wizard = useWizard();
  const { step, blocked, gateway } = wizard;
  const waits = blocked === TEXTS.blocked.loading;
  const waitsLong = useOverdue(waits);
  const told = waits && !waitsLong ? null : blocked;
  const at = STEPS.indexOf(step);
  const previous = STEPS[at - 1];
  const next = STEPS[at + 1];
  const params = { gatewayId: gateway.id };
  const list = useListPlace(gateway.id);

  /** Enter goes one step on. The last step starts work on a server, so it takes a press of its button. */
  const onSubmit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (next !== undefined && blocked === null) wizard.goTo(next);
  };
  return (
    <>
      <PageHeader
        title={TEXTS.title}
        crumbs={[
          {
            label: TEXTS.parent,
            renderLink: (parts) => (
              <Link to="/g/$gatewayId/backups" params={params} search={list} {...parts} />
            ),
          },
        ]}
        right={<GatewayWords wizard={wizard} />}
      />
      <form className={styles.page} onSubmit={onSubmit}>
        <WizardLayout
          steps={<Steps wizard={wizard} at={at} />}
          side={<WizardSide wizard={wizard} choices={wizard.choices.data} />}
          cancel={
            <Button
              renderLink={(parts) => (
                <Link
                  to="/g/$gatewayId/backups"
                  params={params}
                  search={list}
                  onClick={wizard.forget}
                  {...parts}
                />
              )}
            >
              {COMMON.actions.cancel}
            </Button>
          }
          reason={told ?? TEXTS.position(at + 1)}
          back={
            <Button
              disabledReason={previous === undefined ? TEXTS.blocked.firstStep : undefined}
              onClick={() => previous !== undefined && wizard.goTo(previous)}
            >
              {COMMON.actions.back}
            </Button>
          }
          next={
            next === undefined ? (
              <Button
                variant="primary"
                busy={wizard.starting}
                disabledReason={blocked ?? undefined}
                onClick={() => void wizard.start()}
              >
                {TEXTS.start}
              </Button>
            ) : (
              <Button variant="primary" type="submit" disabledReason={blocked ?? undefined}>
                {TEXTS.next(TEXTS.steps[next])}
              </Button>
            )
          }
        >
          <Body wizard={wizard} />
        </WizardLayout>
      </form>
    </>
  );
}

function GatewayWords({ wizard }: { wizard: Wizard }) {
  const { profile } = wizard.gateway;
  if (profile === undefined) return null;
  return (
    <span className={styles.note}>
      {TEXTS.gatewayTenant(profile.name)} <Mono>{profile.tenant}</Mono>
    </span>
  );
}

function Steps({ wizard, at }: { wizard: Wizard; at: number }) {
  const values: Record<Step, string | undefined> = {
    what: selectionWords(wizard.draft) ?? undefined,
    where: wizard.place?.name,
    review: undefined,
  };
  return (
    <Stepper
      label={TEXTS.stepsLabel}
      doneWord={TEXTS.done}
      steps={STEPS.map((key, index) => {
        const value = index === at ? undefined : values[key];
        return {
          key,
          label: TEXTS.steps[key],
          state: index < at ? ('done' as const) : index === at ? ('now' as const) : ('todo' as const),
          ...(value === undefined ? {} : { value }),
          ...(index < at ? { onClick: () => wizard.goTo(key) } : {}),
        };
      })}
    />
  );
}

function Body({ wizard }: { wizard: Wizard }) {
  const { gateway } = wizard;
  return (
    <Stack gap="lg">
      {gateway.readOnly && (
        <Callout tone="warn" title={TEXTS.readOnlyTitle(gateway.profile?.name ?? '')}>
          {TEXTS.readOnlyText}
        </Callout>
      )}
      <CurrentStep wizard={wizard} />
    </Stack>
  );
}

function CurrentStep({ wizard }: { wizard: Wizard }) {
  const { step, choices, repositories } = wizard;
  if (step === 'where') {
    if (repositories.data !== undefined) return <WhereStep wizard={wizard} list={repositories.data} />;
    return <Waiting reading={repositories} title={TEXTS.where.loadFailed} />;
  }
  if (choices.data === undefined) return <Waiting reading={choices} title={TEXTS.loadFailed} />;
  return step === 'what' ? (
    <WhatStep wizard={wizard} choices={choices.data} />
  ) : (
    <ReviewStep wizard={wizard} />
  );
}

function Waiting({ reading, title }: { reading: Wizard['choices'] | Wizard['repositories']; title: string }) {
  if (reading.error === null) return <Skeleton lines={6} label={TEXTS.reading} />;
  return (
    <ErrorCallout
      error={reading.error}
      title={`${title}. ${reading.error.title}`}
      actions={
        <Button size="sm" busy={reading.refreshing} onClick={reading.refresh}>
          {COMMON.actions.tryAgain}
        </Button>
      }
    />
  );
}
