import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { RestartNode } from '#shared/model/restart.ts';
import { keyOf, useAction } from '../../api/hooks.ts';
import { ErrorCallout } from '../../lib/error-callout.tsx';
import { RESTART } from '../../strings/restart.ts';
import { Button, ConfirmDialog, Text } from '../../ui/index.ts';

export interface TickOffProps {
  gatewayId: string;
  gatewayName: string;
  node: RestartNode;
}

/** Takes the word of an administrator that a node was restarted; asks first, because nothing is checked. */
export function TickOff({ gatewayId, gatewayName, node }: TickOffProps) {
  const [asking, setAsking] = useState(false);
  const tick = useAction('restart.tickOff');
  const client = useQueryClient();

  async function confirm(): Promise<void> {
    const pending = await tick.run({ gatewayId, nodeId: node.nodeId });
    // A null answer is both "no restart is left" and "it failed"; reading again tells them apart.
    if (pending === null)
      await client.invalidateQueries({ queryKey: keyOf('restart.pending', { gatewayId }) });
    else client.setQueryData(keyOf('restart.pending', { gatewayId }), pending);
    setAsking(false);
  }

  return (
    <>
      <Button size="sm" onClick={() => setAsking(true)}>
        {RESTART.hand.done}
      </Button>
      {tick.error !== null && <ErrorCallout small error={tick.error} />}
      <ConfirmDialog
        opened={asking}
        title={RESTART.tick.title(node.name, gatewayName)}
        confirmLabel={RESTART.tick.confirm(node.name)}
        cancelLabel={RESTART.tick.cancel}
        onConfirm={() => void confirm()}
        onCancel={() => setAsking(false)}
        busy={tick.running}
      >
        <Text as="p">{RESTART.tick.text}</Text>
      </ConfirmDialog>
    </>
  );
}
