import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { GatewayProfile } from '#shared/model/gateway.ts';
import type { JournalAction, OpenJournal } from '#shared/model/journal.ts';
import type { PhaseId } from '#shared/model/operation.ts';
import { PHASE_IDS } from '#shared/model/phase-ids.ts';
import { useAction } from '../../api/hooks.ts';
import { ErrorCallout } from '../../lib/error-callout.tsx';
import { formatDateTime } from '../../lib/format.ts';
import { SectionHelp } from '../../lib/guide/folded-help.tsx';
import { ACTIVITY } from '../../strings/activity.ts';
import { APP } from '../../strings/app.ts';
import { COMMON } from '../../strings/common.ts';
import { Button, Callout, ConfirmDialog, Stack, Text } from '../../ui/index.ts';
import s from './layout.module.css';

const text = APP.journal;
const SHOWN_NAMES = 3;

const isPhase = (step: string): step is PhaseId => (PHASE_IDS as readonly string[]).includes(step);
/** The step in the words of the page where the restore was followed. */
const stepText = (step: string): string => (isPhase(step) ? ACTIVITY.phases.names[step] : step);

export interface JournalCalloutProps {
  journal: OpenJournal;
  profile: GatewayProfile;
}

/** A restore that did not end by itself: what stands where, and the three ways on. */
export function JournalCallout({ journal, profile }: JournalCalloutProps) {
  const [asking, setAsking] = useState<JournalAction | null>(null);
  const resolve = useAction('journals.resolve');
  const navigate = useNavigate();
  const { closedIndices: closed, safetyBackup: safety } = journal;
  const actions: JournalAction[] = [
    ...(journal.canContinue ? (['continue'] as const) : []),
    ...(journal.canRollBack ? (['roll-back'] as const) : []),
    'close-by-hand',
  ];
  const dialogs = text.dialogs(journal.backup, closed.length);

  const run = async (action: JournalAction): Promise<void> => {
    const started = await resolve.run({ journalId: journal.id, action });
    setAsking(null);
    const operationId = started?.operationId ?? null;
    if (operationId === null) return;
    await navigate({
      to: '/g/$gatewayId/activity/$operationId',
      params: { gatewayId: journal.gatewayId, operationId },
    });
  };

  return (
    <>
      <Callout
        tone="bad"
        alert
        title={text.title(journal.backup)}
        actions={actions.map((action) => (
          <Button key={action} size="sm" onClick={() => setAsking(action)}>
            {text.buttons[action]}
          </Button>
        ))}
      >
        <Text as="p">{text.step(stepText(journal.step), formatDateTime(journal.startedAt))}</Text>
        <Text as="p">
          {closed.length === 0
            ? text.noneClosed
            : text.closed(closed.slice(0, SHOWN_NAMES), Math.max(0, closed.length - SHOWN_NAMES))}{' '}
          {safety === null ? text.noSafety : text.safety(safety.name, safety.repository)}
        </Text>
        <Text as="p">{text.next}</Text>
        <SectionHelp page="after-a-crash" section="which-one-in-doubt" />
        {resolve.error !== null && (
          <div className={s.inner}>
            <ErrorCallout error={resolve.error} small />
          </div>
        )}
      </Callout>
      {asking !== null && (
        <ConfirmDialog
          opened
          title={dialogs[asking].title}
          confirmLabel={dialogs[asking].button}
          cancelLabel={COMMON.actions.cancel}
          tone={asking === 'continue' ? 'neutral' : 'danger'}
          busy={resolve.running}
          onConfirm={() => void run(asking)}
          onCancel={() => setAsking(null)}
        >
          <Stack>
            <Text as="p">{text.gateway(profile.name, profile.tenant)}</Text>
            <Text as="p">{dialogs[asking].body}</Text>
            <ul className={s.points}>
              {dialogs[asking].points.map((point) => (
                <li key={point}>{point}</li>
              ))}
            </ul>
          </Stack>
        </ConfirmDialog>
      )}
    </>
  );
}
