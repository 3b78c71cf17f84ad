import { useEffect, useState } from 'react';
import { formatAge, formatDateTime } from '../../lib/format.ts';

/** An age in words, exact on hover. */
export function Age({ at, now }: { at: number; now: number }) {
  return <span title={formatDateTime(at)}>{formatAge(at, now)}</span>;
}

/** The time, anew every `everyMs`, so that ages on the page stay true. */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
