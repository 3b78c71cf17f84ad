import type { ReactNode } from 'react';
import type { RequestInput, RequestName, RequestOutput } from '#shared/ipc/contract.ts';
import { useAction } from '../api/hooks.ts';
import { COMMON } from '../strings/common.ts';
import { ConfirmDialog, Stack } from '../ui/index.ts';
import { ErrorCallout } from './error-callout.tsx';

interface AskDialogProps<Name extends RequestName> {
  request: Name;
  input: RequestInput<Name>;
  title: string;
  confirmLabel: string;
  tone?: 'danger';
  /** What will happen, and what will not. */
  children: ReactNode;
  onDone: (output: RequestOutput<Name>) => void;
  onCancel: () => void;
}

/** Asks before a request is sent. Why it failed stays in the dialog, which closes only when it was done. */
export function AskDialog<Name extends RequestName>(props: AskDialogProps<Name>) {
  const { request, input, tone, onDone, children, ...dialog } = props;
  const action = useAction(request);
  const confirm = async (): Promise<void> => {
    const output = await action.run(input);
    if (output !== null) onDone(output);
  };
  return (
    <ConfirmDialog
      opened
      cancelLabel={COMMON.actions.cancel}
      busy={action.running}
      onConfirm={() => void confirm()}
      {...(tone === undefined ? {} : { tone })}
      {...dialog}
    >
      <Stack>
        {children}
        {action.error !== null && <ErrorCallout error={action.error} small />}
      </Stack>
    </ConfirmDialog>
  );
}
