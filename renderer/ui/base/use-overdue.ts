import { useEffect, useState } from 'react';

/** What comes sooner is there at once for an eye, and a sign of waiting before it would only flash. */
const OVERDUE_MS = 300;

/** True once what is waited for has not come in time; false again as soon as nothing is waited for. */
export function useOverdue(waiting: boolean): boolean {
  const [overdue, setOverdue] = useState(false);
  useEffect(() => {
    if (!waiting) return;
    const timer = setTimeout(() => setOverdue(true), OVERDUE_MS);
    return () => {
      clearTimeout(timer);
      setOverdue(false);
    };
  }, [waiting]);
  return waiting && overdue;
}
