import { useEffect, useState } from 'react';

/**
 * The time, again and again: whatever shows an age or an elapsed time reads it from here. With `since` it is read so
 * long after that and after each one before: what is read anew in time draws nothing by itself.
 */
export function useNow(everyMs = 1_000, since?: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs, since]);
  return now;
}

/** The start of today in local time, in ms; it changes when the day does. */
export function useToday(): number {
  return new Date(useNow(60_000)).setHours(0, 0, 0, 0);
}
