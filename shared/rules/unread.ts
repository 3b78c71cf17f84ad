import type { RepositoryReading } from '../model/backup.ts';

/** The repositories that could not be read, or not completely: what they hold may be more than is known. */
export const unreadOf = (readings: readonly RepositoryReading[]): string[] =>
  readings.filter((one) => one.error !== null).map((one) => one.repository);

/** Whether nothing at all is known of the backups, although there are repositories. */
export const isNothingRead = (readings: readonly RepositoryReading[]): boolean =>
  readings.length > 0 && readings.every((one) => one.error !== null && one.backups === 0);
