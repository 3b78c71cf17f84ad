import { act, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { appError } from '#shared/errors/catalogue.ts';
import type { BackupList, BackupRow, RepositoryReading } from '#shared/model/backup.ts';
import { renderApp } from '../support/render.tsx';
import { sampleGateway } from '../support/samples.ts';
import { backupList, neverRestored, threeRows } from './answers.ts';
import { detail, PATH } from './page.ts';
import { backupRow, operation } from './rows.ts';

afterEach(() => void vi.restoreAllMocks());

const reading = (changes: Partial<RepositoryReading> = {}): RepositoryReading => ({
  repository: 'default',
  backups: 3,
  detailed: 3,
  unreadable: 0,
  error: null,
  ...changes,
});
const archived = (): BackupRow[] => [
  backupRow({ repository: 'archive', name: 'd-archived', startedAt: Date.now() - 1_000 }),
  backupRow({
    repository: 'archive',
    name: 'e-archived',
    state: 'failed',
    startedAt: Date.now() - 5_000_000,
  }),
];
/** 06:58 of today, or of an earlier day. */
const at = (daysAgo = 0): number => {
  const day = new Date();
  day.setDate(day.getDate() - daysAgo);
  return day.setHours(6, 58, 0, 0);
};
const alive = (rows = archived(), readAt = at()): BackupList => ({
  ...backupList([...threeRows(), ...rows], [reading(), reading({ repository: 'archive', backups: 2 })]),
  readAt,
});
const dead = (readAt = Date.now(), rows = threeRows()): BackupList => {
  const error = appError('repository-unreadable', { what: 'archive' });
  return {
    ...backupList(rows, [reading(), reading({ repository: 'archive', backups: 0, detailed: 0, error })]),
    readAt,
  };
};

const gateway = (changes: Parameters<typeof sampleGateway>[0] = {}) =>
  sampleGateway({ createdAt: at(90), ...changes });

const SHOW = 'Show the list of 06:58';
const HIDE = 'Hide the list of 06:58';
const rowOf = (name: string): HTMLTableRowElement => screen.getByTitle(name).closest('tr')!;
const names = (): string[] => screen.getAllByTitle(/^[a-e]-/).map((cell) => cell.title);

/** The page after a first reading of everything, and a second one in which `archive` cannot be read. */
async function died(first = alive(), second = dead()) {
  const page = renderApp(PATH, {
    'gateways.list': [gateway()],
    'backups.list': first,
    'backups.detail': detail,
    'restore.status': neverRestored('archive', 'd-archived'),
  });
  await screen.findByTitle('a-newest');
  page.bridge.answer({ 'backups.list': second });
  await page.user.click(screen.getByRole('button', { name: 'Refresh' }));
  await screen.findByRole('alert');
  return page;
}

describe('what was last read of a repository that can no longer be read', () => {
  it('is shown among the other rows on request, as of its time, and hidden again', async () => {
    const { user } = await died();
    const title = 'The repository archive cannot be read.';
    expect(screen.getByText(`${title} The 2 backups listed at 06:58 are not in this list.`)).toBeTruthy();
    expect(names()).toEqual(['a-newest', 'b-middle', 'c-oldest']);
    await user.click(screen.getByRole('button', { name: SHOW }));
    expect(names()).toEqual(['d-archived', 'a-newest', 'b-middle', 'c-oldest', 'e-archived']);
    expect(within(rowOf('d-archived')).getByTitle('as of 06:58')).toBeTruthy();
    expect(within(rowOf('a-newest')).queryByTitle(/as of/)).toBeNull();
    expect(screen.getByText(`${title} 2 rows of it are as of 06:58.`)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: HIDE }));
    expect(names()).toEqual(['a-newest', 'b-middle', 'c-oldest']);
    expect(screen.getByRole('button', { name: SHOW })).toBeTruthy();
  });

  it('says the day when that is another one', async () => {
    await died(alive(archived(), at(9)));
    const day = new Date(at(9)).getDate();
    expect(
      screen.getByRole('button', { name: new RegExp(`^Show the list of ${day} .+, 06:58$`) }),
    ).toBeTruthy();
  });

  it('counts as no backup of now and is not the one to go back to', async () => {
    const { user } = await died();
    expect(within(rowOf('a-newest')).getByText('Last good backup')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: SHOW }));
    expect(screen.getByText('3 in 1 of 2 repositories, 1 not readable')).toBeTruthy();
    expect(screen.getByText('3 of 3, 2 earlier, archive missing')).toBeTruthy();
    expect(within(rowOf('a-newest')).getByText('Last good backup')).toBeTruthy();
  });

  it('is filtered and searched like the others, and counted apart', async () => {
    const { user } = await died();
    await user.click(screen.getByRole('button', { name: SHOW }));
    await user.type(screen.getByRole('searchbox'), 'e-arch');
    expect(await screen.findByText('0 of 3, 1 earlier, archive missing')).toBeTruthy();
    expect(names()).toEqual(['e-archived']);
  });

  it('can be neither chosen nor deleted nor restored', async () => {
    const { user } = await died();
    await user.click(screen.getByRole('button', { name: SHOW }));
    expect(screen.queryByRole('checkbox', { name: 'Choose d-archived' })).toBeNull();
    await user.click(screen.getByRole('checkbox', { name: 'Choose all that are shown' }));
    expect(screen.getByText('3 selected')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Restore d-archived…' })).toBeNull();
    expect(screen.getByRole('button', { name: 'Restore a-newest…' })).toBeTruthy();
  });

  it('drops out of what is chosen when its repository dies', async () => {
    const { bridge, user } = renderApp(PATH, { 'backups.list': alive() });
    await screen.findByTitle('d-archived');
    await user.click(screen.getByRole('checkbox', { name: 'Choose d-archived' }));
    expect(screen.getByText('1 selected')).toBeTruthy();
    bridge.answer({ 'backups.list': dead() });
    await user.click(screen.getByRole('button', { name: 'Refresh' }));
    await user.click(await screen.findByRole('button', { name: SHOW }));
    expect(screen.queryByText('1 selected')).toBeNull();
  });

  it('opens its details, which say why nothing can be done with it', async () => {
    const { user } = await died();
    await user.click(screen.getByRole('button', { name: SHOW }));
    await user.click(screen.getByTitle('d-archived'));
    const flyout = within(
      await screen.findByRole('complementary', { name: 'Details of the backup d-archived' }),
    );
    expect(flyout.getByText(/, as of 06:58/)).toBeTruthy();
    for (const name of ['Delete…', 'Restore…']) {
      const button = flyout.getByRole('button', { name });
      expect(button.getAttribute('aria-disabled')).toBe('true');
      const reason = document.getElementById(button.getAttribute('aria-describedby') ?? '');
      expect(reason?.textContent).toMatch(/^The repository archive cannot be read now\./);
    }
  });

  it('does not let a backup run on that ran then, nor lists it twice', async () => {
    const running = (name: string): BackupRow =>
      backupRow({ repository: 'archive', name, state: 'in-progress', endedAt: null, shards: null });
    const { bridge, user } = await died(alive([running('d-archived'), running('e-archived')]));
    await user.click(screen.getByRole('button', { name: SHOW }));
    // Duration, and what it has saved.
    const dashes = [...rowOf('d-archived').cells].filter((cell) => cell.textContent === '–');
    expect(dashes).toHaveLength(3);
    const subjects = [{ repository: 'archive', name: 'e-archived' }];
    act(() => bridge.push('operation', operation({ target: 'e-archived', subjects })));
    const counted = await within(screen.getByRole('table')).findByText('61 of 92');
    expect(counted.closest('tr')).toBe(rowOf('e-archived'));
    expect(screen.getAllByTitle('e-archived')).toHaveLength(1);
  });

  it('goes by itself when the repository is read again, and is offered anew after the next failure', async () => {
    const { bridge, user } = await died();
    await user.click(screen.getByRole('button', { name: SHOW }));
    const rows = [backupRow({ repository: 'archive', name: 'd-archived' })];
    const readings = [reading({ repository: 'archive', backups: 1, detailed: 1 })];
    act(() => bridge.push('backups', { gatewayId: 'gw-1', rows, readings }));
    await waitFor(() => expect(screen.queryByTitle('as of 06:58')).toBeNull());
    expect(names()).not.toContain('e-archived');
    expect(screen.queryByRole('alert')).toBeNull();
    bridge.answer({ 'backups.list': dead(Date.now() + 60_000) });
    await user.click(screen.getByRole('button', { name: 'Refresh' }));
    await screen.findByRole('button', { name: /^Show the list of/ });
    expect(names()).toEqual(['a-newest', 'b-middle', 'c-oldest']);
  });

  it('stays shown when the page was left and comes back', async () => {
    const { router, user } = await died();
    await user.click(screen.getByRole('button', { name: SHOW }));
    await router.navigate({ to: '/gateways' });
    await screen.findByRole('heading', { name: 'Gateways' });
    await router.navigate({ to: '/g/$gatewayId/backups', params: { gatewayId: 'gw-1' } });
    expect(await screen.findByRole('button', { name: HIDE })).toBeTruthy();
    expect(within(rowOf('d-archived')).getByTitle('as of 06:58')).toBeTruthy();
  });

  it('is not offered where the names are listed and only details are missing', async () => {
    const { bridge } = renderApp(PATH, { 'backups.list': alive() });
    await screen.findByTitle('d-archived');
    const error = appError('repository-unreadable', { what: 'archive' });
    const readings = [reading({ repository: 'archive', backups: 2, detailed: 0, error })];
    act(() => bridge.push('backups', { gatewayId: 'gw-1', rows: [], readings }));
    await screen.findByText(/Some of its backups are listed without their details\./);
    expect(screen.queryByRole('button', { name: /^Show the list of/ })).toBeNull();
  });

  it('does not bring back what was deleted while only details were missing', async () => {
    const error = appError('repository-unreadable', { what: 'archive' });
    const withoutDetails = (rows: BackupRow[], readAt: number): BackupList => ({
      ...backupList(
        [...threeRows(), ...rows],
        [reading(), reading({ repository: 'archive', backups: rows.length, detailed: 0, error })],
      ),
      readAt,
    });
    const [kept] = archived();
    const { bridge, user } = await died(alive(), withoutDetails(archived(), at() + 60_000));
    bridge.answer({ 'backups.list': withoutDetails([kept!], at() + 120_000) });
    await user.click(screen.getByRole('button', { name: 'Refresh' }));
    await waitFor(() => expect(screen.queryByTitle('e-archived')).toBeNull());
    expect(screen.queryByRole('button', { name: /^Show the list of/ })).toBeNull();
    bridge.answer({ 'backups.list': dead() });
    await user.click(screen.getByRole('button', { name: 'Refresh' }));
    await user.click(await screen.findByRole('button', { name: 'Show the list of 07:00' }));
    expect(names()).toEqual(['d-archived', 'a-newest', 'b-middle', 'c-oldest']);
  });

  it('is forgotten when the gateway is changed', async () => {
    const { bridge, user } = await died();
    await user.click(screen.getByRole('button', { name: SHOW }));
    const dataStore = { addresses: ['http://other:9240'] };
    bridge.answer({ 'gateways.list': [gateway({ dataStore })] });
    act(() => bridge.push('changed', { what: 'gateways' }));
    await waitFor(() => expect(bridge.inputs('backups.list')).toHaveLength(3));
    expect(await screen.findByTitle('a-newest')).toBeTruthy();
    expect(await screen.findByRole('alert')).toBeTruthy();
    expect(screen.queryByTitle('as of 06:58')).toBeNull();
    expect(screen.queryByRole('button', { name: /the list of/ })).toBeNull();
  });

  it('stays when another gateway is added', async () => {
    const { bridge } = await died();
    const other = gateway({ id: 'gw-2', name: 'Test' });
    bridge.answer({ 'gateways.list': [gateway(), other] });
    act(() => bridge.push('changed', { what: 'gateways' }));
    await waitFor(() => expect(bridge.inputs('gateways.list').length).toBeGreaterThan(1));
    expect(screen.getByRole('button', { name: SHOW })).toBeTruthy();
    expect(bridge.inputs('backups.list')).toHaveLength(2);
  });
});

describe('rows beside open details', () => {
  const twin = (): BackupRow => backupRow({ repository: 'archive', name: 'b-middle' });
  const open = (rows: BackupRow[]) =>
    renderApp(`${PATH}?repository=default&name=a-newest`, {
      'backups.list': alive(rows),
      'backups.detail': detail,
      'restore.status': neverRestored('default', 'a-newest'),
    });

  it('name the repository where the same name is in more than one', async () => {
    vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(700);
    open([...archived(), twin()]);
    const rows = (await screen.findAllByTitle('b-middle')).map((cell) => cell.closest('tr')!);
    expect(screen.queryByRole('columnheader', { name: 'Repository' })).toBeNull();
    const places = rows.map((row) => within(row).getByTitle(/^(default|archive)$/).title);
    expect(places.sort()).toEqual(['archive', 'default']);
    expect(within(rowOf('a-newest')).queryByTitle('default')).toBeNull();
    expect(within(rowOf('d-archived')).queryByTitle('archive')).toBeNull();
  });

  it('leave that to the column of repositories where there is room for it', async () => {
    vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1_400);
    open([twin()]);
    const rows = (await screen.findAllByTitle('b-middle')).map((cell) => cell.closest('tr')!);
    expect(screen.getByRole('columnheader', { name: 'Repository' })).toBeTruthy();
    for (const row of rows) expect(row.cells[1]?.textContent).toBe('b-middle');
  });
});
