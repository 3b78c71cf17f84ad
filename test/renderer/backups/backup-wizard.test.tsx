import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { appError } from '#shared/errors/catalogue.ts';
import type { NewBackup } from '#shared/model/backup.ts';
import type { PlannedCall } from '#shared/model/planned-call.ts';
import { refuse } from '../support/fake-bridge.ts';
import { renderApp } from '../support/render.tsx';
import { sampleGateway, sampleJournal } from '../support/samples.ts';
import { backupChoices, repositoryList } from './answers.ts';
import { pressTwice } from './press.ts';

const PATH = '/g/gw-1/backups/new';
const answers = () => ({
  'backups.choices': backupChoices(),
  'repositories.list': repositoryList(),
  'backups.checkName': ({ name }: { name: string }) => ({ free: name !== 'taken', error: null }),
  'backups.calls': ({ backup }: { backup: Pick<NewBackup, 'repository' | 'name'> }): PlannedCall[] => [
    {
      phase: 'copy',
      method: 'PUT',
      path: `/_snapshot/${backup.repository}/${backup.name}`,
      body: JSON.stringify({ indices: 'all' }),
      ifNeeded: false,
    },
  ],
  'backups.create': { operationId: 'op-5' },
});
const button = (name: string) => screen.getByRole('button', { name });
const off = (name: string): boolean => button(name).getAttribute('aria-disabled') === 'true';
const next = async (name: string) => {
  await waitFor(() => expect(off(name)).toBe(false));
  return button(name);
};

describe('the backup wizard', () => {
  it('makes one request of exactly the right content with the defaults', async () => {
    const { user, bridge, router } = renderApp(PATH, answers());
    await screen.findByText('What should be saved?');
    await user.click(await next('Next: Where'));
    await screen.findByText('Where should it be kept?');
    await user.click(await next('Next: Name and review'));
    await user.type(await screen.findByLabelText('Reason'), 'Before change 4711');
    pressTwice(await next('Start backup'));
    await waitFor(() => expect(router.state.location.pathname).toBe('/g/gw-1/activity/op-5'));
    expect(bridge.inputs('backups.create')).toEqual([
      {
        gatewayId: 'gw-1',
        backup: {
          repository: 'default',
          name: 'default-2026-november-24-7-2-11-482000000',
          selection: { kind: 'everything' },
          reason: 'Before change 4711',
          quiesce: false,
        },
      },
    ]);
  });

  it('cannot go on when nothing is selected, and says so', async () => {
    const { user } = renderApp(PATH, answers());
    const assets = await screen.findByRole('checkbox', { name: /Assets/ });
    await user.click(assets);
    expect(off('Next: Where')).toBe(false);
    await user.click(assets);
    expect(off('Next: Where')).toBe(true);
    expect(screen.getAllByText('Nothing is selected').length).toBeGreaterThan(0);
  });

  it('keeps everything on the way back, with the step in the address', async () => {
    const { user, router } = renderApp(PATH, answers());
    await user.click(await screen.findByRole('checkbox', { name: /Audit/ }));
    await user.click(await next('Next: Where'));
    await user.click(await next('Next: Name and review'));
    await waitFor(() => expect(router.state.location.search).toEqual({ step: 'review' }));
    const name = await screen.findByLabelText('Name');
    await user.clear(name);
    await user.type(name, 'audit-q4');
    await user.click(button('Back'));
    await user.click(button('Back'));
    const audit = await screen.findByRole<HTMLInputElement>('checkbox', { name: /Audit/ });
    expect(audit.checked).toBe(true);
    await user.click(await next('Next: Where'));
    await user.click(await next('Next: Name and review'));
    expect((await screen.findByLabelText<HTMLInputElement>('Name')).value).toBe('audit-q4');
  });

  it('refuses a wrong name at once and a taken one after asking', async () => {
    const { user, bridge } = renderApp(`${PATH}?step=review`, answers());
    const name = await screen.findByLabelText('Name');
    await user.clear(name);
    await user.type(name, 'Nightly');
    expect(screen.getByText('The name cannot be used: it contains a capital letter.')).toBeTruthy();
    expect(off('Start backup')).toBe(true);
    await user.clear(name);
    await user.type(name, 'taken');
    expect(await screen.findByText(/A backup named taken already exists in default\./)).toBeTruthy();
    expect(off('Start backup')).toBe(true);
    await user.click(button('Start backup'));
    expect(bridge.inputs('backups.create')).toEqual([]);
    expect(bridge.inputs('backups.checkName').map((input) => input.name)).not.toContain('Nightly');
  });

  it('goes on with Enter, but does not start a backup with it', async () => {
    const { user, bridge, router } = renderApp(PATH, answers());
    (await screen.findByRole('radio', { name: /Everything/ })).focus();
    await next('Next: Where');
    await user.keyboard('{Enter}');
    await waitFor(() => expect(router.state.location.search).toEqual({ step: 'where' }));
    await user.click(await next('Next: Name and review'));
    const name = await screen.findByLabelText('Name');
    await next('Start backup');
    await user.type(name, '{Enter}');
    expect(bridge.inputs('backups.create')).toEqual([]);
  });

  it('picks indices one by one, also unclear ones', async () => {
    const { user, bridge } = renderApp(PATH, answers());
    await user.click(await screen.findByRole('button', { name: 'Choose…' }));
    const dialog = await screen.findByRole('dialog', { name: 'Choose indices' });
    await user.click(within(dialog).getByRole('button', { name: 'Choose all shown' }));
    expect(within(dialog).getByText('3 chosen')).toBeTruthy();
    await user.click(within(dialog).getByRole('checkbox', { name: 'gateway_default_policy' }));
    await user.click(within(dialog).getByRole('checkbox', { name: 'gateway_default_oddity' }));
    await user.click(within(dialog).getByRole('button', { name: 'Take 3 indices' }));
    await user.click(await next('Next: Where'));
    await user.click(await next('Next: Name and review'));
    await user.click(await next('Start backup'));
    await waitFor(() => expect(bridge.inputs('backups.create')).toHaveLength(1));
    expect(bridge.inputs('backups.create')[0]?.backup.selection).toEqual({
      kind: 'indices',
      indices: ['gateway_default_apis', 'gateway_default_audit_auditlogs', 'gateway_default_oddity'],
    });
  });

  it('keeps a refused start in place with its fix', async () => {
    const { user, router } = renderApp(`${PATH}?step=review`, {
      ...answers(),
      'backups.create': refuse(appError('store-busy', { what: 'Production EU' })),
    });
    await screen.findByLabelText('Name');
    await user.click(await next('Start backup'));
    expect(await screen.findByText(appError('store-busy', { what: 'Production EU' }).title)).toBeTruthy();
    expect(router.state.location.pathname).toBe(PATH);
    expect(off('Start backup')).toBe(false);
  });

  it('quiesces the nodes when that was ticked', async () => {
    const { user, bridge } = renderApp(`${PATH}?step=review`, answers());
    const quiesce = await screen.findByRole('switch', { name: 'Quiesce the nodes while it runs' });
    await waitFor(() => expect((quiesce as HTMLInputElement).disabled).toBe(false));
    expect((quiesce as HTMLInputElement).checked).toBe(false);
    await user.click(quiesce);
    await user.click(await next('Start backup'));
    await waitFor(() => expect(bridge.inputs('backups.create')[0]?.backup.quiesce).toBe(true));
  });

  it('says why the nodes cannot be quiesced', async () => {
    const text = 'API Gateway 10.5 cannot be quiesced; 10.7 and later can.';
    renderApp(`${PATH}?step=review`, {
      ...answers(),
      'backups.choices': { ...backupChoices(), quiesce: { possible: false, text } },
    });
    expect(await screen.findByText(text)).toBeTruthy();
    const quiesce = screen.getByRole<HTMLInputElement>('switch', { name: 'Quiesce the nodes while it runs' });
    expect(quiesce.disabled).toBe(true);
  });

  it('says what is not included', async () => {
    renderApp(`${PATH}?step=review`, answers());
    expect(await screen.findByText(/mpw\.dat/)).toBeTruthy();
  });

  it('shows the calls that the engine will send, as they will be for what is chosen', async () => {
    const { user, bridge } = renderApp(`${PATH}?step=review`, answers());
    const unfold = async (): Promise<HTMLElement> => {
      await user.click(await screen.findByRole('button', { name: '1 change' }));
      return screen.findByRole('region', { name: 'API calls that will be sent' });
    };
    expect((await unfold()).textContent).toBe(
      '# Copy\nPUT /_snapshot/default/default-2026-november-24-7-2-11-482000000\n{ "indices": "all" }',
    );
    const name = screen.getByLabelText('Name');
    await user.clear(name);
    await user.type(name, 'Not possible');
    expect(screen.getByText('They are shown once the backup has a name that can be used.')).toBeTruthy();
    expect(bridge.inputs('backups.calls').map(({ backup }) => backup.name)).not.toContain('Not possible');
    await user.clear(name);
    await user.click(name);
    await user.paste('before-4711');
    const calls = await unfold();
    await waitFor(() => expect(calls.textContent).toContain('/_snapshot/default/before-4711'));
    const asked = bridge.inputs('backups.calls').length;
    await user.type(screen.getByLabelText('Reason'), 'Change');
    expect(bridge.inputs('backups.calls')).toHaveLength(asked);
  });

  it.each([
    [3, 'only what no backup there holds yet'],
    [0, 'all of it: no backup is there yet'],
    [null, 'not known: what is there could not be read'],
  ])('says how much of it is copied where there are %s backups', async (backups, text) => {
    const held = [{ repository: 'default', backups }];
    renderApp(PATH, { ...answers(), 'backups.choices': { ...backupChoices(), held } });
    expect(await screen.findByText(text)).toBeTruthy();
  });

  it('starts nothing while a restore of the gateway is unsettled', async () => {
    renderApp(PATH, { ...answers(), 'journals.list': [sampleJournal()] });
    expect(
      (await screen.findAllByText('A restore did not end: settle it first in the message at the top')).length,
    ).toBeGreaterThan(0);
    expect(off('Next: Where')).toBe(true);
  });

  it('says what to do where the tenant has no index at all', async () => {
    renderApp(PATH, { ...answers(), 'backups.choices': { ...backupChoices(), scopes: [], unclear: [] } });
    expect(await screen.findByText('Tenant default has no index on this data store')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Edit the gateway' }).getAttribute('href')).toBe(
      '/gateways/gw-1/edit',
    );
    expect(screen.queryByRole('radio')).toBeNull();
    expect(off('Next: Where')).toBe(true);
  });

  it('shows the command that does the same, as its reason is typed', async () => {
    const { user } = renderApp(`${PATH}?step=review`, answers());
    const command = await screen.findByRole('region', { name: 'Command that does the same' });
    await user.type(screen.getByLabelText('Reason'), 'Change 4711 ');
    expect(command.textContent).toBe(
      "gateway-vault backup create '--gateway=Production EU' --name=default-2026-november-24-7-2-11-482000000 " +
        "--repository=default '--reason=Change 4711'",
    );
  });

  it('says why no command does the same', async () => {
    const { user } = renderApp(`${PATH}?step=review`, answers());
    await user.click(await screen.findByRole('switch', { name: 'Quiesce the nodes while it runs' }));
    expect(await screen.findByText('None: the command line does not quiesce nodes.')).toBeTruthy();
    expect(screen.queryByRole('region', { name: 'Command that does the same' })).toBeNull();
  });

  it('cannot start anything on a read-only gateway', async () => {
    renderApp(PATH, { ...answers(), 'gateways.list': [sampleGateway({ readOnly: true })] });
    expect(await screen.findByText(/no backup can be started/i)).toBeTruthy();
    expect(off('Next: Where')).toBe(true);
  });
});

describe('where a backup goes', () => {
  it('shows why the default is refused and registers another folder, with errors in place', async () => {
    const refused = appError('cluster-needs-shared-folder', { detail: '3' });
    const folder = appError('repository-folder-refused', { what: '/srv/x', detail: '/mnt/backups' });
    const { user, bridge } = renderApp(`${PATH}?step=where`, {
      ...answers(),
      'repositories.list': repositoryList({
        repositories: [],
        defaultExists: false,
        defaultRefused: refused,
      }),
      'repositories.register': refuse(folder),
    });
    expect((await screen.findAllByText(refused.title)).length).toBeGreaterThan(0);
    expect(screen.getByText(refused.next)).toBeTruthy();
    expect(screen.getByText('No repository is chosen', { selector: 'div' })).toBeTruthy();
    expect(off('Next: Name and review')).toBe(true);

    await user.click(button('Another folder…'));
    const dialog = await screen.findByRole('dialog', { name: 'New repository' });
    await user.type(within(dialog).getByLabelText('Name'), 'nightly');
    const field = within(dialog).getByRole('textbox', { name: 'Folder' });
    await user.clear(field);
    await user.type(field, '/srv/x');
    await user.click(within(dialog).getByRole('button', { name: 'Register and verify' }));
    expect(await within(dialog).findByText(folder.title)).toBeTruthy();

    bridge.answer({
      'repositories.register': { repository: 'nightly', ok: true, nodes: [], error: null },
      'repositories.list': repositoryList({
        repositories: [{ name: 'nightly', type: 'fs', location: '/srv/x', readOnly: false, safety: false }],
        defaultExists: false,
        defaultRefused: refused,
      }),
    });
    await user.click(within(dialog).getByRole('button', { name: 'Register and verify' }));
    const nightly = await screen.findByRole<HTMLInputElement>('radio', { name: /nightly/ });
    await waitFor(() => expect(nightly.checked).toBe(true));
    expect(off('Next: Name and review')).toBe(false);
    expect(bridge.inputs('repositories.register')).toEqual([
      { gatewayId: 'gw-1', name: 'nightly', place: { kind: 'fs', location: '/srv/x' } },
      { gatewayId: 'gw-1', name: 'nightly', place: { kind: 'fs', location: '/srv/x' } },
    ]);
  });
});
