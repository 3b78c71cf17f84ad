import { act, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { appError } from '#shared/errors/catalogue.ts';
import type { BackupRow, RepositoryReading } from '#shared/model/backup.ts';
import { withDetails } from '../../../renderer/api/backup-events.ts';
import { renderApp } from '../support/render.tsx';
import { backupDetail, backupList, threeRows } from './answers.ts';
import { backupRow } from './rows.ts';

const PATH = '/g/gw-1/backups';

/** What the server says first: a name and a state. */
const named = (row: BackupRow): BackupRow => ({
  ...row,
  scopes: null,
  everything: false,
  indexCount: null,
  bytes: null,
  startedAt: null,
  endedAt: null,
  shards: null,
  trigger: 'elsewhere',
  detailed: false,
});
const reading = (changes: Partial<RepositoryReading> = {}): RepositoryReading => ({
  repository: 'default',
  backups: 3,
  detailed: 0,
  unreadable: 0,
  error: null,
  ...changes,
});
const named3 = () => backupList(threeRows().map(named), [reading()]);
/** The first page of a file takes long to be there on a busy computer. */
const PATIENCE = { timeout: 10_000 };
const rowOf = async (name: string): Promise<HTMLTableRowElement> =>
  (await screen.findByTitle(name, {}, PATIENCE)).closest('tr')!;
const names = (): string[] => screen.getAllByTitle(/^[abc]-/).map((cell) => cell.title);

describe('E19 the list while details are on their way', () => {
  it('shows every name and state at once, and says what is not read', async () => {
    renderApp(PATH, { 'backups.list': named3() });
    const row = await rowOf('b-middle');
    expect(within(row).getByText('Partial')).toBeTruthy();
    // Scope, started, duration, ok / failed.
    expect(within(row).getAllByText('Not read yet')).toHaveLength(4);
    expect(screen.getByText('3 of 3, 0 of 3 read')).toBeTruthy();
  });

  it('fills in the rows of an event, in the order of their time, until all are read', async () => {
    const { bridge } = renderApp(PATH, { 'backups.list': named3() });
    await rowOf('c-oldest');
    const [newest, middle, oldest] = threeRows() as [BackupRow, BackupRow, BackupRow];
    act(() =>
      bridge.push('backups', { gatewayId: 'gw-1', rows: [middle], readings: [reading({ detailed: 1 })] }),
    );
    expect(await screen.findByText('3 of 3, 1 of 3 read')).toBeTruthy();
    expect(names()).toEqual(['b-middle', 'a-newest', 'c-oldest']);
    const rest = { gatewayId: 'gw-1', rows: [newest, oldest], readings: [reading({ detailed: 3 })] };
    act(() => bridge.push('backups', rest));
    expect(await screen.findByText('3 of 3')).toBeTruthy();
    expect(names()).toEqual(['a-newest', 'b-middle', 'c-oldest']);
    expect(screen.queryByText('Not read yet')).toBeNull();
    expect(bridge.inputs('backups.list')).toHaveLength(1);
  });

  it('keeps the open backup open and selected', async () => {
    const { bridge } = renderApp(`${PATH}?repository=default&name=b-middle`, {
      'backups.list': named3(),
      'backups.detail': backupDetail(threeRows()[1]!),
    });
    expect((await rowOf('b-middle')).getAttribute('aria-selected')).toBe('true');
    const rows = threeRows();
    act(() => bridge.push('backups', { gatewayId: 'gw-1', rows, readings: [reading({ detailed: 3 })] }));
    expect(await screen.findByText('3 of 3')).toBeTruthy();
    expect((await rowOf('b-middle')).getAttribute('aria-selected')).toBe('true');
    expect(screen.getByRole('complementary', { name: 'Details of the backup b-middle' })).toBeTruthy();
  });

  it('does not call a search final that has looked at a part only', async () => {
    renderApp(`${PATH}?scope=audit`, { 'backups.list': named3() });
    const text = '0 of 3 backups are read so far, and none of them has all of this.';
    expect(await screen.findByText(text, {}, PATIENCE)).toBeTruthy();
  });

  it('ignores what is told about another gateway', async () => {
    const { bridge } = renderApp(PATH, { 'backups.list': named3() });
    await rowOf('a-newest');
    const other = { gatewayId: 'gw-2', rows: threeRows(), readings: [reading({ detailed: 3 })] };
    act(() => bridge.push('backups', other));
    expect(within(await rowOf('a-newest')).getAllByText('Not read yet')).toHaveLength(4);
    expect(screen.getByText('3 of 3, 0 of 3 read')).toBeTruthy();
  });

  it('adds the rows of a repository that was late, and takes its error away', async () => {
    const error = appError('no-reply', { where: 'The repository archive' });
    const first = backupList(threeRows(), [
      reading({ detailed: 3 }),
      reading({ repository: 'archive', backups: 0, error }),
    ]);
    const { bridge } = renderApp(PATH, { 'backups.list': first });
    const title = 'The repository archive did not answer in time. Its backups are not in this list.';
    expect(await screen.findByText(title, {}, PATIENCE)).toBeTruthy();
    const rows = [backupRow({ repository: 'archive', name: 'c-late' })];
    const readings = [reading({ repository: 'archive', backups: 1, detailed: 1 })];
    act(() => bridge.push('backups', { gatewayId: 'gw-1', rows, readings }));
    expect(await rowOf('c-late')).toBeTruthy();
    expect(screen.queryByText(title)).toBeNull();
    expect(screen.getByText('4 of 4')).toBeTruthy();
  });

  it('counts many repositories instead of naming them', async () => {
    const error = appError('repository-unreadable', { what: 'archive' });
    const good = ['a', 'b', 'c', 'd'].map((repository) => reading({ repository, backups: 0 }));
    renderApp(PATH, {
      'backups.list': backupList(threeRows(), [
        reading({ detailed: 3 }),
        ...good,
        reading({ repository: 'archive', backups: 0, error }),
      ]),
    });
    const text = /Rows of 5 other repositories are complete\./;
    expect(await screen.findByText(text, {}, PATIENCE)).toBeTruthy();
    expect(screen.getByText('3 of 3, archive missing')).toBeTruthy();
  });

  it('tells of a repository that failed later below the rows, which stay where they are', async () => {
    const late = reading({ repository: 'archive', backups: 2 });
    const { bridge } = renderApp(PATH, { 'backups.list': backupList(threeRows(), [reading(), late]) });
    const row = await rowOf('a-newest');
    const error = appError('connection-lost', { where: 'http://store:9240' });
    const failed = reading({ repository: 'archive', backups: 0, error });
    act(() => bridge.push('backups', { gatewayId: 'gw-1', rows: [], readings: [failed] }));
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain(
      'The repository archive cannot be read. Its backups are not in this list.',
    );
    expect(alert.textContent).toContain('http://store:9240');
    expect(row.isConnected).toBe(true);
    expect(row.compareDocumentPosition(alert)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
  });

  it('says since when a repository cannot be read, and how often it was tried', async () => {
    const error = appError('repository-unreadable', { what: 'archive' });
    const dead = reading({ repository: 'archive', backups: 0, error });
    const since = new Date(2026, 10, 24, 7, 3).getTime();
    const at = (minutes: number) => ({
      ...backupList(threeRows(), [reading({ detailed: 3 }), dead]),
      readAt: since + minutes * 60_000,
    });
    const { bridge, user } = renderApp(PATH, { 'backups.list': at(0) });
    expect(await screen.findByText(/It failed 24 Nov 2026, 07:03:00\./, {}, PATIENCE)).toBeTruthy();
    bridge.answer({ 'backups.list': at(4) });
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    const text = /It failed first 24 Nov 2026, 07:03:00, and was tried 2 times\./;
    expect(await screen.findByText(text)).toBeTruthy();
  });

  it('says that details are missing where they could not be read', async () => {
    const error = appError('repository-unreadable', { what: 'default' });
    renderApp(PATH, { 'backups.list': backupList(threeRows().map(named), [reading({ error })]) });
    const text =
      'The repository default cannot be read. Some of its backups are listed without their details.';
    expect(await screen.findByText(text, {}, PATIENCE)).toBeTruthy();
    expect(names()).toHaveLength(3);
  });
});

describe('E19 details in the cache of the page', () => {
  it('changes only the rows that are told', () => {
    const list = named3();
    const [first] = threeRows() as [BackupRow];
    const next = withDetails(list, {
      gatewayId: 'gw-1',
      rows: [first],
      readings: [reading({ detailed: 1 })],
    });
    expect(next.rows[0]).toBe(first);
    expect(next.rows[1]).toBe(list.rows[1]);
    expect(next.readAt).toBe(list.readAt);
  });

  it('drops a row that a complete repository has no details of: it was deleted meanwhile', () => {
    const [first, second] = threeRows() as [BackupRow, BackupRow];
    const readings = [reading({ backups: 2, detailed: 2 })];
    const next = withDetails(named3(), { gatewayId: 'gw-1', rows: [first, second], readings });
    expect(next.rows.map((row) => row.name)).toEqual(['a-newest', 'b-middle']);
  });
});
