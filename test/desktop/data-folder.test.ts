import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeFileStore } from '#core/files/node-file-store.ts';
import { plainProfileStore } from '#core/files/plain-profile-store.ts';
import { electronLaunchOptions } from '#lab/electron/launch-options.ts';
import { REPOSITORY } from '#lab/electron/runtime.ts';
import { run } from '#lab/processes/run.ts';
import type { GatewayDraft } from '#shared/model/gateway.ts';
import { DEFAULT_SETTINGS } from '#shared/model/settings.ts';
import { ask, invokeInPage } from './support/in-page.ts';
import { type LaunchedApp, launchApp, newHome, removeHome } from './support/launch.ts';

const PASSWORD = 'correct-horse-9240';
const draft: GatewayDraft = {
  name: 'Production',
  tenant: 'default',
  release: '10.15',
  dataStore: { addresses: ['http://127.0.0.1:9'], username: 'elastic' },
  nodes: [],
  autostart: false,
  readOnly: false,
};

let home: string;
let launched: LaunchedApp;

const again = async (): Promise<void> => {
  await launched.close();
  launched = await launchApp({ home });
};
const profileFile = (): string => path.join(launched.dataFolder, 'profiles.json');
const allFiles = (): string[] =>
  readdirSync(launched.dataFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));

beforeAll(async () => {
  home = newHome();
  launched = await launchApp({ home });
  const secrets = { dataStorePassword: PASSWORD };
  await invokeInPage(launched.page, 'gateways.test', { draft, secrets });
  const added = await invokeInPage(launched.page, 'gateways.add', { draft, secrets });
  expect(added).toMatchObject({ ok: true, data: { hasDataStorePassword: true } });
});

afterAll(async () => {
  await launched.close();
  removeHome(home);
});

describe('the data folder', () => {
  it('holds the gateway for this account only, in the format that the command line reads', async () => {
    expect(statSync(profileFile()).mode & 0o777).toBe(0o600);
    const { profiles, notice } = await plainProfileStore(nodeFileStore(launched.dataFolder)).load();
    expect([notice, profiles.length]).toEqual([null, 1]);
    expect(profiles[0]).toMatchObject(draft);
  });

  it('holds the password nowhere, in no usual form', () => {
    const forms = [PASSWORD, Buffer.from(`elastic:${PASSWORD}`).toString('base64')];
    const files = allFiles();
    expect(files.length).toBeGreaterThan(3);
    const holding = files.filter((file) => forms.some((form) => readFileSync(file).includes(form)));
    expect(holding).toEqual([]);
  });

  it('holds no key of S3, typed or out of a file that the shell reads; the page gets none back', async () => {
    const [typed, imported] = ['tYpEd/canary+0123456789', 'iMpOrT/canary+0123456789'];
    const file = path.join(home, 'gateway-s3-repo.cnf');
    const text = `type=s3\r\nbucket=apigw-backup\r\naccess\\_key=AKIA0001\r\nsecret\\_key=${imported}`;
    writeFileSync(file, text, { mode: 0o644 });
    const choosing = (chosen: string | null): Promise<void> =>
      launched.app.evaluate(({ dialog }, filePath) => {
        dialog.showOpenDialog = () =>
          Promise.resolve({ canceled: filePath === null, filePaths: filePath === null ? [] : [filePath] });
      }, chosen);
    await choosing(null);
    expect(await invokeInPage(launched.page, 'repositories.import', {})).toEqual({ ok: true, data: null });
    await choosing(home);
    expect(await invokeInPage(launched.page, 'repositories.import', {})).toMatchObject({
      error: { code: 'repository-import-refused' },
    });
    await choosing(file);
    const read = await invokeInPage(launched.page, 'repositories.import', {});
    if (!read.ok || read.data?.handle == null) throw new Error(`not read: ${JSON.stringify(read)}`);
    expect(JSON.stringify(read)).not.toContain(imported);

    const list = await invokeInPage(launched.page, 'gateways.list', {});
    if (!list.ok) throw new Error('no gateways');
    const { place, handle } = read.data;
    const common = { gatewayId: list.data[0]!.profile.id, name: 'cloud', place };
    for (const keys of [
      { from: 'import', handle } as const,
      { from: 'typed', accessKey: 'AKIA0002', secretKey: typed } as const,
    ])
      expect(await invokeInPage(launched.page, 'repositories.register', { ...common, keys })).toMatchObject({
        error: { code: 'connection-refused' },
      });
    const holding = allFiles().filter((one) =>
      [typed, imported].some((secret) => readFileSync(one).includes(secret)),
    );
    expect(holding).toEqual([]);
  });

  it('lets only one program in: a second start ends at once', async () => {
    const { executablePath, args, env, chromiumSandbox } = await electronLaunchOptions({
      appDir: REPOSITORY,
      home,
      env: { GATEWAY_VAULT_HOME: launched.dataFolder, GATEWAY_VAULT_TEST: '1' },
    });
    const second = await run(executablePath, chromiumSandbox ? args : ['--no-sandbox', ...args], {
      env,
      timeoutMs: 30_000,
    });
    expect(second.code).toBe(0);
    expect(await invokeInPage(launched.page, 'gateways.list', {})).toMatchObject({ ok: true });
  });

  it('brings the gateway back at the next start, and its password only where a keyring keeps it', async () => {
    await again();
    const info = await invokeInPage(launched.page, 'app.info', {});
    const list = await invokeInPage(launched.page, 'gateways.list', {});
    if (!info.ok || !list.ok) throw new Error('no answer');
    expect(list.data.map(({ profile }) => profile.name)).toEqual(['Production']);
    expect(list.data[0]?.hasDataStorePassword).toBe(info.data.secretsPersist);
  });

  it('shows within two seconds what another process saves there', async () => {
    const { uid, gid } = statSync(launched.dataFolder);
    await launched.page.evaluate(`location.hash = '#/gateways'`);
    await launched.page.getByRole('heading', { level: 1, name: 'Gateways' }).waitFor();
    // Where the account of the program may read it, wherever this project is.
    const programs = path.join(home, 'cli');
    cpSync(path.join(REPOSITORY, 'out', 'cli'), programs, { recursive: true });
    const program = path.join(programs, 'gateway-vault.mjs');
    const words = ['--name', 'From a script', '--tenant', 'default', '--release', '10.15'];
    execFileSync(process.execPath, [program, 'gateway', 'add', ...words, '--address', 'http://127.0.0.1:9'], {
      env: { GATEWAY_VAULT_HOME: launched.dataFolder, HOME: home },
      cwd: '/',
      uid,
      gid,
    });
    await launched.page.getByText('From a script').first().waitFor({ timeout: 2_000 });
  });

  it('opens a window although what it keeps of the program cannot be read, and sets that aside', async () => {
    await launched.close();
    const [settings, place] = ['settings.json', 'window.json'].map((one) =>
      path.join(launched.dataFolder, one),
    );
    rmSync(place!, { force: true });
    mkdirSync(place!);
    writeFileSync(settings!, '{"theme":"dark","notifications":false}');
    chmodSync(settings!, 0);
    launched = await launchApp({ home });
    await launched.page.getByRole('navigation', { name: 'Main' }).waitFor();
    expect(await ask(launched.page, 'settings.get', {})).toEqual(DEFAULT_SETTINGS);
    const dark = { theme: 'dark', notifications: false } as const;
    expect(await ask(launched.page, 'settings.set', dark)).toEqual(dark);
    const aside = readdirSync(launched.dataFolder).filter((name) => name.includes('.json.unreadable-'));
    expect(aside.map((name) => name.split('.')[0]).sort()).toEqual(['settings', 'window']);
  });

  it('does not stop the start when its file is damaged, keeps the file, and says so', async () => {
    const damaged = readFileSync(profileFile(), 'utf8').slice(0, -30);
    await launched.close();
    writeFileSync(profileFile(), damaged);
    launched = await launchApp({ home });
    const info = await invokeInPage(launched.page, 'app.info', {});
    const list = await invokeInPage(launched.page, 'gateways.list', {});
    expect(list).toMatchObject({ ok: true, data: [] });
    expect(info).toMatchObject({ ok: true, data: { notices: [{ code: 'profiles-unreadable' }] } });
    const aside = allFiles().filter((file) => path.basename(file).startsWith('profiles.json.unreadable-'));
    expect(aside.map((file) => readFileSync(file, 'utf8'))).toEqual([damaged]);
  });
});

it('the window can be closed at once when nothing runs, also outside of tests', async () => {
  await launched.close();
  launched = await launchApp({ home, env: { GATEWAY_VAULT_TEST: '0' } });
  const ended = launched.app.waitForEvent('close', { timeout: 20_000 });
  // The program may be gone before it could answer.
  const close = launched.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await Promise.all([ended, close.catch(() => undefined)]);
});
