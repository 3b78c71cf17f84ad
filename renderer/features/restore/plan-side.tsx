import type { ReactNode } from 'react';
import type { RestorePlan, Verdict } from '#shared/model/plan.ts';
import { formatCount, formatDuration } from '../../lib/format.ts';
import { RESTORE } from '../../strings/restore.ts';
import { Badge, Mono, Side, SideSection, StateMark } from '../../ui/index.ts';
import { DiskBar } from './disk-bar.tsx';
import { overwrittenCount } from './plan-state.ts';
import styles from './plan-side.module.css';
import { MARKS, sinceText, sizeText } from './words.ts';

const TEXTS = RESTORE.side;

/** What is true of the plan as a whole. */
export function PlanSide({ plan, now }: { plan: RestorePlan; now: number }) {
  return (
    <Side label={TEXTS.label}>
      <SideSection title={TEXTS.version} aside={<VerdictMark verdict={plan.version} />}>
        <p className={styles.note}>{plan.version.text}</p>
      </SideSection>
      <SideSection title={TEXTS.disk} aside={<VerdictMark verdict={plan.disk} />}>
        <DiskBar disk={plan.disk} />
        <p className={styles.note}>{plan.disk.text}</p>
      </SideSection>
      <Loss plan={plan} now={now} />
      <Safety plan={plan} />
      <SideSection
        title={TEXTS.aliases}
        aside={<VerdictMark verdict={plan.aliasVerdict} good={TEXTS.clear} />}
      >
        <p className={styles.note}>{plan.aliasVerdict.text}</p>
      </SideSection>
      {!plan.counts.known && (
        <SideSection
          title={TEXTS.counts}
          aside={<StateMark state="waiting">{RESTORE.verdictWords.unknown}</StateMark>}
        >
          <p className={styles.note}>{TEXTS.countsUnknown}</p>
        </SideSection>
      )}
    </Side>
  );
}

function VerdictMark({ verdict, good }: { verdict: Verdict; good?: string }) {
  const word = verdict.state === 'good' && good !== undefined ? good : RESTORE.verdictWords[verdict.state];
  return <StateMark state={MARKS[verdict.state]}>{word}</StateMark>;
}

function Loss({ plan, now }: { plan: RestorePlan; now: number }) {
  const lost = overwrittenCount(plan);
  if (lost === 0) {
    return (
      <SideSection title={TEXTS.loss} aside={<StateMark state="good">{TEXTS.lossNothing}</StateMark>}>
        <p className={styles.note}>{TEXTS.lossNothingText}</p>
      </SideSection>
    );
  }
  const { since, docsLive, docsAfter } = plan.loss;
  const day = sinceText(plan, now);
  return (
    <SideSection
      title={TEXTS.loss}
      aside={since !== null && <StateMark state="warn">{formatDuration(now - since)}</StateMark>}
    >
      <p className={styles.text}>{day === null ? TEXTS.lossTextNoTime(lost) : TEXTS.lossText(lost, day)}</p>
      <p className={styles.pair}>
        <span>{TEXTS.lossDocs}</span>
        <span>{TEXTS.arrow(formatCount(docsLive), formatCount(docsAfter))}</span>
      </p>
    </SideSection>
  );
}

function Safety({ plan }: { plan: RestorePlan }) {
  const { safety } = plan;
  const section = (aside: ReactNode, text: ReactNode) => (
    <SideSection title={TEXTS.safety} aside={aside}>
      {text}
    </SideSection>
  );
  if (overwrittenCount(plan) === 0) {
    return section(<Badge>{TEXTS.notNeeded}</Badge>, <p className={styles.note}>{TEXTS.safetyNothing}</p>);
  }
  if (!safety.on) {
    return section(<Badge tone="warn">{TEXTS.off}</Badge>, <p className={styles.note}>{TEXTS.safetyOff}</p>);
  }
  if (safety.error !== null) {
    return section(
      <Badge tone="bad">{TEXTS.notPossible}</Badge>,
      <p className={styles.text}>
        {safety.error.title} {safety.error.cause}
      </p>,
    );
  }
  return section(
    <Badge>{TEXTS.on}</Badge>,
    <p className={styles.note}>
      {TEXTS.safetyInto(safety.indices, sizeText(safety.bytes))} <Mono>{safety.repository}</Mono>.{' '}
      {TEXTS.safetyAfter} {safety.opens.length > 0 && TEXTS.safetyOpens(safety.opens.length)}
    </p>,
  );
}

