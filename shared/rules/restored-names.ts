import { compareMembers, type ParsedIndexName } from './index-names.ts';

/** The longest name of an index, in bytes; every server from 5.0 on refuses more. */
const LONGEST_INDEX = 255;

/** Whether a server takes it as the name of an index, as far as its length tells. */
export const fitsIndexName = (name: string): boolean =>
  new TextEncoder().encode(name).length <= LONGEST_INDEX;

/** The name that an index of tenant `source` has under tenant `target`. */
export function underTenant(index: string, source: string, target: string): string {
  return `gateway_${target}${index.slice(`gateway_${source}`.length)}`;
}

/**
 * Names for members that are added beside the live ones (E20): `<alias>_restored<yyyymmdd>-NNNNNN`, numbered by
 * age within each family, free of what is taken. The day is local time.
 */
export function addedNames(
  members: readonly ParsedIndexName[],
  taken: ReadonlySet<string>,
  now: Date,
): Map<string, string> {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${now.getFullYear()}${two(now.getMonth() + 1)}${two(now.getDate())}`;
  const next = new Map<string, number>();
  const names = new Map<string, string>();
  for (const { index, family } of [...members].sort((a, b) => compareMembers(a.index, b.index))) {
    let number = next.get(family) ?? 1;
    const nameOf = (at: number): string => `${family}_restored${day}-${String(at).padStart(6, '0')}`;
    while (taken.has(nameOf(number))) number += 1;
    next.set(family, number + 1);
    names.set(index, nameOf(number));
  }
  return names;
}

/** A pattern that fits exactly this text: what a rename means is then never up to the text. */
export const exactly = (text: string): string => `^${escaped(text)}$`;

/** The same for a text at the beginning. */
export const startingWith = (text: string): string => `^${escaped(text)}`;

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
