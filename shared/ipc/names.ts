import type { RequestName } from './contract.ts';
import type { EventName } from './events.ts';

/** One channel each way; what is asked or told is the first argument. */
export const REQUEST_CHANNEL = 'gateway-vault:request';
export const EVENT_CHANNEL = 'gateway-vault:event';

/**
 * The preload's allow-list. The names of the contract once more, without its schemas, so that the preload
 * stays small; a name too many or too few does not compile.
 */
export const ALLOWED_REQUESTS: Readonly<Record<RequestName, true>> = {
  'app.info': true,
  'app.pickFolder': true,
  'app.pickFile': true,
  'app.openFolder': true,
  'app.licences': true,
  'settings.get': true,
  'settings.set': true,
  'diagnostics.gather': true,
  'diagnostics.file': true,
  'diagnostics.save': true,
  'installation.read': true,
  'installation.readOver': true,
  'gateways.list': true,
  'gateways.test': true,
  'gateways.add': true,
  'gateways.update': true,
  'gateways.checkHost': true,
  'gateways.remove': true,
  'gateways.status': true,
  'overview.get': true,
  'repositories.list': true,
  'repositories.verify': true,
  'repositories.register': true,
  'repositories.edit': true,
  'repositories.form': true,
  'repositories.calls': true,
  'repositories.import': true,
  'repositories.setReadOnly': true,
  'repositories.remove': true,
  'repositories.cleanUp': true,
  'setup.check': true,
  'setup.planPathRepo': true,
  'setup.changePathRepo': true,
  'setup.lookAtPlugin': true,
  'setup.installPlugin': true,
  'setup.addKeys': true,
  'backups.list': true,
  'backups.look': true,
  'backups.detail': true,
  'backups.choices': true,
  'backups.checkName': true,
  'backups.calls': true,
  'backups.create': true,
  'backups.delete': true,
  'restore.plan': true,
  'restore.start': true,
  'restore.status': true,
  'indices.openAll': true,
  'operations.list': true,
  'operations.get': true,
  'operations.cancel': true,
  'operations.history': true,
  'operations.export': true,
  'journals.list': true,
  'journals.resolve': true,
  'restart.pending': true,
  'restart.start': true,
  'restart.tickOff': true,
  'restart.request': true,
  'calls.list': true,
};

export const ALLOWED_EVENTS: Readonly<Record<EventName, true>> = {
  operation: true,
  backups: true,
  restart: true,
  changed: true,
  show: true,
};
