import { describe, expect, it } from 'vitest';
import { dataFolder } from '#core/files/data-folder.ts';

describe('the data folder', () => {
  it.each([
    ['linux', {}, '/home/a', '/home/a/.config/gateway-vault'],
    ['linux', { XDG_CONFIG_HOME: '/etc/a' }, '/home/a', '/etc/a/gateway-vault'],
    ['linux', { XDG_CONFIG_HOME: 'relative' }, '/home/a', '/home/a/.config/gateway-vault'],
    ['linux', { XDG_CONFIG_HOME: '' }, '/home/a', '/home/a/.config/gateway-vault'],
    [
      'darwin',
      { XDG_CONFIG_HOME: '/etc/a' },
      '/Users/a',
      '/Users/a/Library/Application Support/gateway-vault',
    ],
    ['win32', { APPDATA: 'D:\\Roam' }, 'C:\\Users\\a', 'D:\\Roam\\gateway-vault'],
    ['win32', {}, 'C:\\Users\\a', 'C:\\Users\\a\\AppData\\Roaming\\gateway-vault'],
    ['linux', { GATEWAY_VAULT_HOME: '/srv/vault', XDG_CONFIG_HOME: '/etc/a' }, '/home/a', '/srv/vault'],
    ['win32', { GATEWAY_VAULT_HOME: 'E:\\vault' }, 'C:\\Users\\a', 'E:\\vault'],
    ['linux', { GATEWAY_VAULT_HOME: '' }, '/home/a', '/home/a/.config/gateway-vault'],
  ] as const)('on %s with %j is %s → %s', (platform, env, home, expected) => {
    expect(dataFolder(env, platform, home)).toBe(expected);
  });
});
