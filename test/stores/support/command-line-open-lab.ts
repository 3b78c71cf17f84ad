import type { ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { startTcpProxy, type TcpProxy } from '#lab/faults/tcp-proxy.ts';
import { countDocs } from '#lab/samples/fingerprint.ts';
import { until } from '../../unit/until.ts';
import { slowRepository } from './changes.ts';
import type { Ended } from './command-line-lab.ts';
import type { CommandLineBench } from './command-line-suite.ts';
import { draftFor, makeFolder, openEngine } from './open-engine.ts';

const NEVER = new Promise<never>(() => undefined);

/** The new grammar on a data folder of its own, with one gateway behind a proxy that sees every request. */
export class OpenLab {
  readonly folder = makeFolder();
  readonly #bench: CommandLineBench;
  #proxy: TcpProxy | null = null;
  gatewayId = '';

  constructor(bench: CommandLineBench) {
    this.#bench = bench;
  }

  /** Saves the gateway, makes the backup `first`, and a repository in which a backup takes its time. */
  async open(): Promise<void> {
    const server = this.#bench.server();
    this.#proxy = await startTcpProxy(server.url);
    const app = await openEngine({ folder: this.folder });
    const draft = draftFor(server, { name: 'one', dataStore: { addresses: [this.#proxy.url] } });
    this.gatewayId = (await app.engine.gateways.add({ draft, secrets: {} })).profile.id;
    await app.close();
    expect((await this.vault('backup create --name first')).code).toBe(0);
    await slowRepository(server.url, 'slow', { snapshot: '20kb' });
  }

  async close(): Promise<void> {
    await this.vault('backup delete --name first --json');
    await this.#proxy?.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  get proxy(): TcpProxy {
    if (this.#proxy === null) throw new Error('not open');
    return this.#proxy;
  }

  start(
    args: string,
    shell?: string,
  ): { child: ChildProcess; ended: Promise<Ended>; said: () => Omit<Ended, 'code'> } {
    const home = { GATEWAY_VAULT_HOME: this.folder };
    return this.#bench.cli.start(
      'gateway-vault',
      args.split(' '),
      home,
      shell === undefined ? {} : { shell },
    );
  }

  vault(args: string, shell?: string): Promise<Ended> {
    return this.start(args, shell).ended;
  }

  raw(method: string, where: string): Promise<Response> {
    return fetch(`${this.#bench.server().url}${where}`, { method });
  }

  counts(): Promise<Record<string, number>> {
    return countDocs(this.#bench.server().url, 'default');
  }

  journals(): string[] {
    const folder = path.join(this.folder, 'journals');
    return existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.json')) : [];
  }

  /** Requests since `from` that are not for reading alone. */
  writes(from: number): string[] {
    return this.proxy.requests.slice(from).filter((line) => !/^(GET|HEAD) /.test(line));
  }

  /** Runs a command that must send nothing but reading requests, and leave journals and history as they are. */
  async changesNothing(args: string): Promise<Ended> {
    const before = [this.journals(), this.#history()];
    const from = this.proxy.requests.length;
    const ended = await this.vault(args);
    expect(this.proxy.requests.length).toBeGreaterThan(from);
    expect(this.writes(from)).toEqual([]);
    expect([this.journals(), this.#history()]).toEqual(before);
    return ended;
  }

  /** Begins a restore and resolves when the data store has it; its reply is held back. */
  async halfWay(): Promise<ReturnType<OpenLab['start']>> {
    await this.proxy.setMode({ kind: 'hold', until: NEVER, match: /^POST \S+\/first\/_restore/ });
    const from = this.proxy.requests.length;
    const running = this.start('restore run --name first --confirm default');
    await until(() => this.proxy.requests.slice(from).some((line) => line.includes('/first/_restore')));
    // It has answered: a request that is cut on its way is another story.
    await until(() => this.proxy.open.passed === 0);
    return running;
  }

  /** The same, killed there. */
  async killedHalfWay(): Promise<void> {
    const running = await this.halfWay();
    running.child.kill('SIGKILL');
    await running.ended;
    await this.proxy.setMode({ kind: 'pass' });
  }

  #history(): string[] {
    const operations = path.join(this.folder, 'operations');
    return readdirSync(operations).map((file) => readFileSync(path.join(operations, file), 'utf8'));
  }
}
