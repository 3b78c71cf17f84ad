import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { focusTitle } from '../ui/index.ts';

/** The new page took the focus itself, or a dialog over it has it. */
const isTaken = (): boolean => document.activeElement?.closest('main, [role="dialog"]') != null;

/** After a change of page the focus is on its title, unless the page gave it to something of its own. */
export function usePageFocus(): void {
  const router = useRouter();
  useEffect(() => {
    // A start that leads on to another page moves no focus: nobody has put it anywhere yet.
    let used = false;
    const begin = (): void => {
      used = true;
    };
    const events = ['keydown', 'pointerdown'] as const;
    for (const event of events) window.addEventListener(event, begin, { capture: true, once: true });
    const end = router.subscribe('onRendered', ({ pathChanged, fromLocation }) => {
      if (used && pathChanged && fromLocation !== undefined && !isTaken()) focusTitle();
    });
    return () => {
      end();
      for (const event of events) window.removeEventListener(event, begin, { capture: true });
    };
  }, [router]);
}
