import { Link } from '@tanstack/react-router';
import { Button } from '../ui/index.ts';

interface OperationButtonProps {
  gatewayId: string;
  operationId: string;
  children: string;
}

/** Leads to the page of an operation. */
export function OperationButton({ gatewayId, operationId, children }: OperationButtonProps) {
  return (
    <Button
      size="sm"
      renderLink={(parts) => (
        <Link to="/g/$gatewayId/activity/$operationId" params={{ gatewayId, operationId }} {...parts} />
      )}
    >
      {children}
    </Button>
  );
}
