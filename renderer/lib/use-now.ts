import { useEffect, useState } from 'react';

/** The time, again and again: whatever shows an age or an elapsed time reads it from here. */
export function useNow(everyMs = 1_000): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}

/** The start of today in local time, in ms; it changes when the day does. */
export function useToday(): number {
  return new Date(useNow(60_000)).setHours(0, 0, 0, 0);
}
