import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { appError } from '#shared/errors/catalogue.ts';
import { pending, refuse } from '../support/fake-bridge.ts';
import { renderApp } from '../support/render.tsx';
import { sampleJournal } from '../support/samples.ts';
import { backupList, neverRestored, threeRows } from './answers.ts';
import { answers, detail, PATH, search } from './page.ts';
import { pressTwice } from './press.ts';
import { backupRow, NOW, operation } from './rows.ts';

const table = () => screen.findByRole('table', { name: 'Backups of all repositories' });
const names = async (): Promise<string[]> =>
  within(await table())
    .getAllByRole('row')
    .map((row) => row.textContent)
    .filter((text) => /^[abc]-/.test(text))
    .map((text) => text.slice(0, 8));
describe('the list of backups', () => {
  it('shows all backups, newest first, and how many', async () => {
    renderApp(PATH, answers());
    await screen.findByText('a-newest');
    expect(await names()).toEqual(['a-newest', 'b-middle', 'c-oldest']);
    expect(screen.getByText('3 of 3')).toBeTruthy();
  });

  it('finds a backup by the reason, and writes the search into the address', async () => {
    const { user, router } = renderApp(PATH, answers());
    await screen.findByText('a-newest');
    await user.type(screen.getByRole('searchbox'), '4711');
    await waitFor(() => expect(screen.getByText('1 of 3')).toBeTruthy());
    expect(await names()).toEqual(['c-oldest']);
    await waitFor(() => expect(search(router)).toEqual({ q: '4711' }));
  });

  it('takes filters and order from the address', async () => {
    renderApp(`${PATH}?state=success&sort=name&order=desc`, answers());
    await screen.findByText('a-newest');
    expect(await names()).toEqual(['c-oldest', 'a-newest']);
  });

  it('marks the newest backup that brings a gateway back, and no other', async () => {
    const rows = [
      backupRow({ name: 'a-older', startedAt: NOW - 9_000 }),
      backupRow({ name: 'b-assets', startedAt: NOW - 8_000, everything: false, scopes: ['assets'] }),
      backupRow({ name: 'c-audit', startedAt: NOW - 7_000, everything: false, scopes: ['audit'] }),
      backupRow({ name: 'd-partial', startedAt: NOW - 6_000, state: 'partial' }),
      backupRow({ name: 'e-safety', startedAt: NOW - 5_000, trigger: 'safety' }),
    ];
    renderApp(PATH, { 'backups.list': backupList(rows) });
    const mark = await screen.findByText('Last good backup');
    expect(mark.closest('tr')?.textContent).toContain('b-assets');
  });

  it('marks none as the last good one while a newer one may not be read yet', async () => {
    const rows = [
      backupRow({ name: 'a-known' }),
      backupRow({ name: 'b-unread', detailed: false, startedAt: null }),
    ];
    renderApp(PATH, { 'backups.list': backupList(rows) });
    await screen.findByText('a-known');
    expect(screen.queryByText('Last good backup')).toBeNull();
  });

  it('filters by size, keeps that in the address, and takes it back', async () => {
    const { user, router } = renderApp(PATH, answers());
    await screen.findByText('a-newest');
    await user.click(screen.getByRole('button', { name: 'Size', expanded: false }));
    await user.click(await screen.findByRole('checkbox', { name: '100 GB and more' }));
    expect(await screen.findByText('No backup matches')).toBeTruthy();
    expect(search(router)).toEqual({ size: 'huge' });
    await user.click(screen.getByRole('button', { name: 'Clear the filter Size' }));
    expect(await names()).toHaveLength(3);
  });

  it('says what to do when nothing matches, and when there is no backup at all', async () => {
    const { user } = renderApp(`${PATH}?state=failed`, answers());
    await user.click(await screen.findByRole('button', { name: 'Clear filters' }));
    expect(await names()).toHaveLength(3);
  });

  it('offers the first backup when there is none', async () => {
    renderApp(PATH, { 'backups.list': backupList([]) });
    expect(await screen.findByText('No backup yet')).toBeTruthy();
    expect(screen.getAllByRole('link', { name: 'Back up now' })).toHaveLength(2);
  });

  it('keeps every other row when a repository cannot be read, and verifies it node by node', async () => {
    const error = appError('repository-unreadable', { what: 'assets', detail: '' });
    const { user, bridge } = renderApp(PATH, {
      ...answers(),
      'backups.list': backupList(threeRows(), [
        { repository: 'default', backups: 3, detailed: 3, unreadable: 0, error: null },
        { repository: 'assets', backups: 148, detailed: 0, unreadable: 0, error },
      ]),
      'repositories.verify': {
        repository: 'assets',
        ok: false,
        nodes: [
          { name: 'node-a', ok: true },
          { name: 'node-b', ok: false },
        ],
        error: null,
      },
    });
    expect(
      await screen.findByText('The repository assets cannot be read. Its 148 backups are not in this list.'),
    ).toBeTruthy();
    expect(await names()).toHaveLength(3);
    expect(screen.getByText('3 in 1 of 2 repositories, 1 not readable')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Verify node by node' }));
    const nodes = await screen.findByRole('list', { name: 'Result of the verification' });
    expect(nodes.textContent).toContain('node-b does not reach it');
    expect(bridge.inputs('repositories.verify')).toEqual([{ gatewayId: 'gw-1', name: 'assets' }]);
  });

  it('says in place that the list could not be read', async () => {
    renderApp(PATH, { 'backups.list': refuse(appError('connection-refused', { where: 'http://x:9240' })) });
    expect(await screen.findByText(/^The list could not be read\./)).toBeTruthy();
  });

  it('lists an unreadable backup as such, with a dash for all that is not known', async () => {
    const unknown = {
      scopes: null,
      everything: false,
      bytes: null,
      startedAt: null,
      endedAt: null,
      shards: null,
    };
    renderApp(PATH, { 'backups.list': backupList([backupRow({ state: 'unreadable', ...unknown })]) });
    const row = (await within(await table()).findByText('Unreadable')).closest('tr')!;
    // Scope, size, started, duration, ok / failed and last restored.
    expect([...row.cells].filter((cell) => cell.textContent === '–')).toHaveLength(6);
  });

  it('counts shards of a running backup live', async () => {
    const running = operation();
    const { bridge } = renderApp(PATH, { ...answers(), 'operations.list': [running] });
    expect(await within(await table()).findByText('61 of 92')).toBeTruthy();
    bridge.push('operation', { ...running, shards: { done: 80, total: 92 } });
    expect(await within(await table()).findByText('80 of 92')).toBeTruthy();
  });

  it('leads to the operation of a backup that the repository has not listed yet', async () => {
    const { user, router } = renderApp(PATH, { ...answers(), 'operations.list': [operation()] });
    await user.click(await within(await table()).findByTitle('before-change-4711'));
    await waitFor(() => expect(router.state.location.pathname).toBe('/g/gw-1/activity/op-1'));
  });

  it('shows no row, not even a running one, before the list was read', async () => {
    renderApp(PATH, { 'backups.list': () => pending(), 'operations.list': [operation()] });
    await screen.findByText('Backup running');
    expect(within(await table()).queryByTitle('before-change-4711')).toBeNull();
    expect(screen.queryByText('No backup yet')).toBeNull();
  });

  it('backs up nothing while a restore is to be settled, and says why', async () => {
    renderApp(PATH, { ...answers(), 'journals.list': [sampleJournal()] });
    await screen.findByText('a-newest');
    expect(await screen.findByText(/settle it first/)).toBeTruthy();
  });

  it('says why a read-only gateway is not backed up', async () => {
    const { sampleGateway } = await import('../support/samples.ts');
    renderApp(PATH, { ...answers(), 'gateways.list': [sampleGateway({ readOnly: true })] });
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'Back up now' }).getAttribute('aria-disabled')).toBe('true'),
    );
  });
});

describe('deleting many backups', () => {
  it('leaves the keys of the program awake while rows are ticked', async () => {
    const { user, router } = renderApp(PATH, many());
    await choose(user, 'a');
    await user.keyboard('b');
    await waitFor(() => expect(router.state.location.pathname).toBe(`${PATH}/new`));
  });

  const five = () =>
    ['a', 'b', 'c', 'd', 'e'].map((letter, at) =>
      backupRow({ name: `${letter}-backup`, startedAt: Date.now() - at * 1_000_000 }),
    );
  const many = () => ({
    'backups.list': backupList(five()),
    'backups.delete': { operationId: 'op-7' },
    'restore.status': neverRestored('default', 'a-backup'),
    'backups.detail': detail,
  });
  const choose = async (user: ReturnType<typeof renderApp>['user'], ...letters: string[]) => {
    await screen.findByText('a-backup');
    for (const letter of letters)
      await user.click(screen.getByRole('checkbox', { name: `Choose ${letter}-backup` }));
  };

  it('names gateway, count, repository and names, and sends exactly the chosen ones once', async () => {
    const { user, bridge } = renderApp(PATH, many());
    await choose(user, 'b', 'd');
    expect(screen.getByText('2 selected')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Delete…' }));
    const dialog = await screen.findByRole('dialog', { name: 'Delete 2 backups?' });
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Cancel'));
    for (const fact of ['Production EU', 'default', 'b-backup', 'd-backup'])
      expect(within(dialog).getAllByText(fact).length).toBeGreaterThan(0);
    expect(within(dialog).getByText('Deleted backups cannot be brought back.')).toBeTruthy();
    expect(within(dialog).queryByText('c-backup')).toBeNull();
    pressTwice(within(dialog).getByRole('button', { name: 'Delete 2 backups' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(bridge.inputs('backups.delete')).toEqual([
      {
        gatewayId: 'gw-1',
        backups: [
          { repository: 'default', name: 'b-backup' },
          { repository: 'default', name: 'd-backup' },
        ],
      },
    ]);
    expect(screen.queryByText(/selected/)).toBeNull();
  });

  it('asks for the number from four backups on', async () => {
    const { user, bridge } = renderApp(PATH, many());
    await choose(user, 'b', 'c', 'd', 'e');
    await user.click(screen.getByRole('button', { name: 'Delete…' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Delete 4 backups?' }));
    const press = () => user.click(dialog.getByRole('button', { name: 'Delete 4 backups' }));
    const number = dialog.getByRole('textbox', { name: /Type the number/ });
    for (const wrong of ['', '3']) {
      await user.clear(number);
      if (wrong !== '') await user.type(number, wrong);
      await press();
    }
    expect(bridge.inputs('backups.delete')).toEqual([]);
    await user.clear(number);
    await user.type(number, '4{Enter}');
    // Enter in the field starts nothing: only the button does.
    expect(bridge.inputs('backups.delete')).toEqual([]);
    await press();
    await waitFor(() => expect(bridge.inputs('backups.delete')).toHaveLength(1));
  });

  it('warns of the last good backup and of safety backups, and asks for the tenant then', async () => {
    const safety = backupRow({ name: 'f-safety', trigger: 'safety', startedAt: Date.now() - 9_000_000 });
    const { user, bridge } = renderApp(PATH, { ...many(), 'backups.list': backupList([...five(), safety]) });
    await screen.findByText('a-backup');
    await user.click(screen.getByRole('checkbox', { name: 'Choose all that are shown' }));
    await user.click(screen.getByRole('button', { name: 'Delete…' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Delete 6 backups?' }));
    expect(dialog.getByText('a-backup is the last good backup of this gateway')).toBeTruthy();
    expect(dialog.getByText(/nothing is left to go back to/)).toBeTruthy();
    expect(dialog.getByText('f-safety is a safety backup')).toBeTruthy();
    const press = () => user.click(dialog.getByRole('button', { name: 'Delete 6 backups' }));
    await press();
    expect(bridge.inputs('backups.delete')).toEqual([]);
    await user.type(dialog.getByRole('textbox', { name: 'Type the tenant to confirm: default' }), 'default');
    await press();
    await waitFor(() => expect(bridge.inputs('backups.delete')).toHaveLength(1));
  });

  it('names what is the last good backup after the deletion', async () => {
    const { user } = renderApp(PATH, many());
    await choose(user, 'a');
    await user.click(screen.getByRole('button', { name: 'Delete…' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Delete this backup?' }));
    expect(dialog.getByText(/^The one to go back to is then b-backup of /)).toBeTruthy();
  });

  it('does not take a backup for harmless of which too little was read', async () => {
    const unread = backupRow({ name: 'c-unread', detailed: false, startedAt: null, scopes: null });
    const { user } = renderApp(PATH, {
      ...many(),
      'backups.list': backupList([...five().slice(0, 2), { ...unread, everything: false }]),
    });
    await screen.findByText('a-backup');
    await user.click(screen.getByRole('checkbox', { name: 'Choose c-unread' }));
    await user.click(screen.getByRole('button', { name: 'Delete…' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Delete this backup?' }));
    expect(dialog.getByText('What it holds is not read yet')).toBeTruthy();
    expect(dialog.getByRole('textbox', { name: /Type the tenant/ })).toBeTruthy();
  });

  it('sends the reason, and shows the command that does the same', async () => {
    const { user, bridge } = renderApp(PATH, many());
    await choose(user, 'b');
    await user.click(screen.getByRole('button', { name: 'Delete…' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Delete this backup?' }));
    expect(dialog.queryByRole('textbox', { name: /Type/ })).toBeNull();
    const field = dialog.getByRole('textbox', { name: /Reason/ });
    await user.click(field);
    await user.paste('x'.repeat(501));
    await user.click(dialog.getByRole('button', { name: 'Delete backup' }));
    expect(dialog.getAllByText('At most 500 characters').length).toBeGreaterThan(0);
    expect(bridge.inputs('backups.delete')).toEqual([]);
    await user.clear(field);
    await user.type(field, 'too old');
    await user.click(dialog.getByRole('button', { name: 'Command that does the same' }));
    expect(dialog.getByText('--name=b-backup')).toBeTruthy();
    await user.click(dialog.getByRole('button', { name: 'Delete backup' }));
    await waitFor(() => expect(bridge.inputs('backups.delete')[0]?.reason).toBe('too old'));
  });

  it('never deletes what a filter hides', async () => {
    const { user, bridge } = renderApp(PATH, many());
    await choose(user, 'a', 'b');
    await user.type(screen.getByRole('searchbox'), 'b-');
    await waitFor(() => expect(screen.getByText('1 selected')).toBeTruthy());
    await user.click(screen.getByRole('button', { name: 'Delete…' }));
    await user.click(await screen.findByRole('button', { name: 'Delete backup' }));
    await waitFor(() =>
      expect(bridge.inputs('backups.delete')[0]?.backups).toEqual([
        { repository: 'default', name: 'b-backup' },
      ]),
    );
  });

  it('is cleared by Esc, the flyout before it', async () => {
    const { user } = renderApp(PATH, many());
    await choose(user, 'a', 'b');
    await user.click(screen.getByTitle('c-backup'));
    await screen.findByRole('complementary', { name: 'Details of the backup c-backup' });
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('complementary', { name: /Details/ })).toBeNull());
    expect(screen.getByText('2 selected')).toBeTruthy();
    await user.keyboard('{Escape}');
    expect(screen.queryByText('2 selected')).toBeNull();
  });

  it('offers no box for a backup that runs, and none on a read-only gateway', async () => {
    const running = backupRow({ name: 'f-running', state: 'in-progress', rawState: 'IN_PROGRESS' });
    const first = renderApp(PATH, { ...many(), 'backups.list': backupList([running, ...five()]) });
    await screen.findByText('f-running');
    expect(screen.queryByRole('checkbox', { name: 'Choose f-running' })).toBeNull();
    expect(screen.getAllByRole('checkbox', { name: /^Choose .-backup/ })).toHaveLength(5);
    first.unmount();
    const { sampleGateway } = await import('../support/samples.ts');
    renderApp(PATH, { ...many(), 'gateways.list': [sampleGateway({ readOnly: true })] });
    await screen.findByText('a-backup');
    await waitFor(() => expect(screen.queryByRole('checkbox', { name: /^Choose/ })).toBeNull());
  });
});
