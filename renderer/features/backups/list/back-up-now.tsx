import { Link } from '@tanstack/react-router';
import type { PageGateway } from '../../../lib/use-page-gateway.ts';
import { BACKUPS } from '../../../strings/backups.ts';
import { Button } from '../../../ui/index.ts';

interface BackUpNowProps {
  gateway: PageGateway;
  /** Filled only once a page. */
  variant?: 'primary' | 'secondary';
}

/** The next action of the list. */
export function BackUpNow({ gateway, variant = 'primary' }: BackUpNowProps) {
  return (
    <Button
      variant={variant}
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
