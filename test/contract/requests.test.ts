import { describe, expect, it } from 'vitest';
import { CONTRACT, REQUEST_NAMES, type RequestName } from '#shared/ipc/contract.ts';
import { EVENT_NAMES } from '#shared/ipc/events.ts';
import { ALLOWED_EVENTS, ALLOWED_REQUESTS } from '#shared/ipc/names.ts';
import { DEFAULT_SETTINGS } from '#shared/model/settings.ts';
import { dispatch } from '../../electron/ipc/dispatch.ts';
import { engineSpy } from './support/engine-spy.ts';
import { withMissingKeys, withUnknownKeys, withWrongTypes } from './support/mutations.ts';
import { partsOver } from './support/parts.ts';
import { VALID_INPUTS } from './support/valid-inputs.ts';

/** Keys that may be left out; `fixes.…` and the other fields of a selection are free by nature. */
const OPTIONAL = new Set([
  'backups.delete reason',
  'gateways.test gatewayId',
  'operations.list gatewayId',
  'operations.history gatewayId',
  'operations.history backup',
  'operations.export filter.gatewayId',
  'operations.export filter.from',
  'operations.export filter.to',
  'installation.read instance',
  'installation.readOver target.hostKey',
  'installation.readOver instance',
  'installation.readOver passphrase',
  'installation.readOver saved',
  // Without a name it is the first node whose files are within reach.
  'setup.planPathRepo node',
  'setup.changePathRepo node',
  'setup.lookAtPlugin node',
  'setup.installPlugin node',
  'setup.installPlugin zip',
  'setup.addKeys node',
  'gateways.checkHost passphrase',
  'gateways.checkHost saved',
  'gateways.checkHost reach.target.hostKey',
  'restore.plan choices.fixes.gateway_default_apis',
  'restore.start withoutSafety',
  'restore.start otherRelease',
  'restore.start globalState',
  // Left out they mean the way without consequences: in place, everything, not quiesced, no global state.
  'backups.create backup.quiesce',
  'restore.plan choices.mode',
  'restore.plan choices.selection',
  'restore.plan choices.globalState',
  'repositories.register keys',
  'repositories.edit keys',
  'repositories.form name',
  'repositories.import text',
  ...['gateways.test', 'gateways.add', 'gateways.update'].flatMap((name) => [
    `${name} draft.dataStore.username`,
    `${name} draft.nodeUsername`,
    `${name} secrets.dataStorePassword`,
    `${name} secrets.nodePassword`,
    `${name} secrets.dataStorePasswordFound`,
    `${name} draft.installation`,
    `${name} draft.installation.target`,
    `${name} draft.installation.target.hostKey`,
    `${name} draft.dataStore.signIn`,
    `${name} draft.dataStore.tls`,
    `${name} draft.dataStore.tls.clientCertificate`,
    `${name} draft.nodeTrust`,
    `${name} secrets.dataStoreApiKey`,
    `${name} secrets.clientKeyPassphrase`,
    `${name} secrets.keyPassphrases`,
    // Left out it means REST, as before there was a choice; a host key may be in known_hosts.
    `${name} draft.nodes.0.reach`,
    `${name} draft.nodes.0.reach.target.hostKey`,
  ]),
]);

/** What the shell has its share in, and what then comes back. */
const FROM_SHELL: Partial<Record<RequestName, unknown>> = {
  'app.pickFolder': { folder: '/opt/softwareag' },
  'app.openFolder': {},
  'app.licences': [],
  'settings.get': DEFAULT_SETTINGS,
  'settings.set': { theme: 'dark', notifications: false },
  'diagnostics.gather': { id: 'b1', madeAt: 1, files: [] },
  'diagnostics.file': { text: 'main.log of b1' },
  'diagnostics.save': { file: '/home/admin/b1.zip' },
  'operations.export': { file: '/home/admin/history.csv', rows: 3 },
};

describe('the allow-list of the preload', () => {
  it('holds exactly the names of the contract', () => {
    expect(Object.keys(ALLOWED_REQUESTS).sort()).toEqual([...REQUEST_NAMES].sort());
    expect(Object.keys(ALLOWED_EVENTS).sort()).toEqual([...EVENT_NAMES].sort());
  });
});

describe.each(REQUEST_NAMES)('%s', (name) => {
  const valid = VALID_INPUTS[name];

  it('hands a valid input to the engine once and passes its answer on', async () => {
    const answer = { answer: name };
    const spy = engineSpy(() => answer);
    const reply = await dispatch(partsOver(spy.engine), name, valid);
    if (name === 'app.info') {
      expect(reply).toMatchObject({ ok: true, data: { user: 'admin' } });
      return;
    }
    if (name in FROM_SHELL) {
      expect(reply).toEqual({ ok: true, data: FROM_SHELL[name] });
      expect(spy.calls.map(({ method }) => method)).toEqual(
        name === 'operations.export' ? ['operations.export'] : [],
      );
      return;
    }
    if (name === 'app.pickFile') {
      expect(reply).toEqual({ ok: true, data: { file: '/home/admin/ssh-key' } });
      return;
    }
    expect(reply).toEqual({ ok: true, data: answer });
    expect(spy.calls.map(({ input }) => input)).toEqual([valid]);
  });

  const missing = withMissingKeys(valid).filter(({ path }) => !OPTIONAL.has(`${name} ${path}`));
  // The unknown key of a record is a key of it like any other, but never with this value.
  const bad = [...withUnknownKeys(valid), ...withWrongTypes(valid), ...missing];

  it.each(bad)('refuses $what, and the engine is not asked', async ({ input }) => {
    const spy = engineSpy();
    const reply = await dispatch(partsOver(spy.engine), name, input);
    expect(reply).toMatchObject({ ok: false, error: { code: 'input-invalid' } });
    expect(spy.calls).toEqual([]);
  });

  it.each([undefined, null, 'text', 7, true, [], [valid]])(
    'refuses %j instead of an object',
    async (input) => {
      const spy = engineSpy();
      const reply = await dispatch(partsOver(spy.engine), name, input);
      expect(reply).toMatchObject({ ok: false, error: { code: 'input-invalid' } });
      expect(spy.calls).toEqual([]);
    },
  );

  it('accepts an input without its optional keys', async () => {
    const optional = withMissingKeys(valid).filter(({ path }) => OPTIONAL.has(`${name} ${path}`));
    for (const { input } of optional) {
      expect(await dispatch(partsOver(engineSpy().engine), name, input)).toMatchObject({ ok: true });
    }
  });

  it('has an output schema', () => {
    expect(CONTRACT[name].output.safeParse(Symbol('nothing fits')).success).toBe(false);
  });
});
