import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { PageGateway } from '../../../lib/use-page-gateway.ts';
import { mayRestore } from '../flyout/reasons.ts';
import type { RowRestore } from './columns.tsx';

/** Opens the plan of a row at once; null on a gateway on which nothing may be changed. */
export function useRowRestore({ id, profile, readOnly }: PageGateway): RowRestore | null {
  const navigate = useNavigate();
  return useMemo(() => {
    if (readOnly) return null;
    return {
      may: (row) => mayRestore(row, { id, profile, readOnly }),
      start: ({ repository, name }) =>
        void navigate({
          to: '/g/$gatewayId/restore/$repository/$name',
          params: { gatewayId: id, repository, name },
        }),
    };
  }, [id, profile, readOnly, navigate]);
}
