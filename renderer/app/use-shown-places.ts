import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';

/** Goes where the shell asks for: to the operation of a notification, or to a page of the menu. */
export function useShownPlaces(): void {
  const navigate = useNavigate();
  useEffect(
    () =>
      window.gatewayVault.subscribe('show', (place) => {
        switch (place.page) {
          case 'settings':
            return void navigate({ to: '/settings' });
          case 'help':
            return void navigate({ to: '/help' });
          case 'keyboard':
            return void navigate({ to: '/help/$page', params: { page: 'keyboard' } });
          case 'operation': {
            const { gatewayId, operationId } = place;
            return void navigate({
              to: '/g/$gatewayId/activity/$operationId',
              params: { gatewayId, operationId },
            });
          }
        }
      }),
    [navigate],
  );
}
