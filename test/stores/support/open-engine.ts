import { createEngine } from '#core/engine.ts';
import type { Engine } from '#core/engine-api.ts';
import { DEFAULT_TIMING, type EnginePorts, type FileStore, type Timing } from '#core/ports.ts';
import type { LabServer, ServerVersion } from '#lab/servers/start.ts';
import type { GatewayDraft, GatewayProfile, GatewayRelease } from '#shared/model/gateway.ts';
import type { Operation } from '#shared/model/operation.ts';
import { MemoryFiles, quietPorts } from '../../unit/memory.ts';

export interface OpenEngine {
  engine: Engine;
  /** Every operation event that was announced, in order. */
  events: Operation[];
  close(): Promise<void>;
}

/** A real engine with real files in a folder of its own; only the keyring and electron-store are left out. */
export async function openEngine(
  options: { timing?: Partial<Timing>; files?: FileStore; saved?: GatewayProfile[] } = {},
): Promise<OpenEngine> {
  const saved = options.saved ?? [];
  const events: Operation[] = [];
  const ports: EnginePorts = {
    ...quietPorts(options.files ?? new MemoryFiles(), DEFAULT_TIMING, () => undefined),
    profiles: {
      load: () => Promise.resolve({ profiles: saved, notice: null }),
      save: (profiles) => {
        saved.splice(0, saved.length, ...profiles);
        return Promise.resolve();
      },
    },
    logger: { info: () => undefined, warn: () => undefined, error: (text) => console.error(text) },
    emit: (name, payload) => {
      if (name === 'operation') events.push(payload as Operation);
    },
    timing: { ...DEFAULT_TIMING, ...options.timing },
  };
  const engine = createEngine(ports);
  await engine.start();
  return {
    engine,
    events,
    close: () => engine.stop(),
  };
}

/** The release of the gateway that ships each data store. */
const RELEASES: Record<ServerVersion, GatewayRelease> = {
  '2.3.2': '10.1',
  '5.6.4': '10.4',
  '7.2.0': '10.5',
  '7.7.1': '10.7',
  '7.13.0': '10.11',
  '8.2.3': '10.15',
  '8.12.2': '10.15',
  '9.4.3': '11.0',
};

export function draftFor(
  server: Pick<LabServer, 'url' | 'version'>,
  change: Partial<GatewayDraft> = {},
): GatewayDraft {
  return {
    name: 'Store under test',
    tenant: 'default',
    release: RELEASES[server.version],
    dataStore: { addresses: [server.url] },
    nodes: [],
    autostart: false,
    readOnly: false,
    ...change,
  };
}
