import { formatAge, formatDateTime } from '../../lib/format.ts';

/** An age in words, exact on hover. */
export function Age({ at, now }: { at: number; now: number }) {
  return <span title={formatDateTime(at)}>{formatAge(at, now)}</span>;
}
