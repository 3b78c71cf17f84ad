import type { ServerVersion } from '#lab/servers/start.ts';

/**
 * What a data store does, as far as a test must know it. Tests look here and never at a version; what a line says
 * was seen on the real server.
 */
export interface Abilities {
  /** Rollover families and asset types as indices of their own: from API Gateway 10.5 on. */
  families: boolean;
  /** An alias has a write index. */
  writeIndex: boolean;
  /** A backup keeps the metadata it was given. */
  metadata: boolean;
  /** Closed indices can be in a backup. */
  closedInBackup: boolean;
  /** A second backup is accepted while one runs; refused with 503 otherwise. */
  manyBackups: boolean;
  /** A restore that cannot read a file hangs for ever instead of failing. */
  hangsOnDamage: boolean;
  /** A lost file spoils every later backup of the same repository, which the server calls a success. */
  spoilsLaterBackups: boolean;
  /** A restore of an index that the backup does not hold is refused; answered with 200 otherwise. */
  refusesMissing: boolean;
  /** What limits a restore: a setting of the repository, or one of the cluster. */
  throttledBy: 'repository' | 'cluster';
  /** Backups have a uuid. */
  uuid: boolean;
  /** A template names its indices by `index_patterns`: from 6.0. */
  patternsInTemplates: boolean;
  /** The gateway that ships it can be quiesced. */
  quiesce: boolean;
}

const OLD: Abilities = {
  families: false,
  writeIndex: false,
  metadata: false,
  closedInBackup: false,
  manyBackups: false,
  hangsOnDamage: true,
  spoilsLaterBackups: false,
  refusesMissing: false,
  throttledBy: 'repository',
  uuid: false,
  patternsInTemplates: false,
  quiesce: false,
};
const V7: Abilities = {
  ...OLD,
  families: true,
  writeIndex: true,
  closedInBackup: true,
  hangsOnDamage: false,
  refusesMissing: true,
  uuid: true,
  patternsInTemplates: true,
};
const V77: Abilities = { ...V7, metadata: true, spoilsLaterBackups: true, quiesce: true };
const V713: Abilities = { ...V77, manyBackups: true, throttledBy: 'cluster' };

const ABILITIES: Record<ServerVersion, Abilities> = {
  '2.3.2': OLD,
  '5.6.4': { ...OLD, uuid: true },
  '7.2.0': V7,
  '7.7.1': V77,
  '7.13.0': V713,
  '8.2.3': V713,
  '8.12.2': V713,
  '9.4.3': V713,
};

export const abilitiesOf = (version: ServerVersion): Abilities => ABILITIES[version];
