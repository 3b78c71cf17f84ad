import type { ReactNode } from 'react';
import { cx } from '../base/cx.ts';
import { Icon } from '../base/icon.tsx';
import { MiddleCut, VisuallyHidden } from '../base/text.tsx';
import { ScrollArea } from './boxes.tsx';
import s from './wizard.module.css';

export interface WizardStep {
  key: string;
  label: string;
  /** What was chosen there. */
  value?: string;
  state: 'done' | 'now' | 'todo';
  /** Goes there; only for steps that may be gone back to. */
  onClick?: () => void;
}

export interface StepperProps {
  label: string;
  steps: readonly WizardStep[];
  /** Read out after a step that is done. */
  doneWord: string;
}

function StepBody({ step, number, doneWord }: { step: WizardStep; number: number; doneWord: string }) {
  return (
    <>
      <span className={s.number} aria-hidden="true">
        {step.state === 'done' ? <Icon name="check" size="s" /> : number}
      </span>
      <span className={s.name}>{step.label}</span>
      {step.state === 'done' && <VisuallyHidden>{`, ${doneWord}`}</VisuallyHidden>}
      {step.value !== undefined && (
        <span className={s.value}>
          <MiddleCut plain text={step.value} />
        </span>
      )}
    </>
  );
}

/** The steps of a wizard with what was chosen in each, 52 high. */
export function Stepper({ label, steps, doneWord }: StepperProps) {
  return (
    <ol className={s.steps} aria-label={label}>
      {steps.map((step, index) => {
        const className = cx(s.step, s[step.state]);
        const body = <StepBody step={step} number={index + 1} doneWord={doneWord} />;
        return (
          <li key={step.key} className={s.item} aria-current={step.state === 'now' ? 'step' : undefined}>
            {index > 0 && <span className={s.line} aria-hidden="true" />}
            {step.onClick === undefined ? (
              <span className={className}>{body}</span>
            ) : (
              <button type="button" className={className} onClick={step.onClick}>
                {body}
              </button>
            )}
          </li>
        );
      })}
    </ol>
  );
}

export interface WizardLayoutProps {
  /** A `Stepper`. */
  steps?: ReactNode;
  children: ReactNode;
  /** The main part brings its own scrolling, as a table does; else it scrolls with a margin. */
  fill?: boolean;
  /** Name of the main part; with it keys scroll it, which a part without a field or a button needs. */
  mainLabel?: string;
  /** A `Side`. */
  side?: ReactNode;
  /** 328, or 420 for the last step. */
  sideSize?: 'normal' | 'wide';
  /** Far left. */
  cancel?: ReactNode;
  /** Why the next step is not open yet, or which step this is. */
  reason?: ReactNode;
  back?: ReactNode;
  next?: ReactNode;
}

/** A wizard's page: steps, the part to fill in, the side panel, and the buttons in their fixed order. */
export function WizardLayout(props: WizardLayoutProps) {
  const { steps, children, fill, mainLabel, side, sideSize = 'normal', cancel, reason, back, next } = props;
  const parts = cx(s.parts, side === undefined ? s['parts-alone'] : sideSize === 'wide' && s['parts-wide']);
  return (
    <div className={s.wizard}>
      {steps}
      <div className={parts}>
        <div className={s.main}>
          {fill === true ? (
            children
          ) : (
            <ScrollArea {...(mainLabel === undefined ? {} : { label: mainLabel })}>
              <div className={s.pad}>{children}</div>
            </ScrollArea>
          )}
        </div>
        {side}
      </div>
      <div className={s.foot} data-page-foot="">
        {cancel}
        <div className={s.footEnd}>
          {reason !== undefined && (
            <div className={s.reason} aria-live="polite">
              {reason}
            </div>
          )}
          {back}
          {next}
        </div>
      </div>
    </div>
  );
}

export interface SideProps {
  label?: string;
  children: ReactNode;
}

/** The side panel of a wizard or a page; holds `SideSection`s. */
export function Side({ label, children }: SideProps) {
  return (
    <aside className={s.side} aria-label={label}>
      <ScrollArea>{children}</ScrollArea>
    </aside>
  );
}

export interface SideSectionProps {
  title?: ReactNode;
  /** At the right end of the title: a state mark or a badge. */
  aside?: ReactNode;
  children?: ReactNode;
  /** Margin of 20 and 16, for fields. */
  roomy?: boolean;
}

/** One matter of the side panel: title, verdict at the right, words below. */
export function SideSection({ title, aside, children, roomy }: SideSectionProps) {
  return (
    <section className={cx(s.section, roomy === true && s.roomy)}>
      {title !== undefined && (
        <div className={s.sectionHead}>
          <h2>{title}</h2>
          {aside !== undefined && <span className={s.sectionEnd}>{aside}</span>}
        </div>
      )}
      {children}
    </section>
  );
}
