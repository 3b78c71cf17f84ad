import type { Operation } from '#shared/model/operation.ts';
import { formatAge, formatElapsed } from '../../lib/format.ts';
import { ACTIVITY } from '../../strings/activity.ts';
import { Banner, Icon, PageFill, ScrollArea, Text } from '../../ui/index.ts';
import styles from './operation.module.css';
import { OperationEnd } from './operation-end.tsx';
import { OperationFoot } from './operation-foot.tsx';
import { OperationIndices } from './operation-indices.tsx';
import { OperationLog } from './operation-log.tsx';
import { OperationPhases } from './operation-phases.tsx';
import { hasEnded, readingAge, withoutDataSince } from './operation-state.ts';

const TEXTS = ACTIVITY.page;

export interface OperationViewProps {
  operation: Operation;
  now: number;
  tenant: string | null;
}

/** Phases at the left, indices or the result at the right, log and buttons below. */
export function OperationView({ operation, now, tenant }: OperationViewProps) {
  const ended = hasEnded(operation);
  return (
    <PageFill>
      <WithoutData operation={operation} now={now} />
      <LateReading operation={operation} now={now} />
      <div className={styles.columns}>
        <div className={styles.phases}>
          <ScrollArea label={ACTIVITY.phases.label}>
            <div className={styles.pad}>
              <OperationPhases operation={operation} now={now} />
              <Who operation={operation} />
            </div>
          </ScrollArea>
        </div>
        <div className={styles.work}>
          {ended ? (
            <ScrollArea label={TEXTS.resultLabel}>
              <div className={styles.end}>
                <OperationEnd operation={operation} />
              </div>
              {operation.indices.length > 0 && (
                <OperationIndices operation={operation} tenant={tenant} now={now} />
              )}
            </ScrollArea>
          ) : (
            <OperationIndices operation={operation} tenant={tenant} now={now} fill />
          )}
        </div>
      </div>
      <OperationLog operation={operation} />
      <OperationFoot operation={operation} />
    </PageFill>
  );
}

type Timed = Pick<OperationViewProps, 'operation' | 'now'>;

function WithoutData({ operation, now }: Timed) {
  const since = withoutDataSince(operation);
  if (since === null) return null;
  return (
    <Banner icon={<Icon name="warn" tone="warn" />} end={TEXTS.windowNote}>
      <b>{TEXTS.withoutData(operation.gatewayName, formatElapsed(now - since))}</b>{' '}
      <Text tone="secondary">{TEXTS.withoutDataWhy}</Text>
    </Banner>
  );
}

/** While the server does not answer, the numbers stay and their age is said. */
function LateReading({ operation, now }: Timed) {
  const age = readingAge(operation, now);
  if (hasEnded(operation) || age?.late !== true) return null;
  return (
    <Banner icon={<Icon name="clock" tone="warn" />}>
      {TEXTS.readLate(formatAge(operation.readAt, now))}
    </Banner>
  );
}

function Who({ operation: { user, reason } }: { operation: Operation }) {
  return (
    <div className={styles.who}>
      <Text as="p" size="s" tone="secondary">
        {TEXTS.by(user)}
      </Text>
      {reason !== '' && (
        <Text as="p" size="s">
          {reason}
        </Text>
      )}
    </div>
  );
}
