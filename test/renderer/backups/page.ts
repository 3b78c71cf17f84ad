import { screen, waitFor } from '@testing-library/react';
import { expect } from 'vitest';
import { backupDetail, backupList, neverRestored, threeRows } from './answers.ts';
import { backupRow } from './rows.ts';

export const PATH = '/g/gw-1/backups';

/** The details of one of them. */
export const detail = ({ name }: { name: string }) =>
  backupDetail(threeRows().find((row) => row.name === name) ?? backupRow({ name }));

/** Answers of a gateway with three backups in one repository. */
export const answers = () => ({
  'backups.list': backupList(threeRows()),
  'backups.detail': detail,
  'restore.status': neverRestored('default', 'b-middle'),
});

/** The button once it can be pressed. */
export async function enabled(name: string): Promise<HTMLElement> {
  await waitFor(() => expect(screen.getByRole('button', { name }).getAttribute('aria-disabled')).toBeNull());
  return screen.getByRole('button', { name });
}

export const search = (router: { state: { location: { search: unknown } } }) => router.state.location.search;
