import { Link } from '@tanstack/react-router';
import type { PageGateway } from '../../../lib/use-page-gateway.ts';
import { useUnsettled } from '../../../lib/use-unsettled.ts';
import { BACKUPS } from '../../../strings/backups.ts';
import { COMMON } from '../../../strings/common.ts';
import { Button } from '../../../ui/index.ts';

interface BackUpNowProps {
  gateway: PageGateway;
  /** Filled only once a page. */
  variant?: 'primary' | 'secondary';
}

/** The next action of the list. */
export function BackUpNow({ gateway, variant = 'primary' }: BackUpNowProps) {
  const unsettled = useUnsettled(gateway.id);
  const readOnly = gateway.readOnly ? BACKUPS.list.readOnly(gateway.profile?.name ?? '') : undefined;
  return (
    <Button
      variant={variant}
      icon="plus"
      disabledReason={readOnly ?? (unsettled ? COMMON.unsettled : undefined)}
      renderLink={(parts) => (
        <Link to="/g/$gatewayId/backups/new" params={{ gatewayId: gateway.id }} {...parts} />
      )}
    >
      {BACKUPS.list.backUpNow}
    </Button>
  );
}
