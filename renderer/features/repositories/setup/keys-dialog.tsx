import { useState } from 'react';
import { S3Keys } from '#shared/model/setup.ts';
import { useAction } from '../../../api/hooks.ts';
import { ErrorCallout } from '../../../lib/error-callout.tsx';
import { COMMON } from '../../../strings/common.ts';
import { SETUP } from '../../../strings/setup.ts';
import { Button, Dialog, PasswordField, Stack, Text } from '../../../ui/index.ts';

const TEXTS = SETUP.keys;

interface KeysDialogProps {
  gatewayId: string;
  client: string;
  node: string;
  onClose: () => void;
  onDone: (words: string) => void;
}

/** Takes the keys of S3 for the keystore of a node. They are forgotten with the dialog. */
export function KeysDialog({ gatewayId, client, node, onClose, onDone }: KeysDialogProps) {
  const [accessKey, setAccessKey] = useState('');
  const [secretKey, setSecretKey] = useState('');
  const add = useAction('setup.addKeys');
  const keys = S3Keys.safeParse({ accessKey: accessKey.trim(), secretKey: secretKey.trim() });
  const submit = async (): Promise<void> => {
    if (!keys.success) return;
    const added = await add.run({ gatewayId, node, client, keys: keys.data });
    if (added !== null) onDone(added.reloaded ? TEXTS.reloaded(added.node) : TEXTS.restart(added.node));
  };
  const shown = { showLabel: COMMON.actions.showPassword, hideLabel: COMMON.actions.hidePassword };
  return (
    <Dialog
      opened
      title={TEXTS.title}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{COMMON.actions.cancel}</Button>
          {keys.success && (
            <Button variant="primary" busy={add.running} onClick={() => void submit()}>
              {TEXTS.confirm}
            </Button>
          )}
        </>
      }
    >
      <Stack>
        <Text as="p">{TEXTS.text(client, node)}</Text>
        <PasswordField label={TEXTS.access} value={accessKey} onChange={setAccessKey} {...shown} />
        <PasswordField label={TEXTS.secret} value={secretKey} onChange={setSecretKey} {...shown} />
        {add.error !== null && <ErrorCallout error={add.error} small />}
      </Stack>
    </Dialog>
  );
}
