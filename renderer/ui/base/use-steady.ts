import { useEffect, useRef, useState } from 'react';

/** A loading state that does not flicker: it appears only after `delay`, and then stays for at least `hold` ms. */
export function useSteady(active: boolean, delay = 150, hold = 300): boolean {
  const [shown, setShown] = useState(false);
  const since = useRef(0);
  useEffect(() => {
    if (active === shown) return;
    const wait = active ? delay : Math.max(0, since.current + hold - Date.now());
    const timer = setTimeout(() => {
      if (active) since.current = Date.now();
      setShown(active);
    }, wait);
    return () => clearTimeout(timer);
  }, [active, shown, delay, hold]);
  return shown;
}
