import type { Random } from '../random.ts';

export const AREAS = [
  'Billing',
  'Catalog',
  'Claims',
  'Fleet',
  'Harbour',
  'Orders',
  'Payments',
  'Tickets',
] as const;
export const NOUNS = [
  'Account',
  'Booking',
  'Customer',
  'Invoice',
  'Parcel',
  'Quote',
  'Rate',
  'Vessel',
] as const;
export const FIRST_NAMES = ['Ada', 'Bo', 'Cleo', 'Dara', 'Emil', 'Fay'] as const;
export const LAST_NAMES = ['Ash', 'Birch', 'Cedar', 'Elm', 'Hazel', 'Rowan'] as const;
export const HOST = 'backend.example.com';

/** A day of 2026 as yyyy-mm-dd. */
export function day(random: Random): string {
  const month = String(1 + random.below(12)).padStart(2, '0');
  return `2026-${month}-${String(1 + random.below(28)).padStart(2, '0')}`;
}
