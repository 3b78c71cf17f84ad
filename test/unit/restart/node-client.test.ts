import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { CallLog } from '#core/elasticsearch/call-log.ts';
import { NodeClient } from '#core/gateways/node-client.ts';
import { quiesceNodes, releaseNodes } from '#core/gateways/quiesce.ts';
import { AppFailure } from '#shared/errors/app-error.ts';
import type { GatewayRelease } from '#shared/model/gateway.ts';
import { MemoryFiles, quietPorts } from '../memory.ts';
import { FAST } from './bench.ts';
import { FakeGateway, type FakeGatewayOptions } from './fake-gateway.ts';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

const clock = quietPorts(new MemoryFiles(), FAST, () => undefined).clock;
const log = new CallLog();

/** For those that do not answer: time enough to reach them, and not waited for in vain. */
const SILENT = { deadlineMs: 1_000 };

function client(
  address: string,
  more: { password?: string; release?: GatewayRelease; deadlineMs?: number } = {},
): NodeClient {
  const { deadlineMs = 10_000 } = more;
  const signIn = more.password === undefined ? {} : { username: 'Administrator', password: more.password };
  return new NodeClient(
    { node: { name: 'node-a', address }, release: more.release ?? '10.11', ...signIn },
    log,
    clock,
    { healthMs: deadlineMs, changeMs: deadlineMs },
  );
}

async function fake(options: FakeGatewayOptions = {}): Promise<FakeGateway> {
  const gateway = await new FakeGateway(options).listen();
  open.push(gateway);
  return gateway;
}

/** A server below HTTP: swallows or answers bytes. */
async function raw(answer: string | null): Promise<string> {
  const server: Server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => (answer === null ? undefined : socket.end(answer)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(server);
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  const thrown = await work.then(
    () => null,
    (error: unknown) => error,
  );
  expect(thrown).toBeInstanceOf(AppFailure);
  return (thrown as AppFailure).value.code;
}

describe('health', () => {
  it('is asked without a user first, and with one only where that is refused', async () => {
    const node = await fake({ guardedHealth: true, password: 'pw' });
    const asked = client(node.address, { password: 'pw' });
    expect(await asked.health()).toMatchObject({ up: true });
    expect(node.seen.map((one) => one.authorization !== null)).toEqual([false, true]);
    await asked.health();
    expect(node.seen).toHaveLength(3);

    const free = await fake();
    await client(free.address, { password: 'pw' }).health();
    expect(free.seen.map((one) => one.authorization)).toEqual([null]);
  });

  it('a wrong password is neither up nor down', async () => {
    const node = await fake({ guardedHealth: true, password: 'pw' });
    expect(await client(node.address, { password: 'no' }).health()).toMatchObject({
      up: false,
      down: 'no',
      answer: '401',
    });
  });

  it('500 may be going down; a page is not health', async () => {
    const node = await fake();
    node.healthIs(500);
    expect(await client(node.address).health()).toMatchObject({ up: false, down: 'perhaps', answer: '500' });
    node.options = {
      reply: (_, response) => {
        response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sign in</html>');
        return true;
      },
    };
    expect(await client(node.address).health()).toMatchObject({
      up: false,
      down: 'no',
      answer: 'a web page',
    });
  });

  it('a redirect is not followed', async () => {
    const target = await fake();
    const node = await fake({
      reply: (_, response) => {
        response.writeHead(302, { location: `${target.address}/rest/apigateway/health` }).end();
        return true;
      },
    });
    expect(await client(node.address).health()).toMatchObject({ up: false, down: 'no', answer: '302' });
    expect(await codeOf(client(node.address).restart())).toBe('node-refused');
    expect(target.seen).toEqual([]);
  });

  it('never rejects: nothing listens, silence, no HTTP, cut, unknown host', async () => {
    const node = await fake();
    await node.goDown();
    expect(await client(node.address).health()).toMatchObject({ up: false, down: 'surely' });
    expect(await client(await raw(null), SILENT).health()).toMatchObject({ up: false, down: 'perhaps' });
    expect(await client(await raw('SSH-2.0-server\r\n')).health()).toMatchObject({
      up: false,
      down: 'perhaps',
    });
    expect(
      await client(await raw('HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\nhalf')).health(),
    ).toMatchObject({ up: false, down: 'perhaps' });
    expect(await client('http://no-such-host.invalid:5555', SILENT).health()).toMatchObject({ up: false });
  });

  it('an endless reply is cut off', async () => {
    const node = await fake({
      reply: (_, response) => {
        response.writeHead(200);
        const more = setInterval(() => response.write('x'.repeat(8_192)), 0);
        response.once('close', () => clearInterval(more));
        return true;
      },
    });
    expect(await client(node.address).health()).toMatchObject({ up: true });
  });

  it('reads the engine with a user', async () => {
    const node = await fake({ password: 'pw' });
    expect(await client(node.address, { password: 'pw' }).engine()).toBe('yellow');
    expect(await client(node.address).engine()).toBeNull();
  });
});

describe('restart', () => {
  it('uses the interface of 10.7 and later, or the one before', async () => {
    const node = await fake({ neverDown: true });
    expect(await client(node.address, { release: '10.7' }).restart()).toBe('accepted');
    expect(await client(`${node.address}/`, { release: '10.5' }).restart()).toBe('accepted');
    expect(node.seen.map(({ method, path, body }) => [method, path, JSON.parse(body) as unknown])).toEqual([
      ['POST', '/rest/apigateway/shutdown', { bounce: true, option: 'force' }],
      ['POST', '/invoke/wm.server.admin/shutdown', { bounce: 'yes', option: 'force' }],
    ]);
  });

  it.each([
    [401, 'node-sign-in-refused'],
    [403, 'node-sign-in-refused'],
    [400, 'node-refused'],
    [404, 'node-refused'],
    [500, 'node-refused'],
    [503, 'node-refused'],
  ])('HTTP %i is %s', async (status, code) => {
    const node = await fake({
      reply: (_, response) => {
        response.writeHead(status).end('{"errorDetails":"bad payload"}');
        return true;
      },
    });
    expect(await codeOf(client(node.address, { password: 'pw' }).restart())).toBe(code);
    expect(node.seen).toHaveLength(1);
  });

  it.each([502, 504])('HTTP %i of something in between leaves it open', async (status) => {
    const node = await fake({
      reply: (_, response) => {
        response.writeHead(status).end();
        return true;
      },
    });
    expect(await client(node.address).restart()).toBe('unknown');
  });

  it('E4 no reply leaves it open and is not repeated', async () => {
    const node = await fake({ losesReply: true, neverDown: true });
    expect(await client(node.address).restart()).toBe('unknown');
    expect(node.seen).toHaveLength(1);
    expect(await client(await raw(null), SILENT).restart()).toBe('unknown');
  });

  it('is unreachable where nothing was sent', async () => {
    const node = await fake();
    await node.goDown();
    expect(await codeOf(client(node.address).restart())).toBe('node-unreachable');
    expect(await codeOf(client('http://no-such-host.invalid:5555', SILENT).restart())).toBe(
      'node-unreachable',
    );
  });

  it('a page instead of data is refused on 10.7 and later, and open before', async () => {
    const node = await fake({
      reply: (_, response) => {
        response.writeHead(200, { 'content-type': 'text/html' }).end('<html></html>');
        return true;
      },
    });
    expect(await codeOf(client(node.address).restart())).toBe('node-refused');
    expect(await client(node.address, { release: '10.3' }).restart()).toBe('unknown');
  });
});

describe('quiesce', () => {
  it('is set, seen and released', async () => {
    const node = await fake();
    const asked = client(node.address);
    expect(await asked.quiesce()).toBe('set');
    expect(await asked.quiesceState()).toEqual({ enabled: true, status: 'success' });
    expect(await asked.quiesce()).toBe('already');
    await asked.release();
    expect(node.quiesced).toBe(false);
    expect(JSON.parse(node.seen[0]!.body)).toEqual({ enable: true, block: 'designtime' });
  });

  it('a lost reply is looked up', async () => {
    let cut = true;
    const node: FakeGateway = await fake({
      reply: (request) => {
        if (request.method !== 'PUT' || !cut) return false;
        node.quiesced = true;
        request.socket.destroy();
        return true;
      },
    });
    expect(await client(node.address).quiesce()).toBe('set');
    node.quiesced = false;
    cut = false;
    node.options = { reply: (request) => request.method === 'PUT' && (request.socket.destroy(), true) };
    expect(await codeOf(client(node.address).quiesce())).toBe('node-unreachable');
  });

  it('E4 E9 a node that takes it and cannot be asked about it then is ours to release', async () => {
    const node: FakeGateway = await fake({
      reply: (request, response) => {
        if (request.method === 'PUT' && !node.quiesced) {
          node.quiesced = true;
          response.writeHead(502).end();
          return true;
        }
        if (request.method === 'GET') request.socket.destroy();
        return request.method === 'GET';
      },
    });
    const noted: string[][] = [];
    const nodes = new Map([['n0', client(node.address)]]);
    const lines: string[] = [];
    const done = await quiesceNodes(
      nodes,
      (ids) => Promise.resolve(void noted.push(ids)),
      (text) => lines.push(text),
    );
    expect(done).toEqual({ set: [], able: 1 });
    expect(noted.at(-1)).toEqual(['n0']);
    expect(lines).toHaveLength(1);
    expect(await releaseNodes(nodes, noted.at(-1)!, () => undefined)).toEqual([]);
    expect(node.quiesced).toBe(false);
  });

  it('is refused by name', async () => {
    const node = await fake({ password: 'pw' });
    expect(await codeOf(client(node.address, { password: 'no' }).quiesce())).toBe('node-sign-in-refused');
    const old = await fake({ reply: (_, response) => (response.writeHead(404).end(), true) });
    expect(await codeOf(client(old.address).quiesce())).toBe('node-not-quiesced');
    expect(client(old.address, { release: '10.5' }).canQuiesce).toBe(false);
  });
});

it('no call in the log shows who signed in', async () => {
  const node = await fake({ password: 'canary-5b1e', neverDown: true });
  const asked = client(node.address, { password: 'canary-5b1e' });
  await asked.health();
  await asked.engine();
  await asked.restart();
  await asked.quiesce();
  const text = JSON.stringify(log.all());
  expect(log.all().at(-1)).toMatchObject({
    method: 'PUT',
    status: 200,
    url: `${node.address}/rest/apigateway/quiescemode`,
  });
  expect(text).not.toContain('canary-5b1e');
  expect(text).not.toContain(Buffer.from('Administrator:canary-5b1e').toString('base64'));
});
