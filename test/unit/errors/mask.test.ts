import fc from 'fast-check';
import { expect, it } from 'vitest';
import { masked, secretsIn, withoutSecrets } from '#core/errors/mask.ts';
import { appError } from '#shared/errors/catalogue.ts';

it.each([
  'access_key',
  'secret_key',
  'session_token',
  'password',
  'http.password',
  'sas_token',
  'account',
  'key',
  'authorization',
  'api_key',
  'apiKey',
  'client_secret',
  'Passphrase',
])('%s is masked, wherever it stands', (key) => {
  const text = JSON.stringify(
    masked({ settings: [{ deep: { [key]: 'canary' } }], [key]: { a: ['canary'] } }),
  );
  expect(text).not.toContain('canary');
  expect(text).toContain('***');
});

it('leaves the rest as it is and does not change what it was given', () => {
  const repository = {
    type: 's3',
    settings: { bucket: 'b', base_path: 'x', secret_key: 's', compress: true, n: 1, none: null },
  };
  const before = structuredClone(repository);
  expect(masked(repository)).toEqual({
    ...repository,
    settings: { ...repository.settings, secret_key: '***' },
  });
  expect(repository).toEqual(before);
});

it('a value below a secret name never gets through, in any JSON', () => {
  const key = fc.constantFrom('secret_key', 'password', 'access_key', 'sas_token');
  fc.assert(
    fc.property(fc.jsonValue(), key, fc.jsonValue(), (value, secret, around) => {
      const text = JSON.stringify(masked([around, { [secret]: { canary7f: value } }]));
      expect(text).not.toContain('canary7f');
    }),
  );
});

it('an error that quotes what was sent loses it', () => {
  const sent = {
    type: 's3',
    settings: { bucket: 'apigw', secret_key: 'cAnArY/7f', password: { deep: ['other7f'] } },
  };
  const secrets = secretsIn(sent);
  expect(secrets).toEqual(['cAnArY/7f', 'other7f']);
  const raw = { status: 400, type: 'parse', reason: 'near cAnArY/7f of apigw' };
  const error = withoutSecrets(appError('server-error', { detail: 'cAnArY/7f, other7f', raw }), secrets);
  expect(JSON.stringify(error)).not.toMatch(/cAnArY|other7f/);
  expect(error.raw?.reason).toBe('near *** of apigw');
});
