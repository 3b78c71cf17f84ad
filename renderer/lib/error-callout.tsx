import type { ReactNode } from 'react';
import type { AppError } from '#shared/errors/app-error.ts';
import { COMMON } from '../strings/common.ts';
import { Callout, type RawReason, Text } from '../ui/index.ts';

export interface ErrorCalloutProps {
  error: AppError;
  /** Buttons below the text, such as "Try again". */
  actions?: ReactNode;
  tone?: 'warn' | 'bad';
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
export function ErrorCallout({ error, actions, tone = 'bad', small = false }: ErrorCalloutProps) {
  return (
    <Callout tone={tone} title={error.title} actions={actions} raw={rawReason(error)} small={small} alert>
      {error.cause !== '' && (
        <Text as="p">
          {COMMON.error.cause}: {error.cause}
        </Text>
      )}
      <Text as="p" tone="secondary">
        {error.changed}
      </Text>
      <Text as="p">
        {COMMON.error.next}: {error.next}
      </Text>
    </Callout>
  );
}
