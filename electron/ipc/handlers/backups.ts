import type { Engine } from '#core/engine-api.ts';
import type { Handlers } from '#shared/ipc/contract.ts';

type BackupRequests =
  | 'backups.list'
  | 'backups.look'
  | 'backups.detail'
  | 'backups.choices'
  | 'backups.checkName'
  | 'backups.calls'
  | 'backups.create'
  | 'backups.delete';

export function backupHandlers(engine: Engine): Pick<Handlers, BackupRequests> {
  return {
    'backups.list': (input) => engine.backups.list(input),
    'backups.look': (input) => engine.backups.look(input),
    'backups.detail': (input) => engine.backups.detail(input),
    'backups.choices': (input) => engine.backups.choices(input),
    'backups.checkName': (input) => engine.backups.checkName(input),
    'backups.calls': (input) => engine.backups.calls(input),
    'backups.create': (input) => engine.backups.create(input),
    'backups.delete': (input) => engine.backups.delete(input),
  };
}
