import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { memorySecretVault } from '#core/files/memory-ports.ts';
import type { GatewayProfile } from '#shared/model/gateway.ts';
import { askHidden } from '../../../electron/cli/prompt.ts';
import { needPassword } from '../../../electron/cli/secrets.ts';

const terminal = () => ({ input: new PassThrough(), output: new PassThrough() });
const GATEWAY = {
  id: 'g',
  name: 'Production',
  dataStore: { addresses: ['http://127.0.0.1:9240'], username: 'elastic' },
} as unknown as GatewayProfile;

describe('a password that is asked for', () => {
  it('is taken as it was typed, and is never shown', async () => {
    const { input, output } = terminal();
    const given = askHidden({ input, output }, 'Password: ');
    input.write('pä ss"wörd\r');
    expect(await given).toBe('pä ss"wörd');
    output.end();
    expect(await text(output)).toBe('Password: \n');
  });

  it.each([
    ['Ctrl-C', '\u0003'],
    ['the end of the input', null],
  ])('is not given by %s, and then nothing is done', async (_, typed) => {
    const { input, output } = terminal();
    const given = askHidden({ input, output }, 'Password: ');
    if (typed === null) input.end();
    else input.write(typed);
    await expect(given).rejects.toThrow('No password was given. Nothing was changed.');
  });

  it('is kept for this process and made known to the scrubber; a second command part asks no more', async () => {
    const { input, output } = terminal();
    const vault = memorySecretVault('test');
    const learned: string[] = [];
    const scrubber = { register: (secret: string) => void learned.push(secret) };
    const need = needPassword(GATEWAY, vault, { input, output }, scrubber);
    input.write('canary-1\r');
    await need;
    expect([await vault.get('g.data-store'), learned]).toEqual(['canary-1', ['canary-1']]);
    await needPassword(GATEWAY, vault, null, scrubber);
  });

  it('without a terminal is refused with every way to give it', async () => {
    const need = needPassword(GATEWAY, memorySecretVault('test'), null, { register: () => undefined });
    const refused = await need.then(() => '', String);
    for (const way of ['{"g.data-store":"…"}', 'GATEWAY_VAULT_SECRETS_FILE', 'on a terminal'])
      expect(refused).toContain(way);
  });
});
