import { useAction } from '../../api/hooks.ts';
import { ErrorCallout } from '../../lib/error-callout.tsx';
import { RESTART } from '../../strings/restart.ts';
import { Button, EmptyState, Stack } from '../../ui/index.ts';

export interface NothingPendingProps {
  gatewayId: string;
  onAsked: () => void;
}

/** No restart is due; an administrator may still want one. */
export function NothingPending({ gatewayId, onAsked }: NothingPendingProps) {
  const request = useAction('restart.request');
  async function ask(): Promise<void> {
    if ((await request.run({ gatewayId })) !== null) onAsked();
  }
  return (
    <Stack>
      {request.error !== null && <ErrorCallout error={request.error} />}
      <EmptyState
        icon="power"
        title={RESTART.empty}
        text={RESTART.emptyNext}
        action={
          <Button busy={request.running} onClick={() => void ask()}>
            {RESTART.ask}
          </Button>
        }
      />
    </Stack>
  );
}
