import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { appError } from '#shared/errors/catalogue.ts';
import type { BackupDetail } from '#shared/model/backup.ts';
import { pending, refuse } from '../support/fake-bridge.ts';
import { renderApp } from '../support/render.tsx';
import { backupDetail, neverRestored, threeRows } from './answers.ts';
import { answers, enabled, PATH, search } from './page.ts';
import { pressTwice } from './press.ts';
import { backupRow } from './rows.ts';

describe('the flyout of a backup', () => {
  const open = `${PATH}?repository=default&name=b-middle`;

  it('opens from the address, with the tab of the address', async () => {
    renderApp(`${open}&tab=indices`, answers());
    const flyout = await screen.findByRole('complementary', { name: 'Details of the backup b-middle' });
    expect(await within(flyout).findByRole('table', { name: 'Indices of the backup' })).toBeTruthy();
    expect(
      within(flyout)
        .getByRole('tab', { name: /Indices/ })
        .getAttribute('aria-selected'),
    ).toBe('true');
  });

  it('follows the arrows, and Esc closes it', async () => {
    const { user, router } = renderApp(PATH, answers());
    await user.click(await screen.findByText('a-newest'));
    await waitFor(() => expect(search(router)).toEqual({ repository: 'default', name: 'a-newest' }));
    await user.keyboard('{ArrowDown}');
    await waitFor(() => expect(search(router)).toEqual({ repository: 'default', name: 'b-middle' }));
    await user.keyboard('{Escape}');
    await waitFor(() => expect(search(router)).toEqual({}));
    expect(screen.queryByRole('complementary', { name: /Details of the backup/ })).toBeNull();
  });

  it('opens with Enter', async () => {
    const { user, router } = renderApp(PATH, answers());
    const row = (await screen.findByText('c-oldest')).closest('tr')!;
    row.focus();
    await user.keyboard('{Enter}');
    await waitFor(() => expect(search(router)).toEqual({ repository: 'default', name: 'c-oldest' }));
  });

  it('stays open and selected when the list is read again', async () => {
    const { user, bridge } = renderApp(open, answers());
    await screen.findByText('Can be restored here');
    const before = bridge.inputs('backups.list').length;
    await user.click(screen.getByRole('button', { name: 'Refresh' }));
    await waitFor(() => expect(bridge.inputs('backups.list').length).toBeGreaterThan(before));
    expect(screen.getByRole('complementary', { name: 'Details of the backup b-middle' })).toBeTruthy();
  });

  it('says why a backup cannot be restored', async () => {
    renderApp(open, {
      ...answers(),
      'backups.detail': backupDetail(threeRows()[1]!, {
        restorable: { ok: false, text: 'Two shards failed' },
      }),
    });
    await screen.findByText('Cannot be restored here');
    expect(screen.getByRole('button', { name: 'Restore…' }).getAttribute('aria-disabled')).toBe('true');
    expect(screen.getAllByText('Two shards failed')).toHaveLength(2);
  });

  it('offers the restore of a backup that only holds another tenant, and says so', async () => {
    renderApp(open, {
      ...answers(),
      'backups.detail': backupDetail(backupRow({ name: 'b-middle' }), {
        indices: [{ index: 'gateway_eu_apis-000001', scope: null, docs: null, bytes: 1, shards: 1 }],
        restorable: { ok: false, text: 'It holds no index of tenant default' },
      }),
    });
    await screen.findByText('Holds other tenants only');
    expect(screen.getByText(/Its indices are those of eu/)).toBeTruthy();
    await enabled('Restore…');
  });

  it('asks before it deletes, and then sends one request', async () => {
    const { user, bridge } = renderApp(open, { ...answers(), 'backups.delete': { operationId: 'op-7' } });
    await user.click(await enabled('Delete…'));
    const dialog = await screen.findByRole('dialog', { name: 'Delete this backup?' });
    for (const fact of ['Production EU', 'b-middle', 'A deleted backup cannot be brought back.'])
      expect(within(dialog).getByText(fact)).toBeTruthy();
    expect(bridge.inputs('backups.delete')).toEqual([]);
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Cancel'));
    pressTwice(within(dialog).getByRole('button', { name: 'Delete backup' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(bridge.inputs('backups.delete')).toEqual([
      { gatewayId: 'gw-1', backups: [{ repository: 'default', name: 'b-middle' }] },
    ]);
  });

  it('keeps the question open with the error when a deletion is refused', async () => {
    const { user } = renderApp(open, {
      ...answers(),
      'backups.delete': refuse(appError('repository-busy', { what: 'default' })),
    });
    await user.click(await enabled('Delete…'));
    await user.click(await screen.findByRole('button', { name: 'Delete backup' }));
    const dialog = await screen.findByRole('dialog');
    expect(await within(dialog).findByText('The repository default is in use.')).toBeTruthy();
  });

  it.each([
    ['never', 'none', 'Never restored'],
    ['success', 'history', 'Success'],
    ['rolled-back', 'history', 'Rolled back'],
    ['failed', 'server', 'Failed'],
    ['unknown', 'history', 'Unknown'],
  ] as const)('tells of restores that are %s, by %s', async (state, source, word) => {
    const operationId = source === 'history' ? 'op-8' : null;
    renderApp(open, {
      ...answers(),
      'restore.status': { ...neverRestored('default', 'b-middle'), state, source, operationId },
    });
    const section = within(await screen.findByRole('region', { name: 'Restores' }));
    expect(await section.findByText(word)).toBeTruthy();
    const link = section.queryByRole('link', { name: 'Show the restore' });
    expect(link?.getAttribute('href') ?? null).toBe(operationId === null ? null : '/g/gw-1/activity/op-8');
  });

  it('says in place that restores could not be read, and keeps the rest', async () => {
    const { bridge, user } = renderApp(open, {
      ...answers(),
      'restore.status': refuse(appError('no-reply')),
    });
    const section = within(await screen.findByRole('region', { name: 'Restores' }));
    await section.findByText(appError('no-reply').title);
    expect(screen.getByText('Can be restored here')).toBeTruthy();
    bridge.answer({ 'restore.status': neverRestored('default', 'b-middle') });
    await user.click(section.getByRole('button', { name: 'Try again' }));
    expect(await section.findByText('Never restored')).toBeTruthy();
  });

  it('offers the restore of a complete backup while its details are on their way, and of no other', async () => {
    const reading = { ...answers(), 'backups.detail': () => pending<BackupDetail>() };
    const first = renderApp(`${PATH}?repository=default&name=a-newest`, reading);
    await enabled('Restore…');
    first.unmount();
    renderApp(open, reading);
    const restore = await screen.findByRole('button', { name: 'Restore…' });
    expect(restore.getAttribute('aria-disabled')).toBe('true');
  });
});
