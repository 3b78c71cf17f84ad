import type { RestorePlan } from '#shared/model/plan.ts';
import { restoreCommand } from '#shared/rules/equivalent-command.ts';
import { CommandThatDoesTheSame } from '../../lib/equivalent-command.tsx';
import { formatDateTime, formatDuration } from '../../lib/format.ts';
import { PlannedCalls } from '../../lib/planned-calls.tsx';
import { COMMAND_LINE } from '../../strings/command-line.ts';
import { RESTORE } from '../../strings/restore.ts';
import { Callout, Heading, Mono, PointList, Text } from '../../ui/index.ts';
import styles from './confirm.module.css';
import { cannotBeUndone, consequencesOf, isUndoable } from './consequences.ts';
import { docsText, effectOf, sizeText } from './words.ts';

const TEXTS = RESTORE.confirm;

export interface ConfirmMainProps {
  plan: RestorePlan;
  gateway: string;
  tenant: string;
  /** Why, as typed so far. */
  reason: string;
  now: number;
}

/** What the restore does, what it costs, and what cannot be undone. */
export function ConfirmMain({ plan, gateway, tenant, reason, now }: ConfirmMainProps) {
  return (
    <div>
      <Heading level={2} size="xl">
        {effectOf(plan)} {TEXTS.ofTenant[plan.choices.mode.kind]}{' '}
        <span className={styles.tenant}>{tenant}</span> {TEXTS.on(gateway)}
      </Heading>
      <Text as="p" tone="secondary">
        {dataText(plan, now)}
      </Text>
      <div className={styles.happens}>
        <Heading level={3}>{TEXTS.happens}</Heading>
      </div>
      <PointList
        points={consequencesOf(plan, { gateway, tenant }, now).map((each) => ({
          key: each.title,
          icon: each.icon,
          title: each.title,
          text: (
            <>
              {each.text}{' '}
              {each.name !== undefined && (
                <span className={styles.name}>
                  <Mono>{each.name}</Mono>
                </span>
              )}
              {each.after}
            </>
          ),
        }))}
      />
      <div className={styles.gap}>
        <Callout
          tone={isUndoable(plan) ? 'info' : 'warn'}
          title={isUndoable(plan) ? TEXTS.undoTitleNothing : TEXTS.undoTitle}
        >
          {cannotBeUndone(plan)}
        </Callout>
      </div>
      <div className={styles.gap}>
        <PlannedCalls level={3} calls={plan.calls} note={TEXTS.callsNote} />
      </div>
      <div className={styles.gap}>
        <CommandThatDoesTheSame
          level={3}
          command={restoreCommand({ name: gateway, tenant }, plan, reason.trim())}
          note={COMMAND_LINE.plansAnew}
        />
      </div>
    </div>
  );
}

function dataText(plan: RestorePlan, now: number): string {
  const docs = docsText(plan.counts.known ? plan.counts.docs : null);
  const size = sizeText(plan.counts.bytes);
  return plan.backupStartedAt === null
    ? TEXTS.noTime(docs, size)
    : TEXTS.dataOf(
        formatDateTime(plan.backupStartedAt),
        formatDuration(now - plan.backupStartedAt),
        docs,
        size,
      );
}
