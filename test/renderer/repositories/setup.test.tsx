import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { appError } from '#shared/errors/catalogue.ts';
import type { SetupChecklist, SetupStep } from '#shared/model/setup.ts';
import { type Answers, refuse } from '../support/fake-bridge.ts';
import { renderApp } from '../support/render.tsx';
import { sampleGateway } from '../support/samples.ts';

const step = (id: SetupStep['id'], changes: Partial<SetupStep> = {}): SetupStep => ({
  id,
  nodes: [
    { name: 'node-a', state: 'done', detail: 'Allowed', where: 'this computer', canDo: false },
    { name: 'node-b', state: 'open', detail: 'Not in path.repo', where: '', canDo: false },
  ],
  byHand: null,
  whyNot: '',
  ...changes,
});
const list = (steps: SetupStep[], ready = false): SetupChecklist => ({
  steps,
  problems: [],
  ready,
  readAt: Date.now(),
});
const OPEN = list([
  step('path-repo', {
    nodes: [
      { name: 'node-a', state: 'open', detail: 'Not in path.repo', where: 'this computer', canDo: true },
      { name: 'node-b', state: 'open', detail: 'Not in path.repo', where: '', canDo: false },
    ],
    byHand: { where: 'On node-b, in /es/config/elasticsearch.yml', lines: ["path.repo: ['/mnt/new']"] },
  }),
  step('restart', {
    nodes: [
      {
        name: 'node-a',
        state: 'due',
        detail: 'Its files are newer than it is',
        where: 'this computer',
        canDo: false,
      },
      { name: 'node-b', state: 'waiting', detail: 'After step 1', where: '', canDo: false },
    ],
  }),
]);
const PRINT = 'ab'.repeat(32);
const CHANGE = {
  node: 'node-a',
  file: 'InternalDataStore/config/elasticsearch.yml',
  diff: [
    { kind: 'same' as const, line: 4, text: 'http.port: 9240' },
    { kind: 'removed' as const, line: 5, text: "path.repo: ['/old']" },
    { kind: 'added' as const, line: 5, text: "path.repo: ['/old', '/mnt/new']" },
  ],
  fingerprint: PRINT,
};

async function open(answers: Answers = {}) {
  const opened = renderApp('/g/gw-1/repositories', {
    'repositories.list': {
      repositories: [],
      defaultName: 'default',
      defaultExists: false,
      defaultRefused: appError('repository-no-folder'),
      allowedFolders: [],
    },
    'backups.list': { rows: [], readings: [], readAt: Date.now() },
    'setup.check': OPEN,
    'setup.planPathRepo': CHANGE,
    ...answers,
  });
  await opened.user.click(await screen.findByRole('button', { name: 'Set-up' }));
  const check = async (folder: string): Promise<void> => {
    const field = screen.getByLabelText('Folder on every node');
    await opened.user.clear(field);
    await opened.user.type(field, folder);
    await opened.user.click(screen.getByRole('button', { name: 'Check' }));
  };
  return { ...opened, check };
}
const rowOf = (name: RegExp) => within(screen.getByRole('rowheader', { name }).closest('tr')!);

describe('the set-up checklist', () => {
  it('says of every step on every node how it stands, and how it is done by hand', async () => {
    const { check, bridge, user } = await open();
    await check('/mnt/new');
    expect(await screen.findByRole('columnheader', { name: /^node-b/ })).toBeDefined();
    expect(bridge.inputs('setup.check')).toEqual([
      { gatewayId: 'gw-1', place: { kind: 'folder', folder: '/mnt/new' } },
    ]);
    expect(rowOf(/1\. Folder allowed/).getAllByText('Not in path.repo')).toHaveLength(2);
    expect(rowOf(/2\. Restart of the data store/).getByText('Due')).toBeDefined();
    expect(screen.getByText(/starts its data store itself/)).toBeDefined();
    expect(screen.getByRole('link', { name: 'Restart the gateway…' }).getAttribute('href')).toContain(
      '/restart',
    );
    await user.click(screen.getByRole('button', { name: 'By hand…' }));
    expect(screen.getByText("path.repo: ['/mnt/new']")).toBeDefined();
    expect(screen.getByText('On node-b, in /es/config/elasticsearch.yml')).toBeDefined();
  });

  it('asks nothing for a folder that is no whole path', async () => {
    const { check, bridge } = await open();
    await check('relative');
    expect(screen.getByText(/^A whole path such as/)).toBeDefined();
    expect(bridge.inputs('setup.check')).toEqual([]);
  });

  it('changes elasticsearch.yml only after the change was shown and confirmed, and checks again', async () => {
    const { check, bridge, user } = await open({
      'setup.changePathRepo': { file: CHANGE.file, copy: 'elasticsearch.yml.1.bak' },
    });
    await check('/mnt/new');
    await user.click(await screen.findByRole('button', { name: 'Change elasticsearch.yml…' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(await dialog.findByLabelText("removed: path.repo: ['/old']")).toBeDefined();
    expect(dialog.getByLabelText("added: path.repo: ['/old', '/mnt/new']")).toBeDefined();
    expect(bridge.inputs('setup.changePathRepo')).toEqual([]);
    bridge.answer({ 'setup.check': list([step('path-repo', { nodes: [] })], true) });
    await user.click(dialog.getByRole('button', { name: 'Change the file' }));
    expect(await screen.findByText(/The former one is elasticsearch\.yml\.1\.bak/)).toBeDefined();
    expect(bridge.inputs('setup.changePathRepo')).toEqual([
      { gatewayId: 'gw-1', node: 'node-a', folder: '/mnt/new', fingerprint: PRINT },
    ]);
    expect(await screen.findByText(/^Every node is ready/)).toBeDefined();
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('shows the change anew when the file is no longer what it was', async () => {
    const error = appError('setup-outdated', { what: CHANGE.file });
    const { check, bridge, user } = await open({ 'setup.changePathRepo': refuse(error) });
    await check('/mnt/new');
    await user.click(await screen.findByRole('button', { name: 'Change elasticsearch.yml…' }));
    await user.click(await screen.findByRole('button', { name: 'Change the file' }));
    expect(await screen.findByText(error.title)).toBeDefined();
    await waitFor(() => expect(bridge.inputs('setup.planPathRepo')).toHaveLength(2));
  });

  it('changes nothing for a gateway that is read-only', async () => {
    const { check } = await open({ 'gateways.list': [sampleGateway({ readOnly: true })] });
    await check('/mnt/new');
    const button = await screen.findByRole('button', { name: 'Change elasticsearch.yml…' });
    expect(button.getAttribute('aria-disabled')).toBe('true');
  });

  it('is done node by node where several can be reached, and says which host could not be', async () => {
    const lost = appError('host-unreachable', {
      where: 'apigw-eu-c:22',
      detail: 'Nothing listens on this port.',
    });
    const open3 = ['this computer', 'apigw-eu-b:22', ''].map((where, place) => ({
      name: `node-${place + 1}`,
      state: 'open' as const,
      detail: 'Not in path.repo',
      where,
      canDo: where !== '',
    }));
    const { check, bridge, user } = await open({
      'setup.check': { ...list([step('path-repo', { nodes: open3 })]), problems: [lost] },
    });
    await check('/mnt/new');
    expect(await screen.findByRole('columnheader', { name: 'node-2 apigw-eu-b:22' })).toBeDefined();
    expect(screen.getByText('Nothing listens on this port.')).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Change elasticsearch.yml on node-3…' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Change elasticsearch.yml on node-2…' }));
    await screen.findByRole('button', { name: 'Change the file' });
    expect(bridge.inputs('setup.planPathRepo')).toEqual([
      { gatewayId: 'gw-1', node: 'node-2', folder: '/mnt/new' },
    ]);
  });

  it('asks for S3 by the name of its client', async () => {
    const { bridge, user } = await open({
      'setup.check': list([step('plugin'), step('restart'), step('keys')]),
    });
    await user.click(screen.getByRole('radio', { name: 'Amazon S3' }));
    await user.click(screen.getByRole('button', { name: 'Check' }));
    expect(await screen.findByRole('rowheader', { name: /1\. Plugin for S3/ })).toBeDefined();
    expect(bridge.inputs('setup.check')).toEqual([
      { gatewayId: 'gw-1', place: { kind: 's3', client: 'default' } },
    ]);
  });
});

describe('set-up of S3', () => {
  const nodes = [
    { name: 'node-a', state: 'open' as const, detail: 'Missing', where: 'this computer', canDo: true },
  ];
  const chooseS3 = async (answers: Answers) => {
    const opened = await open(answers);
    await opened.user.click(screen.getByRole('radio', { name: 'Amazon S3' }));
    await opened.user.click(screen.getByRole('button', { name: 'Check' }));
    return opened;
  };

  it('installs the plugin after a question that says what is run, and where', async () => {
    const { bridge, user } = await chooseS3({
      'setup.check': list([step('plugin', { nodes })]),
      'setup.installPlugin': { node: 'node-a', command: 'elasticsearch-plugin install', output: [] },
    });
    await user.click(await screen.findByRole('button', { name: 'Install the plugin…' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText(/plugin script on node-a/)).toBeDefined();
    expect(bridge.inputs('setup.installPlugin')).toEqual([]);
    await user.click(dialog.getByRole('button', { name: 'Install' }));
    expect(await screen.findByText('elasticsearch-plugin install succeeded on node-a.')).toBeDefined();
    expect(bridge.inputs('setup.installPlugin')).toEqual([{ gatewayId: 'gw-1', node: 'node-a' }]);
  });

  it('installs it from a zip only after that was looked at and fits', async () => {
    const zip = {
      node: 'node-a',
      file: '/home/admin/repository-s3-7.13.1.zip',
      bytes: 4_200_000,
      sha256: 'cd'.repeat(32),
      name: 'repository-s3',
      elasticsearchVersion: '7.13.1',
      nodeVersion: '7.13.0',
      error: appError('plugin-file-refused', { what: 'it', detail: 'It was made for Elasticsearch 7.13.1.' }),
    };
    const { bridge, user } = await chooseS3({
      'setup.check': list([step('plugin', { nodes })]),
      'app.pickFile': { file: zip.file },
      'setup.lookAtPlugin': zip,
      'setup.installPlugin': { node: 'node-a', command: 'elasticsearch-plugin install --batch', output: [] },
    });
    await user.click(await screen.findByRole('button', { name: 'Install the plugin…' }));
    const dialog = within(await screen.findByRole('dialog'));
    await user.click(dialog.getByRole('radio', { name: 'From a zip file' }));
    const install = (): HTMLElement => dialog.getByRole('button', { name: 'Install' });
    expect(install().getAttribute('aria-disabled')).toBe('true');
    await user.click(
      dialog.getByRole('button', { name: 'Choose a file for Zip of the plugin on this computer' }),
    );
    expect(await dialog.findByText('It was made for Elasticsearch 7.13.1.')).toBeDefined();
    expect(bridge.inputs('app.pickFile')).toEqual([{ kind: 'plugin' }]);
    expect(install().getAttribute('aria-disabled')).toBe('true');

    bridge.answer({ 'setup.lookAtPlugin': { ...zip, elasticsearchVersion: '7.13.0', error: null } });
    await user.type(dialog.getByLabelText('Zip of the plugin on this computer'), '{Backspace}p{Enter}');
    expect(await dialog.findByText('repository-s3 for Elasticsearch 7.13.0 fits node-a')).toBeDefined();
    expect(dialog.getByText(zip.sha256)).toBeDefined();
    await user.click(install());
    expect(await screen.findByText(/succeeded on node-a/)).toBeDefined();
    expect(bridge.inputs('setup.installPlugin')).toEqual([
      { gatewayId: 'gw-1', node: 'node-a', zip: { file: zip.file, sha256: zip.sha256 } },
    ]);
  });

  it('sends the keys once and shows them nowhere', async () => {
    const { bridge, user, container } = await chooseS3({
      'setup.check': list([step('keys', { nodes })]),
      'setup.addKeys': { node: 'node-a', reloaded: false, error: null },
    });
    await user.click(await screen.findByRole('button', { name: 'Enter the keys…' }));
    await user.type(await screen.findByLabelText('Access key'), 'AKIA1');
    expect(screen.queryByRole('button', { name: 'Put into the keystore' })).toBeNull();
    await user.type(screen.getByLabelText('Secret key'), 'canary');
    expect(screen.getByLabelText('Secret key').getAttribute('type')).toBe('password');
    await user.click(screen.getByRole('button', { name: 'Put into the keystore' }));
    expect(await screen.findByText(/It reads them at its next start/)).toBeDefined();
    expect(bridge.inputs('setup.addKeys')).toEqual([
      {
        gatewayId: 'gw-1',
        node: 'node-a',
        client: 'default',
        keys: { accessKey: 'AKIA1', secretKey: 'canary' },
      },
    ]);
    expect(container.ownerDocument.body.innerHTML).not.toContain('canary');
  });

  it('says why nothing can be done where the distribution lacks it', async () => {
    await chooseS3({
      'setup.check': list([
        step('plugin', {
          nodes: nodes.map((one) => ({ ...one, canDo: false })),
          whyNot: 'This distribution lacks it.',
        }),
      ]),
    });
    expect(await screen.findByText('This distribution lacks it.')).toBeDefined();
  });
});
