import { useDeferredValue, useEffect, useMemo, useState } from 'react';

const PAUSE_MS = 200;

/** The search field types at full speed; the list follows, and the address when typing pauses. */
export function useSearchText<Query extends { text: string }>(address: {
  query: Query;
  setQuery: (query: Query) => void;
}): { text: string; setText: (text: string) => void; query: Query } {
  const [text, setText] = useState(address.query.text);
  const { query: written, setQuery } = address;
  const deferred = useDeferredValue(text);
  const query = useMemo(() => ({ ...written, text: deferred }), [written, deferred]);
  useEffect(() => {
    if (text === written.text) return;
    const timer = setTimeout(() => setQuery({ ...written, text }), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, written, setQuery]);
  return { text, setText, query };
}
