import type { ServerVersion } from '#lab/servers/start.ts';

/**
 * What a data store does, as far as a test must know it. Tests look here and never at a version; what a line says
 * was seen on the real server.
 */
export interface Abilities {
  /** Rollover families and asset types as indices of their own: from API Gateway 10.5 on. */
  families: boolean;
  /** Each type of assets is a rollover family too: from API Gateway 10.7 on. */
  assetFamilies: boolean;
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
  /** Names and states can be listed without reading every backup. */
  namesFirst: boolean;
  /** A backup whose description is lost is still listed by its name. */
  listsUnreadable: boolean;
  /** A repository whose list is spoiled is read all the same, by its descriptions. */
  readsWithoutList: boolean;
  /** A repository whose list is gone is called empty; read from memory or by its descriptions otherwise. */
  forgetsList: boolean;
  /** A backup that failed as a whole is kept under its name; nothing is kept of it otherwise. */
  keepsFailed: boolean;
  /** A second registration has written into the folder: read again, overwritten, or no more backups are accepted. */
  secondWriter: 'seen' | 'overwritten' | 'refused';
  /** The shards of a node are limited by a setting: from 7.0. */
  shardLimit: boolean;
  /** A repository can be cleaned of files that no backup refers to: from 7.4. */
  repositoryCleanup: boolean;
  /** A node that is alone is held to the watermarks of its disk: from 8.0. */
  watermarksOnOneNode: boolean;
  /** A third watermark blocks writing: from 6.0. */
  floodStage: boolean;
  /** A template names its indices by `index_patterns`: from 6.0. */
  patternsInTemplates: boolean;
  /** A backup says whether it holds the global state. */
  globalStateTold: boolean;
  /** The gateway that ships it can be quiesced. */
  quiesce: boolean;
}

const OLD: Abilities = {
  families: false,
  assetFamilies: false,
  writeIndex: false,
  metadata: false,
  closedInBackup: false,
  manyBackups: false,
  hangsOnDamage: true,
  spoilsLaterBackups: false,
  refusesMissing: false,
  throttledBy: 'repository',
  uuid: false,
  namesFirst: false,
  listsUnreadable: false,
  readsWithoutList: true,
  forgetsList: false,
  keepsFailed: true,
  secondWriter: 'seen',
  shardLimit: false,
  repositoryCleanup: false,
  watermarksOnOneNode: false,
  floodStage: false,
  patternsInTemplates: false,
  globalStateTold: false,
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
  namesFirst: true,
  listsUnreadable: true,
  readsWithoutList: false,
  forgetsList: true,
  shardLimit: true,
  floodStage: true,
  patternsInTemplates: true,
  globalStateTold: true,
};
const V77: Abilities = {
  ...V7,
  assetFamilies: true,
  repositoryCleanup: true,
  metadata: true,
  spoilsLaterBackups: true,
  quiesce: true,
  secondWriter: 'overwritten',
  forgetsList: false,
};
const V713: Abilities = {
  ...V77,
  manyBackups: true,
  throttledBy: 'cluster',
  keepsFailed: false,
  secondWriter: 'refused',
};
const V8: Abilities = { ...V713, watermarksOnOneNode: true };

const ABILITIES: Record<ServerVersion, Abilities> = {
  '2.3.2': OLD,
  '2.4.6': OLD,
  '5.6.4': {
    ...OLD,
    uuid: true,
    namesFirst: true,
    listsUnreadable: true,
    readsWithoutList: false,
    forgetsList: true,
  },
  '7.2.0': V7,
  '7.7.1': V77,
  '7.13.0': V713,
  '8.2.3': V8,
  '8.12.2': V8,
  '9.4.3': V8,
};

export const abilitiesOf = (version: ServerVersion): Abilities => ABILITIES[version];
