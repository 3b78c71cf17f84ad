import { expect, it } from 'vitest';
import type { BackupRow } from '#shared/model/backup.ts';
import { backupRow } from '../../renderer/backups/rows.ts';
import { runCommand } from './run-command.ts';

const DAY = 86_400_000;

const session = (rows: BackupRow[]) => ({
  engine: {
    operations: { mayChange: () => Promise.resolve({}) },
    backups: {
      complete: () =>
        Promise.resolve({
          rows,
          readings: [
            {
              repository: 'default',
              backups: rows.length,
              detailed: rows.length,
              unreadable: 0,
              error: null,
            },
          ],
          readAt: 0,
        }),
    },
  },
});

const dry = (rows: BackupRow[], names: string) =>
  runCommand(session(rows), { id: 'gw-1', tenant: 'default' }, [
    'backup',
    'delete',
    `--name=${names}`,
    '--dry-run',
  ]);

const old = backupRow({ name: 'old', startedAt: DAY });
const last = backupRow({ name: 'last', startedAt: 2 * DAY });
const safety = backupRow({ name: 'saved', startedAt: 3 * DAY, trigger: 'safety' });

it('a rehearsed deletion says which of the backups is needed when something goes wrong', async () => {
  const rows = [safety, last, old];
  expect((await dry(rows, 'last,saved')).lines).toEqual([
    'Would delete last',
    'Would delete saved',
    'Warning: last is the last good backup of the gateway. The next one is old.',
    'Warning: saved is a safety backup: the way back of a restore.',
    'Nothing was changed.',
  ]);
  const { json } = await dry(rows, 'last,old');
  expect(json).toMatchObject({
    warnings: ['last is the last good backup of the gateway. No other is known.'],
  });
});

it('and nothing of the kind where another one is left', async () => {
  expect((await dry([last, old], 'old')).lines).toEqual(['Would delete old', 'Nothing was changed.']);
});
