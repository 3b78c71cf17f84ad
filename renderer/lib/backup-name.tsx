import { MiddleCut } from '../ui/index.ts';

/** Ends of generated names: the vendor's from the month on, and dates in digits, with or without a time. */
const ENDS = [/[a-z]{3,9}(?:-\d{1,2}){4}-\d{1,9}$/, /\d{4}-?\d\d-?\d\d(?:[-_t]?\d[\d-]*z?)?$/];
const USUAL = 12;
const LONGEST = 32;

/** How much of the end of a name always stays: all that says when a backup of a generated name was made. */
function keptEnd(name: string): number {
  const end = ENDS.map((one) => one.exec(name)?.[0].length).find((length) => length !== undefined) ?? 0;
  return Math.min(LONGEST, Math.max(USUAL, end));
}

/** The name of a backup in a row. Where room is short it loses its middle, never its day and time. */
export const BackupName = ({ name }: { name: string }) => (
  <MiddleCut small keep={keptEnd(name)} text={name} />
);
