import type { ReactNode } from 'react';
import type { AppError } from '#shared/errors/app-error.ts';
import { COMMON } from '../strings/common.ts';
import { Callout, type CalloutTone, type RawReason } from '../ui/index.ts';
import s from './error-callout.module.css';
import { ErrorHelp } from './guide/folded-help.tsx';

export interface ErrorCalloutProps {
  error: AppError;
  /** Buttons below the text, such as "Try again". */
  actions?: ReactNode;
  tone?: CalloutTone;
  /** In place of the error's own title. */
  title?: ReactNode;
  /** Below what was and was not changed. */
  note?: ReactNode;
  children?: ReactNode;
  /** For side panels. */
  small?: boolean;
}

/** The raw type and reason for experts, as the callout folds it away. */
export function rawReason(error: AppError): RawReason | undefined {
  if (error.raw === null) return undefined;
  const { status, type, reason } = error.raw;
  const head = [type, ...(status === null ? [] : [COMMON.error.status(status)])].join(', ');
  return {
    label: COMMON.error.raw,
    summary: head,
    text: `${head}\n${reason}`,
    copyLabel: COMMON.actions.copy,
    copiedLabel: COMMON.actions.copied,
  };
}

/** An explained error in its place: what happened, likely cause, what was and was not changed, what to do. */
export function ErrorCallout(props: ErrorCalloutProps) {
  const { error, actions, tone = 'bad', title = error.title, note, children, small = false } = props;
  return (
    <Callout tone={tone} title={title} actions={actions} raw={rawReason(error)} small={small} alert>
      <div className={small ? `${s.columns ?? ''} ${s.small ?? ''}` : s.columns}>
        <div>
          {error.cause !== '' && (
            <>
              <p className={s.key}>{COMMON.error.cause}</p>
              <p className={s.text}>{error.cause}</p>
            </>
          )}
          <p className={s.changed}>
            {error.changed} {note}
          </p>
        </div>
        <div>
          <p className={s.key}>{COMMON.error.next}</p>
          <p className={s.text}>{error.next}</p>
        </div>
      </div>
      {children}
      <ErrorHelp code={error.code} />
    </Callout>
  );
}
