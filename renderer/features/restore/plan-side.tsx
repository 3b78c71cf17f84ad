import type { ReactNode } from 'react';
import type { RestorePlan, Verdict } from '#shared/model/plan.ts';
import { formatAge, formatCount, formatDateTime, formatDuration } from '../../lib/format.ts';
import { Resumed } from '../../lib/resumed.tsx';
import { COMMON } from '../../strings/common.ts';
import { RESTORE } from '../../strings/restore.ts';
import {
  Badge,
  Button,
  DefinitionList,
  LinkButton,
  Mono,
  Side,
  SideSection,
  StateMark,
  Text,
} from '../../ui/index.ts';
import { DiskBar } from './disk-bar.tsx';
import styles from './plan-side.module.css';
import { overwrittenCount } from './plan-state.ts';
import type { PlanReading } from './use-restore-plan.ts';
import { chosenText, MARKS, sinceText, sizeText } from './words.ts';

const TEXTS = RESTORE.side;

export interface PlanSideProps {
  plan: RestorePlan;
  reading: PlanReading;
  now: number;
  /** True while a plan that takes its time is being made. */
  busy: boolean;
  onWhat: () => void;
}

const FRESH_MS = 60_000;
const ageOf = ({ madeAt }: RestorePlan, now: number): string =>
  now - madeAt < FRESH_MS ? COMMON.time.justNow : formatAge(madeAt, now);

/** What is true of the plan as a whole. */
export function PlanSide({ plan, reading, now, busy, onWhat }: PlanSideProps) {
  return (
    <Side label={TEXTS.label}>
      <SideSection
        title={<span title={formatDateTime(plan.madeAt)}>{TEXTS.planned(ageOf(plan, now))}</span>}
        aside={
          <Button size="sm" icon="refresh" refreshes busy={busy} onClick={reading.again}>
            {TEXTS.planAgain}
          </Button>
        }
      />
      <SideSection
        title={TEXTS.what}
        aside={
          <LinkButton small onClick={onWhat}>
            {RESTORE.change}
          </LinkButton>
        }
      >
        <Text as="p" size="s" tone="secondary">
          {chosenText(plan.choices)}
        </Text>
        {reading.resumed && <Resumed onTakeBack={reading.takeBack} />}
      </SideSection>
      <SideSection title={TEXTS.version} aside={<VerdictMark verdict={plan.version} />}>
        <Text as="p" size="s" tone="secondary">
          {plan.version.text}
        </Text>
      </SideSection>
      <SideSection title={TEXTS.disk} aside={<VerdictMark verdict={plan.disk} />}>
        <DiskBar disk={plan.disk} />
        <Text as="p" size="s" tone="secondary">
          {plan.disk.text}
        </Text>
      </SideSection>
      <Loss plan={plan} now={now} />
      <Safety plan={plan} />
      <SideSection
        title={TEXTS.aliases}
        aside={<VerdictMark verdict={plan.aliasVerdict} good={TEXTS.clear} />}
      >
        <Text as="p" size="s" tone="secondary">
          {plan.aliasVerdict.text}
        </Text>
      </SideSection>
      {!plan.counts.known && (
        <SideSection
          title={TEXTS.counts}
          aside={<StateMark tone="wait">{RESTORE.verdictWords.unknown}</StateMark>}
        >
          <Text as="p" size="s" tone="secondary">
            {TEXTS.countsUnknown}
          </Text>
        </SideSection>
      )}
    </Side>
  );
}

function VerdictMark({ verdict, good }: { verdict: Verdict; good?: string }) {
  const word = verdict.state === 'good' && good !== undefined ? good : RESTORE.verdictWords[verdict.state];
  return <StateMark tone={MARKS[verdict.state]}>{word}</StateMark>;
}

function Loss({ plan, now }: { plan: RestorePlan; now: number }) {
  const lost = overwrittenCount(plan);
  if (lost === 0) {
    return (
      <SideSection title={TEXTS.loss} aside={<StateMark tone="good">{TEXTS.lossNothing}</StateMark>}>
        <Text as="p" size="s" tone="secondary">
          {TEXTS.lossNothingText}
        </Text>
      </SideSection>
    );
  }
  const { since, docsLive, docsAfter } = plan.loss;
  const day = sinceText(plan, now);
  // Of another tenant's data no part is the former state of this one.
  const foreign = plan.choices.mode.kind === 'tenant';
  return (
    <SideSection
      title={TEXTS.loss}
      aside={!foreign && since !== null && <StateMark tone="warn">{formatDuration(now - since)}</StateMark>}
    >
      <Text as="p" size="s">
        {foreign
          ? TEXTS.lossAll(lost)
          : day === null
            ? TEXTS.lossTextNoTime(lost)
            : TEXTS.lossText(lost, day)}
      </Text>
      <div className={styles.docs}>
        <DefinitionList
          small
          terms="figures"
          items={[
            {
              term: TEXTS.lossDocs,
              detail: TEXTS.arrow(formatCount(docsLive), formatCount(docsAfter)),
            },
          ]}
        />
      </div>
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
    return section(
      <Badge>{TEXTS.notNeeded}</Badge>,
      <Text as="p" size="s" tone="secondary">
        {TEXTS.safetyNothing}
      </Text>,
    );
  }
  if (!safety.on) {
    return section(
      <Badge tone="warn">{TEXTS.off}</Badge>,
      <Text as="p" size="s" tone="secondary">
        {TEXTS.safetyOff}
      </Text>,
    );
  }
  if (safety.error !== null) {
    return section(
      <Badge tone="bad">{TEXTS.notPossible}</Badge>,
      <Text as="p" size="s">
        {safety.error.title} {safety.error.cause}
      </Text>,
    );
  }
  return section(
    <Badge>{TEXTS.on}</Badge>,
    <Text as="p" size="s" tone="secondary">
      {TEXTS.safetyInto(safety.indices, sizeText(safety.bytes))} <Mono>{safety.repository}</Mono>.{' '}
      {TEXTS.safetyAfter} {safety.opens.length > 0 && TEXTS.safetyOpens(safety.opens.length)}
    </Text>,
  );
}
