import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { RequestInput, RequestOutput } from '#shared/ipc/contract.ts';
import type { RestartNode } from '#shared/model/restart.ts';
import { type Action, keyOf } from '../../api/hooks.ts';
import { RESTART } from '../../strings/restart.ts';
import { Button, ConfirmDialog, Text } from '../../ui/index.ts';

export interface TickOffProps {
  gatewayId: string;
  gatewayName: string;
  node: RestartNode;
  /** Its error is shown on the card. */
  tick: TickAction;
}

export type TickAction = Action<RequestInput<'restart.tickOff'>, RequestOutput<'restart.tickOff'>>;

/**
 * Takes the word of an administrator that a node was restarted. Of the data store its process is looked at; where
 * nothing is checked, it is asked first.
 */
export function TickOff({ gatewayId, gatewayName, node, tick }: TickOffProps) {
  const [asking, setAsking] = useState(false);
  const client = useQueryClient();
  const isChecked = node.store !== undefined;

  async function confirm(unchecked: boolean): Promise<void> {
    const input = { gatewayId, nodeId: node.nodeId, ...(isChecked && unchecked ? { unchecked } : {}) };
    const pending = await tick.run(input);
    // A null answer is both "no restart is left" and "it failed"; reading again tells them apart.
    if (pending === null)
      await client.invalidateQueries({ queryKey: keyOf('restart.pending', { gatewayId }) });
    else client.setQueryData(keyOf('restart.pending', { gatewayId }), pending);
    setAsking(false);
  }

  return (
    <>
      <Button
        size="sm"
        busy={tick.running}
        onClick={() => (isChecked ? void confirm(false) : setAsking(true))}
      >
        {RESTART.hand.done}
      </Button>
      {isChecked && tick.error !== null && (
        <Button size="sm" variant="quiet" onClick={() => setAsking(true)}>
          {RESTART.tick.unchecked}
        </Button>
      )}
      <ConfirmDialog
        opened={asking}
        title={RESTART.tick.title(node.name, gatewayName)}
        confirmLabel={RESTART.tick.confirm(node.name)}
        cancelLabel={RESTART.tick.cancel}
        onConfirm={() => void confirm(true)}
        onCancel={() => setAsking(false)}
        busy={tick.running}
      >
        <Text as="p">{isChecked ? RESTART.tick.storeText : RESTART.tick.text}</Text>
      </ConfirmDialog>
    </>
  );
}
