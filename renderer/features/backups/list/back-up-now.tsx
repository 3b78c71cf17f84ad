import { Link } from '@tanstack/react-router';
import { BACKUPS } from '../../../strings/backups.ts';
import { Button } from '../../../ui/index.ts';
import type { CurrentGateway } from '../use-gateway.ts';

/** The next action of the list. */
export function BackUpNow({ gateway }: { gateway: CurrentGateway }) {
  return (
    <Button
      variant="primary"
      icon="plus"
      disabledReason={gateway.readOnly ? BACKUPS.list.readOnly(gateway.profile?.name ?? '') : undefined}
      renderLink={(parts) => (
        <Link to="/g/$gatewayId/backups/new" params={{ gatewayId: gateway.id }} {...parts} />
      )}
    >
      {BACKUPS.list.backUpNow}
    </Button>
  );
}
