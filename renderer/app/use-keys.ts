import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';

/** Inputs into which nothing is typed. */
const PRESSED = ['checkbox', 'radio', 'button', 'submit', 'reset', 'file', 'color', 'range', 'image'];

const isTyping = (target: EventTarget | null): boolean => {
  if (target instanceof HTMLInputElement) return !PRESSED.includes(target.type);
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ['TEXTAREA', 'SELECT'].includes(target.tagName))
  );
};

const isLayerOpen = (): boolean => document.querySelector('[role="dialog"][aria-modal="true"]') !== null;

/** Single keys of the whole program. They rest while somebody types and while a dialog is open. */
export function useKeys(gatewayId: string | null, openHelp: () => void): void {
  const navigate = useNavigate();
  const client = useQueryClient();
  useEffect(() => {
    const actions: Record<string, () => void> = {
      b: () => {
        if (gatewayId === null) return;
        void navigate({ to: '/g/$gatewayId/backups/new', params: { gatewayId } });
      },
      // A plan stands until somebody asks for a new one: what was read and decided on must not move. Where it is being
      // read, its own button is pressed along.
      r: () => {
        void client.invalidateQueries({
          predicate: ({ queryKey }) => !String(queryKey[0]).startsWith('restore.'),
        });
        document.querySelector<HTMLElement>('[data-refreshes]')?.click();
      },
      '?': openHelp,
      '/': () => document.querySelector<HTMLInputElement>('[data-search]')?.focus(),
    };
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      const action = actions[event.key];
      if (action === undefined || isTyping(event.target) || isLayerOpen()) return;
      event.preventDefault();
      action();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [gatewayId, navigate, client, openHelp]);
}
