import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTcpProxy, type TcpProxy } from '#lab/faults/tcp-proxy.ts';
import { type ReplayServer, startReplay } from '#lab/replay/server.ts';
import { CommandLine, HAS_TERMINALS } from '../../stores/support/command-line-lab.ts';
import { makeFolder } from '../../stores/support/open-engine.ts';
import { until } from '../until.ts';

const WORD = 'wörd of "the" lab';
const QUESTION = 'Password of elastic at the data store of one: ';

/** The shipped program where somebody sits before it, on a data store that answers from a recording. */
describe.runIf(HAS_TERMINALS)('gateway-vault on a terminal', () => {
  const cli = new CommandLine();
  const home = makeFolder();
  let store: ReplayServer;
  let proxy: TcpProxy;

  beforeAll(async () => {
    store = await startReplay({ repositories: 1, backups: 2 });
    proxy = await startTcpProxy(store.url);
    await cli.build();
    const add = `gateway add --name one --tenant default --release 10.11 --user elastic --address ${proxy.url}`;
    const added = await cli.run('gateway-vault', add.split(' '), { GATEWAY_VAULT_HOME: home });
    expect([added.code, added.err]).toEqual([0, '']);
    // Longer than a busy machine takes.
  }, 60_000);
  afterAll(async () => {
    await proxy.stop();
    await store.stop();
    cli.remove();
    rmSync(home, { recursive: true, force: true });
  });

  const list = () => {
    const args = ['backup', 'list', '--repository', store.repositories[0] ?? ''];
    return cli.onTerminal('gateway-vault', args, { GATEWAY_VAULT_HOME: home });
  };

  it('asks for the password that is missing, does not show it, and goes on with it', async () => {
    const { type, screen, ended } = list();
    await until(() => screen().includes(QUESTION));
    expect(proxy.requests).toEqual([]);
    type(`${WORD}\r`);
    expect(await ended).toBe(0);
    expect(screen()).not.toContain('wörd');
    expect(screen().replace(`${QUESTION}\r\n`, '').trimEnd().split('\r\n')).toHaveLength(2);
    const sent = Buffer.from(`elastic:${WORD}`).toString('base64');
    expect(proxy.heads.every((head) => head.includes(`Basic ${sent}`))).toBe(true);
  });

  it.each([
    ['Ctrl-C', '\u0003', 130],
    ['Ctrl-D', '\u0004', 1],
  ])('ends by %s at the question, and sends nothing', async (_, key, code) => {
    const before = proxy.requests.length;
    const { type, screen, ended } = list();
    await until(() => screen().includes(QUESTION));
    type(key);
    expect(await ended).toBe(code);
    expect(screen()).toBe(`${QUESTION}\r\nNo password was given. Nothing was changed.\r\n`);
    expect(proxy.requests).toHaveLength(before);
  });
});
