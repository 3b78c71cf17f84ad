import type { Operation, Phase } from '#shared/model/operation.ts';
import type { Counted } from '#shared/model/primitives.ts';
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatElapsed,
  formatOf,
  fraction,
} from '../../lib/format.ts';
import { ACTIVITY } from '../../strings/activity.ts';
import { type PhaseState, Progress, ProgressBar, Text, Timeline } from '../../ui/index.ts';
import styles from './operation.module.css';
import { hasEnded, isCopying, phaseMs } from './operation-state.ts';

const TEXTS = ACTIVITY.phases;

const STATES = {
  waiting: 'todo',
  running: 'now',
  done: 'done',
  failed: 'failed',
  skipped: 'skipped',
} as const satisfies Record<Phase['state'], PhaseState>;

const WORDS: Record<PhaseState, string> = {
  todo: TEXTS.states.waiting,
  now: TEXTS.states.running,
  done: TEXTS.states.done,
  failed: TEXTS.states.failed,
  skipped: TEXTS.states.skipped,
};

/** The phases with their times and facts; the one that moves data has its bars. */
export function OperationPhases({ operation, now }: { operation: Operation; now: number }) {
  return (
    <Timeline
      label={TEXTS.label}
      stateWords={WORDS}
      phases={operation.phases.map((phase, at) => ({
        key: `${at}-${phase.id}`,
        state: isLeft(operation, phase) ? 'todo' : STATES[phase.state],
        title: TEXTS.names[phase.id],
        time: isLeft(operation, phase) ? TEXTS.notFinished : timeOf(phase, now),
        ...(isCopying(phase) && !isLeft(operation, phase)
          ? { children: <Bars operation={operation} text={phase.text} /> }
          : { text: phase.text }),
      }))}
    />
  );
}

/** Nothing runs any more in an operation that has ended, whatever was noted last. */
const isLeft = (operation: Operation, phase: Phase): boolean =>
  hasEnded(operation) && phase.state === 'running';

function timeOf(phase: Phase, now: number): string {
  if (phase.state === 'skipped') return TEXTS.states.skipped;
  const ms = phaseMs(phase, now);
  if (ms === null) return '';
  return phase.state === 'running' ? formatElapsed(ms) : formatDuration(ms);
}

function Bars({ operation: { bytes, shards }, text }: { operation: Operation; text: string }) {
  return (
    <div className={styles.bars}>
      {bytes !== null && <Bar label={TEXTS.data} counted={bytes} format={formatBytes} />}
      {shards !== null && <Bar label={TEXTS.shards} counted={shards} format={formatCount} />}
      {/* No total is no share: the bar then only says that something goes on. */}
      {bytes === null && shards === null && <ProgressBar value={null} label={TEXTS.data} />}
      <Text as="p" size="s" tone="secondary">
        {text}
      </Text>
    </div>
  );
}

interface BarProps {
  label: string;
  counted: Counted;
  format: (value: number | null | undefined) => string;
}

function Bar({ label, counted, format }: BarProps) {
  return (
    <Progress
      label={label}
      value={fraction(counted.done, counted.total)}
      valueText={formatOf(counted.done, counted.total, format)}
      amount={
        <>
          <b>{format(counted.done)}</b> {TEXTS.ofTotal(format(counted.total))}
        </>
      }
    />
  );
}
