import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import { REQUEST_NAMES } from '#shared/ipc/contract.ts';
import { dispatch } from '../../electron/ipc/dispatch.ts';
import { engineSpy } from './support/engine-spy.ts';
import { partsOver } from './support/parts.ts';
import { VALID_INPUTS } from './support/valid-inputs.ts';

const fails = (thrown: unknown) =>
  engineSpy(() => {
    throw thrown;
  }).engine;

describe('errors', () => {
  it('passes an explained failure on as its value, scrubbed', async () => {
    const raw = { status: 403, type: 'security_exception', reason: 'password hunter22 refused' };
    const engine = fails(new AppFailure(appError('server-error', { detail: 'hunter22', raw })));
    const reply = await dispatch(partsOver(engine), 'gateways.list', {});
    expect(reply).toMatchObject({ ok: false, error: { code: 'server-error', raw: { status: 403 } } });
    expect(JSON.stringify(reply)).not.toContain('hunter22');
    expect(JSON.stringify(reply)).toContain('***');
  });

  it.each([new Error('at /home/admin/secret'), 'text', null, { code: 'internal' }])(
    'turns anything else into `internal`, logged and without its text: %j',
    async (thrown) => {
      const parts = partsOver(fails(thrown));
      const reply = await dispatch(parts, 'gateways.list', {});
      expect(reply).toMatchObject({ ok: false, error: { code: 'internal', raw: null } });
      expect(JSON.stringify(reply)).not.toContain('/home/admin');
      expect(parts.log).toHaveLength(1);
      expect(parts.log[0]).toContain('gateways.list');
    },
  );

  it('answers `internal` when the engine did not start', async () => {
    const handlers = Promise.reject(new Error('no engine'));
    handlers.catch(() => undefined);
    const parts = partsOver(engineSpy().engine, { handlers });
    expect(await dispatch(parts, 'gateways.list', {})).toMatchObject({
      ok: false,
      error: { code: 'internal' },
    });
  });
});

describe('answers', () => {
  it('waits for an engine that is still starting', async () => {
    const spy = engineSpy(() => []);
    const { handlers } = partsOver(spy.engine);
    const late = new Promise<Awaited<typeof handlers>>((resolve) =>
      setTimeout(() => resolve(handlers as Awaited<typeof handlers>), 20),
    );
    const reply = await dispatch(partsOver(spy.engine, { handlers: late }), 'gateways.list', {});
    expect(reply).toEqual({ ok: true, data: [] });
  });

  it('are checked against the contract in development and tests, and only there', async () => {
    const broken = engineSpy(() => [{ profile: 'not a profile' }]).engine;
    const checked = partsOver(broken, { checkOutputs: true });
    expect(await dispatch(checked, 'gateways.list', {})).toMatchObject({ error: { code: 'internal' } });
    expect(checked.log[0]).toContain('breaks the contract');
    expect(await dispatch(partsOver(broken), 'gateways.list', {})).toMatchObject({ ok: true });
  });
});

describe('secrets', () => {
  it.each(['gateways.test', 'gateways.add', 'gateways.update'] as const)(
    'are made known to the log before %s begins',
    async (name) => {
      const seen: string[][] = [];
      const spy = engineSpy(() => seen.push([...parts.learned]));
      const parts = partsOver(spy.engine);
      await dispatch(parts, name, VALID_INPUTS[name]);
      expect(seen).toEqual([['correct horse', 'battery', 'h1', 'id:staple', 'pass phrase', 'key phrase']]);
    },
  );

  it.each([
    ['setup.addKeys', VALID_INPUTS['setup.addKeys'], ['access-key', 'secret-key']],
    ['gateways.checkHost', VALID_INPUTS['gateways.checkHost'], ['staple']],
    ['installation.readOver', VALID_INPUTS['installation.readOver'], ['staple']],
  ])('in %s are made known to the log before it begins', async (name, input, secrets) => {
    const seen: string[][] = [];
    const spy = engineSpy(() => seen.push([...parts.learned]));
    const parts = partsOver(spy.engine);
    await dispatch(parts, name, input);
    expect(seen).toEqual([secrets]);
  });
});

describe('hostile requests', () => {
  const names = [
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    '',
    'app.info ',
    ['app.info'],
    {},
    null,
  ];

  it.each(names)('refuses the name %j', async (name) => {
    const spy = engineSpy();
    expect(await dispatch(partsOver(spy.engine), name, {})).toMatchObject({
      ok: false,
      error: { code: 'input-invalid' },
    });
    expect(spy.calls).toEqual([]);
  });

  const loop: Record<string, unknown> = { gatewayId: 'g1' };
  loop.self = loop;
  let deep: unknown = 'x';
  for (let level = 0; level < 20_000; level += 1) deep = { gatewayId: deep };
  const manyKeys = Object.fromEntries(Array.from({ length: 200_000 }, (_, at) => [`key${at}`, at]));
  it.each([
    ['a prototype key', JSON.parse('{"gatewayId":"g1","__proto__":{"admin":true}}')],
    ['a constructor key', { gatewayId: 'g1', constructor: { prototype: {} } }],
    ['a loop', loop],
    ['a deep value', deep],
    ['two hundred thousand keys', manyKeys],
    ['a million items', { gatewayId: new Array(1_000_000).fill('x') }],
    ['a hundred megabytes', { gatewayId: 'x'.repeat(100_000_000) }],
    ['a buffer', { gatewayId: new Uint8Array(10_000_000) }],
    ['a map', new Map([['gatewayId', 'g1']])],
    ['a date', new Date()],
  ])('refuses %s', async (_what, input) => {
    const spy = engineSpy();
    const reply = await dispatch(partsOver(spy.engine), 'gateways.status', input);
    expect(reply).toMatchObject({ ok: false, error: { code: 'input-invalid' } });
    expect(JSON.stringify(reply).length).toBeLessThan(2_000);
    expect(spy.calls).toEqual([]);
  });

  it('never repeats a value of the input in its answer', async () => {
    const spy = engineSpy();
    const input = { ...VALID_INPUTS['gateways.add'], secrets: { dataStorePassword: ['hunter-of-secrets'] } };
    const reply = await dispatch(partsOver(spy.engine), 'gateways.add', input);
    expect(reply).toMatchObject({ ok: false });
    expect(JSON.stringify(reply)).not.toContain('hunter-of-secrets');
  });

  it('always answers with an envelope, whatever comes', async () => {
    const anything = fc.anything({
      withDate: true,
      withMap: true,
      withTypedArray: true,
      withNullPrototype: true,
    });
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.constantFrom(...REQUEST_NAMES), anything),
        anything,
        async (name, input) => {
          const spy = engineSpy();
          const reply = await dispatch(partsOver(spy.engine), name, input);
          expect(typeof reply.ok).toBe('boolean');
          if (!reply.ok) {
            expect(reply.error.code).toBe('input-invalid');
            expect(spy.calls).toEqual([]);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
