import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { appError } from '#shared/errors/catalogue.ts';
import type { Repository, RepositoryList } from '#shared/model/repository.ts';
import type { RepositoryForm, S3Place } from '#shared/model/repository-place.ts';
import { type Answers, refuse } from '../support/fake-bridge.ts';
import { renderApp } from '../support/render.tsx';

const ARCHIVE: Repository = {
  name: 'archive',
  type: 's3',
  location: 'apigw-backup/prod',
  readOnly: false,
  safety: false,
};
const LIST: RepositoryList = {
  repositories: [ARCHIVE],
  defaultName: 'default',
  defaultExists: false,
  defaultRefused: null,
  allowedFolders: ['/mnt/apigw-backup'],
};
const PLACE: S3Place = {
  kind: 's3',
  bucket: 'apigw-backup',
  basePath: 'prod',
  region: 'eu-central-1',
  endpoint: '',
  protocol: '',
  pathStyle: false,
  client: '',
  encrypted: false,
};
const form = (changes: Partial<RepositoryForm> = {}): RepositoryForm => ({
  version: '5.6.4',
  dataNodes: 1,
  nodes: [{ name: 'node-a', allowedFolders: ['/mnt/apigw-backup'], s3: true }],
  s3Plugin: 'repository-s3',
  s3Install: 'bin/elasticsearch-plugin install repository-s3',
  keysIn: 'settings',
  editing: null,
  ...changes,
});
const CALL = {
  phase: 'repository',
  method: 'PUT',
  path: '/_snapshot/cloud',
  body: '{"type":"fs"}',
  ifNeeded: false,
} as const;
const LATER = form({ version: '8.12.2', keysIn: 'keystore', s3Install: null });
const good = ({ name }: { name: string }) => ({
  repository: name,
  ok: true,
  nodes: [{ name: 'node-a', ok: true }],
  error: null,
});

async function open(answers: Answers = {}) {
  const opened = renderApp('/g/gw-1/repositories', {
    'repositories.list': LIST,
    'repositories.form': form(),
    'repositories.register': good,
    'repositories.edit': good,
    'repositories.calls': [CALL],
    'backups.list': { rows: [], readings: [], readAt: Date.now() },
    ...answers,
  });
  await screen.findByRole('button', { name: 'Actions of archive' }, { timeout: 10_000 });
  return opened;
}

/** In one go: each key that is pressed draws the whole dialog. */
async function fill(user: ReturnType<typeof renderApp>['user'], field: HTMLElement, text: string) {
  await user.click(field);
  await user.paste(text);
}

async function openNew(answers: Answers, kind?: string) {
  const opened = await open(answers);
  await opened.user.click(screen.getByRole('button', { name: 'Add repository' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'New repository' }));
  if (kind !== undefined) await opened.user.click(dialog.getByRole('radio', { name: kind }));
  await fill(opened.user, dialog.getByLabelText('Name'), 'cloud');
  const submit = (): Promise<void> =>
    opened.user.click(dialog.getByRole('button', { name: 'Register and verify' }));
  return { ...opened, dialog, submit };
}

async function openEdit(answers: Answers) {
  const opened = await open(answers);
  await opened.user.click(screen.getByRole('button', { name: 'Actions of archive' }));
  await opened.user.click(await screen.findByRole('menuitem', { name: /Change its settings/ }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Settings of archive' }));
  const submit = (): Promise<void> =>
    opened.user.click(dialog.getByRole('button', { name: 'Change and verify' }));
  return { ...opened, dialog, submit };
}

describe('a new folder', () => {
  it('is registered, and the verdict of each node is shown', async () => {
    const { dialog, submit, bridge } = await openNew({});
    expect(dialog.getByText('At or below an allowed folder: /mnt/apigw-backup')).toBeDefined();
    await submit();
    expect(await screen.findByText('cloud is registered and verified')).toBeDefined();
    expect(screen.getByText('reaches it')).toBeDefined();
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(bridge.inputs('repositories.register')).toEqual([
      { gatewayId: 'gw-1', name: 'cloud', place: { kind: 'fs', location: '/mnt/apigw-backup' } },
    ]);
  });

  it('of a cluster is told to be a network folder, and which node allows others', async () => {
    const nodes = ['node-a', 'node-b'].map((name) => ({ name, allowedFolders: [`/${name}`], s3: false }));
    const { dialog } = await openNew({ 'repositories.form': form({ dataNodes: 2, nodes }) });
    expect(await dialog.findByText(/The data store has 2 nodes: use a network folder/)).toBeDefined();
    expect(dialog.getByText(/path\.repo differs on node-b/)).toBeDefined();
  });
});

describe('a new bucket', () => {
  it('takes typed keys up to 5.x, and sends them once', async () => {
    const { dialog, submit, bridge, user } = await openNew({}, 'Amazon S3');
    expect(await dialog.findByText('repository-s3 is on 1 node')).toBeDefined();
    await submit();
    expect(dialog.getAllByText('This field is missing.')).toHaveLength(3);
    expect(bridge.inputs('repositories.register')).toEqual([]);
    await fill(user, dialog.getByLabelText('Bucket'), 'apigw-backup');
    await fill(user, dialog.getByLabelText(/^Path in the bucket/), 'prod');
    await fill(user, dialog.getByLabelText('Access key'), 'AKIA0001');
    await fill(user, dialog.getByLabelText('Secret key'), 'staple');
    await submit();
    expect(bridge.inputs('repositories.register')).toEqual([
      {
        gatewayId: 'gw-1',
        name: 'cloud',
        place: { ...PLACE, region: '' },
        keys: { from: 'typed', accessKey: 'AKIA0001', secretKey: 'staple' },
      },
    ]);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(document.body.textContent).not.toContain('staple');
  });

  it('is filled in from a file, whose keys are named by their handle only', async () => {
    const imported = { place: PLACE, handle: 'h-1', ignored: ['storage_class'] };
    const { dialog, submit, bridge, user } = await openNew({ 'repositories.import': imported }, 'Amazon S3');
    await user.click(dialog.getByRole('button', { name: 'Import a file…' }));
    expect(await dialog.findByText('Read: bucket apigw-backup')).toBeDefined();
    expect(dialog.getByText(/they mean nothing here: storage_class/)).toBeDefined();
    expect(dialog.getByText('The keys of the imported file are used')).toBeDefined();
    expect(dialog.queryByLabelText('Secret key')).toBeNull();
    expect(dialog.getByLabelText<HTMLInputElement>('Name').value).toBe('cloud');
    await submit();
    expect(bridge.inputs('repositories.register')).toMatchObject([
      { place: PLACE, keys: { from: 'import', handle: 'h-1' } },
    ]);
  });

  it('is filled in from pasted text, which does not stay on the page', async () => {
    const imported = { place: PLACE, handle: 'h-1', ignored: [] };
    const { dialog, bridge, user } = await openNew(
      { 'repositories.import': refuse(appError('repository-import-refused', { detail: 'no bucket' })) },
      'Amazon S3',
    );
    await user.click(dialog.getByRole('button', { name: 'Paste its text' }));
    await fill(user, dialog.getByLabelText('Text of the file'), 'secret_key=staple');
    await user.click(dialog.getByRole('button', { name: 'Read it' }));
    expect(await dialog.findByText('The file cannot be used: no bucket.')).toBeDefined();
    bridge.answer({ 'repositories.import': imported });
    await user.click(dialog.getByRole('button', { name: 'Read it' }));
    expect(await dialog.findByText('Read: bucket apigw-backup')).toBeDefined();
    expect(dialog.queryByLabelText('Text of the file')).toBeNull();
    await user.click(dialog.getByRole('button', { name: 'Paste its text' }));
    expect(dialog.getByLabelText<HTMLTextAreaElement>('Text of the file').value).toBe('');
  });

  it('has no keys from 6.0 on: the form says where they go', async () => {
    const { dialog, submit, bridge, user } = await openNew({ 'repositories.form': LATER }, 'Amazon S3');
    expect(await dialog.findByText('Elasticsearch 8.12.2 takes no keys with a repository')).toBeDefined();
    expect(dialog.queryByLabelText('Secret key')).toBeNull();
    expect(dialog.queryByLabelText(/^Region/)).toBeNull();
    await fill(user, dialog.getByLabelText('Bucket'), 'apigw-backup');
    await fill(user, dialog.getByLabelText(/^Client/), 'backup');
    expect(dialog.getByText(/elasticsearch-keystore add s3\.client\.backup\.access_key/)).toBeDefined();
    await submit();
    expect(bridge.inputs('repositories.register')).toEqual([
      {
        gatewayId: 'gw-1',
        name: 'cloud',
        place: { ...PLACE, basePath: '', region: '', client: 'backup' },
      },
    ]);
  });

  it('says which node lacks the plugin, and keeps the reason of a refusal beside the form', async () => {
    const refusal = appError('s3-plugin-missing', { what: 'repository-s3', detail: 'node-b.' });
    const nodes = [...form().nodes, { name: 'node-b', allowedFolders: [], s3: false }];
    const answers = {
      'repositories.form': form({ nodes }),
      'repositories.register': refuse(refusal),
    };
    const { dialog, submit, user } = await openNew(answers, 'Amazon S3');
    expect(await dialog.findByText('repository-s3 is missing on node-b')).toBeDefined();
    expect(dialog.getByText('bin/elasticsearch-plugin install repository-s3')).toBeDefined();
    await fill(user, dialog.getByLabelText('Bucket'), 'apigw-backup');
    await user.click(dialog.getByRole('switch', { name: 'The data store has its own keys' }));
    await submit();
    expect(await dialog.findByText(refusal.title)).toBeDefined();
  });
});

describe('another type', () => {
  it('is JSON, checked before it is sent', async () => {
    const { dialog, submit, bridge, user } = await openNew({}, 'Other type');
    await fill(user, dialog.getByLabelText('Type'), 'url');
    const settings = dialog.getByLabelText('Settings');
    await user.clear(settings);
    await fill(user, settings, '{url}');
    await submit();
    expect(dialog.getByText('The settings cannot be read: it is not JSON.')).toBeDefined();
    await user.clear(settings);
    await fill(user, settings, '{"url":"http://x/"}');
    await submit();
    expect(bridge.inputs('repositories.register').map(({ place }) => place)).toEqual([
      { kind: 'other', type: 'url', settings: '{"url":"http://x/"}' },
    ]);
  });

  it('is begun for the usual types, with what each needs, and keeps settings that were typed', async () => {
    const { dialog, user } = await openNew({}, 'Other type');
    const type = dialog.getByLabelText<HTMLInputElement>('Type');
    const settings = dialog.getByLabelText<HTMLTextAreaElement>('Settings');
    await user.click(dialog.getByRole('button', { name: 'Azure' }));
    expect([type.value, JSON.parse(settings.value)]).toEqual([
      'azure',
      { client: 'default', container: '', base_path: '' },
    ]);
    expect(dialog.getByText(/plugin repository-azure/)).toBeDefined();
    await user.click(dialog.getByRole('button', { name: 'URL, read only' }));
    expect([type.value, JSON.parse(settings.value)]).toEqual(['url', { url: '' }]);
    await user.clear(settings);
    await fill(user, settings, '{"url":"http://x/"}');
    await user.click(dialog.getByRole('button', { name: 'Google Cloud Storage' }));
    expect([type.value, settings.value]).toEqual(['gcs', '{"url":"http://x/"}']);
  });
});

describe('the settings of a repository', () => {
  it('are changed, and its hidden keys are asked for again', async () => {
    const editing = { place: PLACE, keysHidden: true };
    const { dialog, submit, bridge, user } = await openEdit({ 'repositories.form': form({ editing }) });
    const bucket = await dialog.findByLabelText<HTMLInputElement>('Bucket');
    expect(bucket.value).toBe('apigw-backup');
    expect(dialog.getByText(/give them again, or they would be lost/)).toBeDefined();
    await submit();
    expect(bridge.inputs('repositories.edit')).toEqual([]);
    await fill(user, dialog.getByLabelText('Access key'), 'AKIA0001');
    await fill(user, dialog.getByLabelText('Secret key'), 'staple');
    await fill(user, dialog.getByLabelText(/^Endpoint/), 's3.example.com');
    await submit();
    expect(await screen.findByText('archive has its new settings and is verified')).toBeDefined();
    expect(bridge.inputs('repositories.edit')).toEqual([
      {
        gatewayId: 'gw-1',
        name: 'archive',
        place: { ...PLACE, endpoint: 's3.example.com' },
        keys: { from: 'typed', accessKey: 'AKIA0001', secretKey: 'staple' },
      },
    ]);
  });

  it('of another type are shown as JSON, and its type stays', async () => {
    const place = { kind: 'other', type: 'azure', settings: '{"account":"***"}' } as const;
    const { dialog, submit, bridge } = await openEdit({
      'repositories.form': form({ editing: { place, keysHidden: true } }),
    });
    expect((await dialog.findByLabelText<HTMLInputElement>('Type')).disabled).toBe(true);
    await submit();
    expect(bridge.inputs('repositories.edit').map((input) => input.place)).toEqual([place]);
  });
});

describe('the command that does the same as the form', () => {
  const unfold = async ({ user, dialog }: Awaited<ReturnType<typeof openNew>>): Promise<HTMLElement> => {
    await user.click(dialog.getByRole('button', { name: 'Command that does the same' }));
    return dialog.findByRole('region', { name: 'Command that does the same' });
  };

  it('names the folder, and waits for a name', async () => {
    const opened = await openNew({});
    expect((await unfold(opened)).textContent).toBe(
      "gateway-vault repo add '--gateway=Production EU' --name=cloud --folder=/mnt/apigw-backup",
    );
    await opened.user.clear(opened.dialog.getByLabelText('Name'));
    expect(opened.dialog.getByText('It is shown once the name and the place are given.')).toBeTruthy();
  });

  it('names a file where there may be keys, and never holds one', async () => {
    const opened = await openNew({}, 'Amazon S3');
    await fill(opened.user, opened.dialog.getByLabelText('Bucket'), 'apigw-backup');
    await fill(opened.user, opened.dialog.getByLabelText('Access key'), 'AKIACANARY');
    await fill(opened.user, opened.dialog.getByLabelText('Secret key'), 'secret-canary');
    const command = await unfold(opened);
    expect(command.textContent).toBe(
      "gateway-vault repo add '--gateway=Production EU' --name=cloud --file=gateway-s3-repo.cnf",
    );
    expect(opened.dialog.getByText(/A key is never part of the command\./)).toBeTruthy();
  });

  it('edits where the repository is there', async () => {
    const opened = await openEdit({
      'repositories.form': form({ editing: { place: PLACE, keysHidden: true } }),
    });
    expect((await unfold(opened)).textContent).toContain('gateway-vault repo edit');
  });
});

describe('the calls that the form will send', () => {
  const inputs = (opened: Awaited<ReturnType<typeof openNew>>) => opened.bridge.inputs('repositories.calls');

  it('are told by the engine once the name and the place are given', async () => {
    const opened = await openNew({});
    await opened.user.click(await opened.dialog.findByRole('button', { name: /^1 change/ }));
    expect(opened.dialog.getByText(/PUT \/_snapshot\/cloud/)).toBeDefined();
    expect(inputs(opened).at(-1)).toEqual({
      gatewayId: 'gw-1',
      does: 'register',
      name: 'cloud',
      place: { kind: 'fs', location: '/mnt/apigw-backup' },
      withKeys: false,
    });
    await opened.user.clear(opened.dialog.getByLabelText('Name'));
    expect(opened.dialog.getByText(/shown once the name and the place are given/)).toBeDefined();
  });

  it('are told without any key', async () => {
    const opened = await openNew({}, 'Amazon S3');
    await fill(opened.user, opened.dialog.getByLabelText('Bucket'), 'apigw-backup');
    await fill(opened.user, opened.dialog.getByLabelText('Access key'), 'access-canary');
    await fill(opened.user, opened.dialog.getByLabelText('Secret key'), 'secret-canary');
    await waitFor(() => expect(inputs(opened).at(-1)).toMatchObject({ name: 'cloud', withKeys: true }));
    await opened.user.click(opened.dialog.getByRole('radio', { name: 'Other type' }));
    await fill(opened.user, opened.dialog.getByLabelText('Type'), 'azure');
    const settings = opened.dialog.getByLabelText('Settings');
    await opened.user.clear(settings);
    await fill(opened.user, settings, '{"container": "b", "sas": "value-canary"}');
    await waitFor(() =>
      expect(inputs(opened).at(-1)?.place).toEqual({
        kind: 'other',
        type: 'azure',
        settings: '{"container":"***","sas":"***"}',
      }),
    );
    expect(JSON.stringify(inputs(opened))).not.toContain('canary');
  });

  it('say why they cannot be told', async () => {
    const refused = refuse(appError('repository-missing', { what: 'archive' }));
    const { dialog } = await openEdit({
      'repositories.form': form({ editing: { place: PLACE, keysHidden: true } }),
      'repositories.calls': refused,
    });
    expect(
      await dialog.findByText('The repository archive is not registered on the data store.'),
    ).toBeDefined();
  });
});
