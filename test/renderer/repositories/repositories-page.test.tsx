import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { gate } from '#lab/gate.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { RepositoryReading } from '#shared/model/backup.ts';
import type { Repository, RepositoryList } from '#shared/model/repository.ts';
import { type Answers, refuse } from '../support/fake-bridge.ts';
import { renderApp } from '../support/render.tsx';
import { sampleEnded, sampleGateway } from '../support/samples.ts';

const repository = (name: string, changes: Partial<Repository> = {}): Repository => ({
  name,
  type: 'fs',
  location: `/mnt/apigw-backup/${name}`,
  readOnly: false,
  safety: false,
  ...changes,
});
const list = (repositories: Repository[], changes: Partial<RepositoryList> = {}): RepositoryList => ({
  repositories,
  defaultName: 'default',
  defaultExists: true,
  defaultRefused: null,
  allowedFolders: ['/mnt/apigw-backup'],
  ...changes,
});
const reading = (name: string, changes: Partial<RepositoryReading> = {}): RepositoryReading => ({
  repository: name,
  backups: 64,
  detailed: 64,
  unreadable: 0,
  error: null,
  ...changes,
});
const THREE = [
  repository('default'),
  repository('s3-archive', { type: 's3', location: 'apigw-backup-eu/prod', readOnly: true }),
  repository('gateway-vault-safety-default', { safety: true }),
];

function open(answers: Answers = {}) {
  const readings = [
    reading('default'),
    reading('s3-archive', {
      backups: 0,
      detailed: 0,
      error: appError('repository-unreadable', { what: 's3-archive' }),
    }),
    reading('gateway-vault-safety-default', { backups: 2, detailed: 2, unreadable: 1 }),
  ];
  return renderApp('/g/gw-1/repositories', {
    'repositories.list': list(THREE),
    'backups.list': { rows: [], readings, readAt: Date.now() },
    ...answers,
  });
}

async function rowOf(name: string) {
  const cell = await screen.findByRole('button', { name: `Actions of ${name}` });
  return within(cell.closest('tr')!);
}

async function choose(opened: ReturnType<typeof open>, name: string, action: RegExp): Promise<void> {
  await opened.user.click((await rowOf(name)).getByRole('button', { name: `Actions of ${name}` }));
  await opened.user.click(await screen.findByRole('menuitem', { name: action }));
}

describe('the repositories', () => {
  it('fit into the smallest window, with what can be done with each in reach', async () => {
    // What the rail of 52 px leaves of 1024.
    const sized = vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(972);
    open();
    const first = await rowOf('default');
    const table = screen.getByRole('table', { name: 'Repositories' });
    const heads = within(table).getAllByRole('columnheader');
    expect(heads.map((head) => head.textContent)).toEqual([
      'Name',
      'Location',
      'Health',
      'Backups',
      'Actions',
    ]);
    expect(parseFloat(table.style.minWidth)).toBeLessThanOrEqual(972);
    const actions = first.getByRole('button', { name: 'Actions of default' }).closest('td');
    expect(actions?.className).toMatch(/pinned/);
    sized.mockRestore();
  });

  it('are listed with what they are, whether they can be read, and how many backups they hold', async () => {
    open();
    const first = await rowOf('default');
    expect(first.getByText('Folder')).toBeDefined();
    expect(first.getByText('Writable')).toBeDefined();
    expect(await first.findByText('Readable')).toBeDefined();
    expect(first.getByText('64')).toBeDefined();
    const s3 = await rowOf('s3-archive');
    expect(s3.getByText('Amazon S3')).toBeDefined();
    expect(s3.getByText('Read-only')).toBeDefined();
    expect(s3.getByText('Cannot be read')).toBeDefined();
    const safety = await rowOf('gateway-vault-safety-default');
    expect(safety.getByText('Safety backups')).toBeDefined();
    expect(safety.getByText('1 unreadable')).toBeDefined();
  });

  it('are verified one after another, and a failure is told node by node', async () => {
    const opened = open({
      'repositories.verify': ({ name }) => ({
        repository: name,
        ok: name === 'default',
        nodes: [
          { name: 'node-a', ok: true },
          { name: 'node-b', ok: name === 'default' },
        ],
        error: name === 'default' ? null : appError('repository-not-shared', { what: name, detail: 'x' }),
      }),
    });
    await rowOf('default');
    await opened.user.click(screen.getByRole('button', { name: 'Verify all' }));
    expect(await (await rowOf('default')).findByText('2 of 2 verified')).toBeDefined();
    expect(await (await rowOf('s3-archive')).findByText('Failed')).toBeDefined();
    expect(opened.bridge.inputs('repositories.verify').map(({ name }) => name)).toEqual(
      THREE.map(({ name }) => name),
    );
    expect(screen.getByText(/^s3-archive is not reached by every node/)).toBeDefined();
    expect(screen.getAllByText('does not reach it')).toHaveLength(2);
    await opened.user.click(screen.getAllByRole('button', { name: 'Hide the result' })[0]!);
    expect(screen.queryByText(/^s3-archive is not reached by every node/)).toBeNull();
  });

  it('keep what a verification has shown and when, until it is made again', async () => {
    const opened = open({
      'repositories.verify': ({ name }) => ({
        repository: name,
        ok: false,
        nodes: [{ name: 'node-a', ok: false }],
        error: appError('repository-not-shared', { what: name, detail: 'x' }),
      }),
    });
    await choose(opened, 'default', /Verify node by node/);
    await screen.findByText(/^default is not reached by every node/);
    await opened.router.navigate({ to: '/settings' });
    await screen.findByRole('heading', { name: 'Settings' });
    act(() => opened.bridge.push('operation', sampleEnded('op-1', 60_000, 1_000)));
    await opened.router.navigate({ to: '/g/$gatewayId/repositories', params: { gatewayId: 'gw-1' } });
    expect(await screen.findByText(/^default is not reached by every node/)).toBeDefined();
    expect(screen.getByText(/The verification ended \d/)).toBeDefined();
    expect(opened.bridge.inputs('repositories.verify')).toHaveLength(1);
  });

  it('are not verified any more after the page was left', async () => {
    const first = gate();
    const opened = open({
      'repositories.verify': async ({ name }) => {
        await first.opened;
        return { repository: name, ok: true, nodes: [{ name: 'node-a', ok: true }], error: null };
      },
    });
    await rowOf('default');
    await opened.user.click(screen.getByRole('button', { name: 'Verify all' }));
    await (await rowOf('default')).findByText('Being verified');
    const params = { gatewayId: 'gw-1' };
    await opened.router.navigate({ to: '/settings' });
    await screen.findByRole('heading', { name: 'Settings' });
    act(() => first.open());
    await opened.router.navigate({ to: '/g/$gatewayId/repositories', params });
    expect(await (await rowOf('default')).findByText('1 of 1 verified')).toBeDefined();
    expect(opened.bridge.inputs('repositories.verify').map(({ name }) => name)).toEqual(['default']);
  });

  it('are made read-only and writable after a question, and the result is told', async () => {
    const opened = open({
      'repositories.setReadOnly': ({ name, readOnly }) => repository(name, { readOnly }),
    });
    const answer = async (button: string) => {
      const dialog = within(await screen.findByRole('dialog'));
      expect(dialog.getByText('Production EU')).toBeDefined();
      await opened.user.click(dialog.getByRole('button', { name: button }));
    };
    await choose(opened, 'default', /Make read-only/);
    await answer('Make read-only');
    expect((await screen.findByRole('alert')).textContent).toBe('default is read-only');
    await choose(opened, 's3-archive', /Make writable/);
    expect(screen.getByText(/Only one data store may write to a place/)).toBeDefined();
    expect(opened.bridge.inputs('repositories.setReadOnly')).toHaveLength(1);
    await answer('Make writable');
    expect(await screen.findByText('s3-archive can be written to')).toBeDefined();
    expect(opened.bridge.inputs('repositories.setReadOnly')).toEqual([
      { gatewayId: 'gw-1', name: 'default', readOnly: true },
      { gatewayId: 'gw-1', name: 's3-archive', readOnly: false },
    ]);
  });

  it('stay as they are where that is refused, and the question says why', async () => {
    const opened = open({
      'repositories.setReadOnly': refuse(appError('repository-busy', { what: 's3-archive' })),
    });
    await choose(opened, 's3-archive', /Make writable/);
    const dialog = within(await screen.findByRole('dialog'));
    await opened.user.click(dialog.getByRole('button', { name: 'Make writable' }));
    expect(await dialog.findByText('The repository s3-archive is in use.')).toBeDefined();
  });

  it('are removed after a question that says what stays', async () => {
    const opened = open({ 'repositories.remove': {} });
    await choose(opened, 'gateway-vault-safety-default', /Remove/);
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText(/Its files stay where they are/)).toBeDefined();
    expect(dialog.getByText(/the way back of the last restores/)).toBeDefined();
    for (const fact of ['Production EU', 'default', 'gateway-vault-safety-default', '2'])
      expect(dialog.getByText(fact)).toBeDefined();
    expect(opened.bridge.inputs('repositories.remove')).toEqual([]);
    await opened.user.click(dialog.getByRole('button', { name: 'Remove repository' }));
    expect(opened.bridge.inputs('repositories.remove')).toEqual([
      { gatewayId: 'gw-1', name: 'gateway-vault-safety-default' },
    ]);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('are cleaned up, and the result or the refusal is told', async () => {
    const opened = open({ 'repositories.cleanUp': { freedBytes: 1_500_000, freedFiles: 3 } });
    await choose(opened, 'default', /Clean up/);
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText('Production EU')).toBeDefined();
    expect(dialog.getByText('Tenant')).toBeDefined();
    await opened.user.click(dialog.getByRole('button', { name: 'Clean up' }));
    expect(await screen.findByText('default: 1.4 MB freed in 3 files')).toBeDefined();
    opened.bridge.answer({
      'repositories.cleanUp': refuse(appError('cleanup-unsupported', { what: '5.6.4' })),
    });
    await choose(opened, 'default', /Clean up/);
    await opened.user.click(
      within(await screen.findByRole('dialog')).getByRole('button', { name: 'Clean up' }),
    );
    expect(await screen.findByText('Elasticsearch 5.6.4 cannot clean up a repository.')).toBeDefined();
  });

  it('of a read-only gateway are only looked at', async () => {
    const opened = open({ 'gateways.list': [sampleGateway({ readOnly: true })] });
    await choose(opened, 'default', /Remove.*This gateway is read-only/);
    await choose(opened, 's3-archive', /Clean up.*This gateway is read-only/);
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(screen.getByRole('button', { name: 'Add repository' }).getAttribute('aria-disabled')).toBe('true');
  });

  it('are added; where there is none, the page says what the first backup does', async () => {
    const opened = open({ 'repositories.list': list([], { defaultExists: false }) });
    expect(await screen.findByText('No repository yet')).toBeDefined();
    expect(screen.getByText(/registers the folder default/)).toBeDefined();
    await opened.user.click(screen.getByRole('button', { name: 'Add repository' }));
    expect(await screen.findByRole('dialog', { name: 'New repository' })).toBeDefined();
  });

  it('that cannot be read are told of, with a way to try again', async () => {
    open({
      'repositories.list': refuse(appError('connection-refused', { where: 'http://apigw-eu-a:9240' })),
    });
    expect(await screen.findByRole('button', { name: 'Try again' })).toBeDefined();
  });
});
