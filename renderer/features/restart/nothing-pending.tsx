import { useAction } from '../../api/hooks.ts';
import { ErrorCallout } from '../../lib/error-callout.tsx';
import { RESTART } from '../../strings/restart.ts';
import { Button, EmptyState, Row, Stack } from '../../ui/index.ts';

export interface NothingPendingProps {
  gatewayId: string;
  /** True where the gateway does not start its data store along. */
  ownStore: boolean;
  onAsked: () => void;
}

/** No restart is due; an administrator may still want one. */
export function NothingPending({ gatewayId, ownStore, onAsked }: NothingPendingProps) {
  const request = useAction('restart.request');
  async function ask(withStore: boolean): Promise<void> {
    const input = withStore ? { gatewayId, withStore } : { gatewayId };
    if ((await request.run(input)) !== null) onAsked();
  }
  return (
    <Stack>
      {request.error !== null && <ErrorCallout error={request.error} />}
      <EmptyState
        icon="power"
        title={RESTART.empty}
        text={RESTART.emptyNext}
        action={
          <Row>
            <Button busy={request.running} onClick={() => void ask(false)}>
              {RESTART.ask}
            </Button>
            {ownStore && (
              <Button variant="quiet" busy={request.running} onClick={() => void ask(true)}>
                {RESTART.askWithStore}
              </Button>
            )}
          </Row>
        }
      />
    </Stack>
  );
}
