import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { appError } from '#shared/errors/catalogue.ts';
import type { Operation } from '#shared/model/operation.ts';
import { useEngineEvents } from '../../../renderer/api/hooks.ts';
import { OperationPage } from '../../../renderer/features/activity/index.ts';
import { type Answers, refuse } from '../support/fake-bridge.ts';
import { renderWithApp } from '../support/render.tsx';
import { samplePending } from '../support/samples.ts';
import { backedUp, deleted, opened, restored, restoreResult, restoring, rolledBack } from './samples.ts';

function Page() {
  useEngineEvents();
  return <OperationPage />;
}

const open = (operation: Operation, answers: Answers = {}) =>
  renderWithApp(<Page />, { 'operations.get': operation, ...answers }, `/g/gw-1/activity/${operation.id}`);

describe('a running operation', () => {
  it('shows phases, amounts and unfinished indices first, and follows its events', async () => {
    const { bridge } = open(restoring());
    const shards = await screen.findByRole('progressbar', { name: 'Shards' });
    expect(shards.getAttribute('aria-valuetext')).toBe('83 of 90');
    const rows = within(screen.getByRole('table', { name: 'Indices' })).getAllByRole('row');
    expect(within(rows[1]!).getByText('Copying')).toBeDefined();

    act(() => bridge.push('operation', restoring({ shards: { done: 89, total: 90 } })));
    await waitFor(() => expect(shards.getAttribute('aria-valuetext')).toBe('89 of 90'));
  });

  it('becomes its result in place when it ends', async () => {
    const { bridge } = open(restoring());
    await screen.findByText('Running');
    act(() => bridge.push('operation', restored()));
    await screen.findByText('Restored and verified: 88 of 88 indices, 202,050 documents equal');
    expect(screen.queryByRole('button', { name: 'Cancel restore…' })).toBeNull();
    expect(screen.queryByText('Stop watching')).toBeNull();
  });

  it('asks before it cancels a restore, and names what is incomplete', async () => {
    const { bridge, user } = open(restoring(), { 'operations.cancel': {} });
    await user.click(await screen.findByRole('button', { name: 'Cancel restore…' }));
    expect(bridge.inputs('operations.cancel')).toEqual([]);
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByText('Production EU')).toBeDefined();
    expect(await within(dialog).findByText('default')).toBeDefined();
    expect(within(dialog).getByText(/7 indices are incomplete/)).toBeDefined();
    expect(within(dialog).getByText('gateway_default_audit_auditlogs-000001')).toBeDefined();
    expect(within(dialog).getByText(/The safety backup brings them back/)).toBeDefined();
    await user.click(within(dialog).getByRole('button', { name: 'Let the restore go on' }));
    expect(bridge.inputs('operations.cancel')).toEqual([]);

    await user.click(screen.getByRole('button', { name: 'Cancel restore…' }));
    await user.click(
      within(await screen.findByRole('dialog')).getByRole('button', { name: 'Cancel the restore' }),
    );
    await waitFor(() => expect(bridge.inputs('operations.cancel')).toEqual([{ operationId: 'op-1' }]));
  });

  it('leaves without cancelling', async () => {
    const { bridge, user, router } = open(restoring());
    await user.click(await screen.findByRole('link', { name: 'Stop watching' }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/g/gw-1/overview'));
    expect(bridge.inputs('operations.cancel')).toEqual([]);
  });

  it('has no cancel where none is possible', async () => {
    open(restoring({ cancellable: false }));
    await screen.findByText('This step must run to its end');
    expect(screen.queryByRole('button', { name: 'Cancel restore…' })).toBeNull();
  });

  it('says who can cancel what another process is at work on', async () => {
    open(restoring({ cancellable: false, elsewhere: true }));
    await screen.findByText('Another process of this account is at work on it, and can cancel it');
    expect(screen.queryByRole('button', { name: 'Cancel restore…' })).toBeNull();
  });

  it('has a bar without an end while no total is known', async () => {
    open(restoring({ bytes: null, shards: null }));
    const bar = await screen.findByRole('progressbar', { name: 'Data' });
    expect(bar.getAttribute('aria-valuenow')).toBeNull();
  });
});

describe('an operation that ended', () => {
  it('shows what was verified and leads to the restart', async () => {
    open(restored(), { 'restart.pending': samplePending({ operationId: 'op-1' }) });
    const table = await screen.findByRole('table', { name: 'What was verified' });
    expect(within(table).getAllByText('178,487')).toHaveLength(2);
    expect(within(table).getByText('One write index each')).toBeDefined();
    const link = await screen.findByRole('link', { name: 'Restart the gateway' });
    expect(link.getAttribute('href')).toContain('/g/gw-1/restart');
  });

  it('claims no equal counts where they are unknown or differ', async () => {
    const scopes = restoreResult().scopes.map((scope) => ({
      ...scope,
      docsExpected: null,
      verdict: 'unknown' as const,
    }));
    const first = open(restored({ result: restoreResult({ scopes, docs: null }) }));
    await screen.findByText(/document counts unknown/);
    expect(screen.queryByText(/documents equal/)).toBeNull();
    first.unmount();
    const different = restoreResult().scopes.map((scope) => ({
      ...scope,
      docsFound: 1,
      verdict: 'different' as const,
    }));
    open(
      restored({
        status: 'warning',
        error: appError('counts-differ'),
        result: restoreResult({ scopes: different }),
      }),
    );
    await screen.findByText(/with other document counts than the backup/);
  });

  it('explains a failure and asks for no restart after a rollback', async () => {
    open(rolledBack());
    const alert = await screen.findByRole('alert');
    expect(within(alert).getByText('The restore failed and was undone.')).toBeDefined();
    expect(within(alert).getByText('The safety backup brought the former data back.')).toBeDefined();
    expect(within(alert).getByRole('button', { name: 'Raw reason' })).toBeDefined();
    expect(screen.queryByText(/Restart the gateway/)).toBeNull();
  });

  it('names indices that could not be brought back', async () => {
    open(
      restored({
        status: 'failed',
        error: appError('rollback-failed'),
        result: restoreResult({ outcome: 'incomplete', leftOver: ['gateway_default_apis-000001'] }),
      }),
    );
    await screen.findByText(/1 index could not be brought back/);
  });

  it('asks for no restart after a restore that the gateway does not use', async () => {
    open(restored());
    await screen.findByRole('table', { name: 'What was verified' });
    expect(screen.queryByText(/Restart the gateway/)).toBeNull();
  });

  it('tells of a deletion what is gone, and of the rest why it is not', async () => {
    open(deleted());
    await screen.findByText('2 backups deleted');
    expect(screen.getByText('a-first in default')).toBeDefined();
    expect(screen.getByText('1 backup was not deleted')).toBeDefined();
    expect(screen.getByText('c-third')).toBeDefined();
    // The reason stands beside its backup, and nowhere a second time.
    expect(screen.getAllByText(appError('repository-busy', { what: 'assets' }).title)).toHaveLength(1);
  });

  it('names the indices that were opened, and those that need more than that', async () => {
    open(opened());
    await screen.findByText('1 index opened, every primary started');
    const alert = screen.getByRole('alert');
    expect(within(alert).getByText('1 index is not usable')).toBeDefined();
    expect(within(alert).getByText('gateway_default_log-000001')).toBeDefined();
  });

  it('offers to open what a failed restore may have left closed, and asks first', async () => {
    const left = restoreResult({ outcome: 'incomplete', leftOver: ['gateway_default_apis-000001'] });
    const { bridge, user, router } = open(
      restored({ status: 'failed', error: appError('rollback-failed'), result: left }),
      { 'indices.openAll': { operationId: 'op-9' } },
    );
    await user.click(await screen.findByRole('button', { name: 'Open all indices…' }));
    const dialog = await screen.findByRole('dialog', { name: 'Open all indices of default?' });
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Cancel'));
    expect(bridge.inputs('indices.openAll')).toEqual([]);
    const confirm = within(dialog).getByRole('button', { name: 'Open all indices' });
    act(() => {
      confirm.click();
      confirm.click();
    });
    await waitFor(() => expect(router.state.location.pathname).toBe('/g/gw-1/activity/op-9'));
    expect(bridge.inputs('indices.openAll')).toEqual([{ gatewayId: 'gw-1' }]);
  });

  it('shows the facts of a backup and the way to it', async () => {
    open(backedUp());
    const link = await screen.findByRole('link', { name: 'Show the backup' });
    expect(link.getAttribute('href')).toContain('/g/gw-1/backups?repository=nightly&name=default-2026-11-24');
    expect(screen.getByText('91 of 91')).toBeDefined();
    expect(screen.getByText('203,100')).toBeDefined();
  });

  it.each([
    ['interrupted', 'The restore was interrupted'],
    ['cancelled', 'The restore was cancelled'],
    ['unknown', 'It is not known how the restore ended'],
  ] as const)('says truly that it is %s', async (status, title) => {
    open(restoring({ status, cancellable: false }));
    await screen.findByText(title);
    expect(screen.queryByText(/documents equal/)).toBeNull();
    // The clock stands where it was last heard of, and nothing looks as if it still ran.
    expect(screen.getByText('31 s')).toBeDefined();
    expect(screen.queryByText('Copying')).toBeNull();
    expect(screen.queryByRole('progressbar', { name: 'Shards' })).toBeNull();
  });
});

it('explains an operation that is not known', async () => {
  open(restoring(), { 'operations.get': refuse(appError('operation-missing')) });
  await screen.findByText('This operation is not known.');
});
