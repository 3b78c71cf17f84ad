const MB = 1_024 ** 2;
const GB = 1_024 ** 3;

/** Sizes that a list is asked for, from the bytes of `from` on to below those of `below`. */
const BANDS = {
  tiny: { from: 0, below: 10 * MB },
  small: { from: 10 * MB, below: GB },
  large: { from: GB, below: 100 * GB },
  huge: { from: 100 * GB, below: Number.POSITIVE_INFINITY },
} as const;

export type SizeBand = keyof typeof BANDS;
export const SIZE_BANDS = Object.keys(BANDS) as SizeBand[];

/** Whether a size is in one of the bands; no band asks for nothing, and an unknown size is in none. */
export function isOfSize(bytes: number | null, bands: readonly SizeBand[]): boolean {
  if (bands.length === 0) return true;
  return bytes !== null && bands.some((band) => bytes >= BANDS[band].from && bytes < BANDS[band].below);
}
