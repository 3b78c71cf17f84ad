import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { defaultBackupName, defaultSafetyName } from '#shared/rules/backup-name.ts';
import { BackupName } from '../../../renderer/lib/backup-name.tsx';
import { draw } from '../ui/draw.tsx';

const at = new Date(2026, 8, 26, 19, 28, 9, 183);

it.each([
  [defaultBackupName('default', at), 'september-26-19-28-9-183000000'],
  [defaultSafetyName('default', new Date(Date.UTC(2026, 8, 26, 19, 28, 9, 183))), '2026-09-26-19-28-09-183z'],
  ['default_20261124_0300', '20261124_0300'],
  ['nightly-assets-2026-11-18', 's-2026-11-18'],
  ['before-the-change-of-policy-4711', '-policy-4711'],
])('the end of %s that always stays is %s', (name, end) => {
  draw(<BackupName name={name} />);
  expect(screen.getByTitle(name).lastElementChild?.textContent).toBe(end);
});
