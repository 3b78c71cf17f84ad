import type { ReactNode } from 'react';
import type { AppError } from '#shared/errors/app-error.ts';
import { COMMON } from '../../strings/common.ts';
import { Callout, type CalloutTone } from '../../ui/index.ts';
import styles from './error-callout.module.css';

interface ErrorCalloutProps {
  error: AppError;
  tone?: CalloutTone;
  title?: ReactNode;
  /** Below what was and was not changed. */
  note?: ReactNode;
  /** Buttons under the way out. */
  actions?: ReactNode;
  children?: ReactNode;
}

/** An explained error inside the page: what happened, why, what to do; the answer of the server is folded. */
export function ErrorCallout({ error, tone = 'bad', title, note, actions, children }: ErrorCalloutProps) {
  const { raw } = error;
  return (
    <Callout
      alert
      tone={tone}
      title={title ?? error.title}
      raw={
        raw === null
          ? undefined
          : {
              label: COMMON.error.raw,
              summary: [raw.type, raw.status === null ? '' : COMMON.error.status(raw.status)]
                .filter(Boolean)
                .join(', '),
              text: raw.reason,
              copyLabel: COMMON.error.copy,
              copiedLabel: COMMON.actions.copied,
            }
      }
    >
      <div className={styles.columns}>
        <div>
          <p className={styles.key}>{COMMON.error.cause}</p>
          <p>{error.cause}</p>
          <p className={styles.note}>
            {error.changed} {note}
          </p>
        </div>
        <div>
          <p className={styles.key}>{COMMON.error.next}</p>
          <p>{error.next}</p>
          {actions !== undefined && <div className={styles.actions}>{actions}</div>}
        </div>
      </div>
      {children}
    </Callout>
  );
}
