import type { ReactNode } from 'react';
import { cx } from '../base/cx.ts';
import { Icon } from '../base/icon.tsx';
import { VisuallyHidden } from '../base/text.tsx';
import s from './timeline.module.css';

export type PhaseState = 'done' | 'now' | 'todo' | 'failed' | 'skipped';

export interface Phase {
  key: string;
  state: PhaseState;
  title: string;
  /** Took, takes or will take; at the right end. */
  time?: ReactNode;
  text?: ReactNode;
  /** Bars and what else belongs to it. */
  children?: ReactNode;
}

export interface TimelineProps {
  label: string;
  phases: readonly Phase[];
  /** The word of each state, read out after the title. */
  stateWords: Record<PhaseState, string>;
}

function PhaseMark({ state, number }: { state: PhaseState; number: number }) {
  if (state === 'done') return <Icon name="check" size="s" />;
  if (state === 'failed') return <Icon name="close" size="s" />;
  if (state === 'skipped') return <Icon name="minus" size="s" />;
  return state === 'now' ? null : number;
}

/** The phases of an operation from top to bottom, with what is done, running, open, failed and left out. */
export function Timeline({ label, phases, stateWords }: TimelineProps) {
  return (
    <ol className={s.list} aria-label={label}>
      {phases.map((phase, index) => (
        <li
          key={phase.key}
          className={cx(s.phase, s[phase.state])}
          aria-current={phase.state === 'now' ? 'step' : undefined}
        >
          <span className={s.mark} aria-hidden="true">
            <PhaseMark state={phase.state} number={index + 1} />
          </span>
          <div className={s.head}>
            <span>
              {phase.title}
              <VisuallyHidden>{`, ${stateWords[phase.state]}`}</VisuallyHidden>
            </span>
            {phase.time !== undefined && <span className={s.time}>{phase.time}</span>}
          </div>
          {phase.text !== undefined && <div className={s.text}>{phase.text}</div>}
          {phase.children}
        </li>
      ))}
    </ol>
  );
}
