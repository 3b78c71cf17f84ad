import { PARTIAL } from './damaged.ts';
import { BACKUP, type GatewayIds } from './places.ts';
import type { Visit } from './visit.ts';

const ACTIONS = /^Actions of archive$/;

/** Steps, dialogs, drawers and tabs that look the same wherever they are to be had; addresses below a gateway. */
export const INSIDE: readonly Visit[] = [
  { name: 'backup-where', address: 'backups/new?step=where' },
  { name: 'backup-chosen', address: 'backups/new', choose: /^Named indices|^Custom/ },
  { name: 'backup-partial', address: `backups?repository=default&name=${PARTIAL}` },
  { name: 'backup-failures', address: `backups?repository=default&name=${PARTIAL}&tab=failures` },
  { name: 'backup-indices', address: `backups?repository=default&name=${BACKUP}&tab=indices` },
  { name: 'backup-read-calls', address: `backups?repository=default&name=${BACKUP}&tab=calls` },
  { name: 'backup-delete', address: `backups?repository=default&name=${BACKUP}`, press: [/^Delete…$/] },
  { name: 'restore-what', address: `restore/default/${BACKUP}?step=what` },
  { name: 'restore-refused', address: `restore/default/${PARTIAL}` },
  { name: 'repository-remove', address: 'repositories', press: [ACTIONS], item: /^Remove…$/ },
  { name: 'repository-clean-up', address: 'repositories', press: [ACTIONS], item: /^Clean up…/ },
  { name: 'repository-edit', address: 'repositories', press: [ACTIONS], item: /^Change its settings…$/ },
  { name: 'api-calls', address: 'overview', press: [/^API calls/] },
  { name: 'keyboard', address: 'overview', key: '?' },
];

/** What a restore that was cut off asks, on the gateway it was cut off on. */
export const OF_UNSETTLED: readonly Visit[] = [/^Continue…$/, /^Roll back…$/, /^Close by hand…$/].map(
  (button, at) => ({ name: `journal-${at + 1}`, address: 'overview', press: [button] }),
);

/** A repository that could be read before, with what was read then. */
export const ofLost = ({ partial }: GatewayIds): Visit => ({
  name: 'backups-earlier',
  address: `/g/${partial}/backups`,
  press: [/^Show the list of/],
});

/** Pages of one thing of a gateway. */
export const ofOne = (ids: GatewayIds): readonly Visit[] => [
  { name: 'gateway-edit', address: `/gateways/${ids.calm}/edit` },
  { name: 'operation-ended', address: `/g/${ids.calm}/activity/${ids.operation}` },
];
