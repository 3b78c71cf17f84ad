import type { DiffLine } from '#shared/model/setup.ts';
import { maskedLines } from './masked-lines.ts';

const CONTEXT = 3;

/** The lines in which two texts of YAML differ, with some around them, secrets masked. Meant for one change in one place. */
export function lineDiff(before: string, after: string): DiffLine[] {
  const [old, fresh] = [before.split(/\r?\n/), after.split(/\r?\n/)];
  let start = 0;
  while (start < old.length && start < fresh.length && old[start] === fresh[start]) start += 1;
  let same = 0;
  while (
    same < old.length - start &&
    same < fresh.length - start &&
    old[old.length - 1 - same] === fresh[fresh.length - 1 - same]
  )
    same += 1;
  const of = (kind: DiffLine['kind'], lines: readonly string[], first: number): DiffLine[] =>
    lines.map((text, place) => ({ kind, line: first + place + 1, text }));
  const from = Math.max(0, start - CONTEXT);
  const end = fresh.length - same;
  // As a whole: what is hidden may begin above what is shown.
  const [shownOld, shown] = [maskedLines(old), maskedLines(fresh)];
  return [
    ...of('same', shown.slice(from, start), from),
    ...of('removed', shownOld.slice(start, old.length - same), start),
    ...of('added', shown.slice(start, end), start),
    ...of('same', shown.slice(end, end + CONTEXT), end),
  ];
}
