import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { appError } from '#shared/errors/catalogue.ts';
import { refuse } from '../support/fake-bridge.ts';
import { renderApp } from '../support/render.tsx';
import { sampleGateway, sampleJournal } from '../support/samples.ts';

const open = (answers: Parameters<typeof renderApp>[1] = {}) =>
  renderApp('/gateways', { 'journals.list': [sampleJournal()], ...answers });
const callout = async () => within(await screen.findByRole('alert'));

describe('the message of an open journal', () => {
  it('names what stands where, on every page of the gateway', async () => {
    open();
    const text = (await screen.findByRole('alert')).textContent;
    expect(text).toContain('The restore of default-2026-november-21-2-0-0-131000000 did not end.');
    expect(text).toContain('gateway_default_apis_20260301');
    expect(text).toContain('safety-2026-11-24');
  });

  it.each([
    ['Continue…', 'Continue the restore', 'continue'],
    ['Roll back…', 'Roll back', 'roll-back'],
    ['Close by hand…', 'Close the journal', 'close-by-hand'],
  ] as const)('%s asks first, then does it', async (button, confirm, action) => {
    const { user, bridge, router } = open({ 'journals.resolve': { operationId: 'op-7' } });
    await user.click((await callout()).getByRole('button', { name: button }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText('Gateway Production EU, tenant default.')).toBeTruthy();
    expect(bridge.inputs('journals.resolve')).toEqual([]);
    await user.click(dialog.getByRole('button', { name: confirm }));
    expect(bridge.inputs('journals.resolve')).toEqual([{ journalId: 'journal-1', action }]);
    await waitFor(() => expect(router.state.location.pathname).toBe('/g/gw-1/activity/op-7'));
  });

  it('does nothing on Cancel, which has the focus', async () => {
    const { user, bridge } = open();
    await user.click((await callout()).getByRole('button', { name: 'Roll back…' }));
    const dialog = within(await screen.findByRole('dialog'));
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Cancel'));
    await user.click(dialog.getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(bridge.inputs('journals.resolve')).toEqual([]);
  });

  it('says that closing by hand releases what was set for the time of the restore', async () => {
    const { user } = open();
    await user.click((await callout()).getByRole('button', { name: 'Close by hand…' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText(/the lifted speed limit and the quiesce mode of the nodes/)).toBeTruthy();
    expect(dialog.getByText('2 indices stay closed until somebody opens them.')).toBeTruthy();
  });

  it('offers only what is possible', async () => {
    open({ 'journals.list': [sampleJournal({ canContinue: false, canRollBack: false })] });
    const ways = (await callout()).getAllByRole('button', { name: /…$/ });
    expect(ways.map((button) => button.textContent)).toEqual(['Close by hand…']);
  });

  it('keeps the error when it could not be settled', async () => {
    const { user } = open({ 'journals.resolve': refuse(appError('rollback-failed')) });
    await user.click((await callout()).getByRole('button', { name: 'Roll back…' }));
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Roll back' }));
    const title = appError('rollback-failed').title;
    expect(await screen.findByText(title)).toBeTruthy();
  });

  it('is silent about a journal that is worked on, and about other gateways', async () => {
    open({
      'gateways.list': [sampleGateway()],
      'journals.list': [sampleJournal({ active: true }), sampleJournal({ id: 'j-2', gatewayId: 'gw-2' })],
    });
    await screen.findByRole('table', { name: 'Gateways' });
    expect(screen.queryByRole('alert')).toBeNull();
  });
});
