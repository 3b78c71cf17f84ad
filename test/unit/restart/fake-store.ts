import type { NodeProcess } from '#core/elasticsearch/node-process.ts';
import type { Host, ScriptEnd } from '#core/hosts/host.ts';
import type { ScriptName } from '#core/hosts/scripts.ts';
import type { StoreAccess } from '#core/restart/store-look.ts';
import type { StoreHealth } from '#core/restart/store-watch.ts';
import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';

const OK: ScriptEnd = { end: 'exited', code: 0, output: '' };

/** One node of a data store with a process, and a host whose scripts end and start it. */
export class FakeStore {
  name = 'es-1';
  process: { pid: number; startedAt: number } | null = { pid: 100, startedAt: 1_000 };
  health: StoreHealth | null = { nodes: 1, health: 'green' };
  /** Processes that the host shows. */
  running = new Set([100]);
  /** Scripts in the order in which they were run. */
  ran: ScriptName[] = [];
  /** The most processes of the node that were there at one time. */
  most = 1;
  hasScripts = true;
  /** What the scripts do; the usual is that they do their work at once. */
  stop: () => ScriptEnd = () => {
    this.end();
    return OK;
  };
  start: () => ScriptEnd = () => {
    this.begin();
    return OK;
  };
  #next = 100;

  end(): void {
    this.running.clear();
    this.process = null;
    this.health = null;
  }

  begin(health: StoreHealth = { nodes: 1, health: 'green' }): void {
    this.#next += 1;
    this.running.add(this.#next);
    this.most = Math.max(this.most, this.running.size);
    this.process = { pid: this.#next, startedAt: this.#next * 10 };
    this.health = health;
  }

  get node(): NodeProcess {
    return {
      name: this.name,
      host: '10.0.0.1',
      ip: '10.0.0.1',
      home: '/opt/sag/InternalDataStore',
      process: this.process,
    };
  }

  readHealth = (): StoreHealth => {
    if (this.health === null) throw new AppFailure(appError('connection-refused'));
    return this.health;
  };

  host: Host = {
    where: 'this computer',
    isRunning: (pid) => Promise.resolve(this.running.has(pid)),
    find: (script) =>
      this.hasScripts
        ? Promise.resolve(`/opt/sag/InternalDataStore/bin/${script}.sh`)
        : Promise.reject(new AppFailure(appError('script-refused', { what: script }))),
    run: (script) => {
      this.ran.push(script);
      const path = `/opt/sag/InternalDataStore/bin/${script.slice('store-'.length)}.sh`;
      return Promise.resolve({ path, end: script === 'store-shutdown' ? this.stop() : this.start() });
    },
  };

  /** What runs on it. */
  work: string[] = [];

  access: StoreAccess = {
    work: () => Promise.resolve(this.work),
    processes: () =>
      this.process === null
        ? Promise.reject(new AppFailure(appError('connection-refused')))
        : Promise.resolve([this.node]),
    wayOf: (_, part) =>
      Promise.resolve(
        part.here
          ? { kind: 'scripts', host: this.host, installation: { folder: '/opt/sag', instance: 'default' } }
          : { kind: 'by-hand' },
      ),
    isHere: () => Promise.resolve(this.hasScripts),
  };
}
