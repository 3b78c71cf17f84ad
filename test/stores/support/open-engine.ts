import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createEngine } from '#core/engine.ts';
import type { Engine } from '#core/engine-api.ts';
import { memorySecretVault } from '#core/files/memory-ports.ts';
import { nodeFileStore } from '#core/files/node-file-store.ts';
import { plainProfileStore } from '#core/files/plain-profile-store.ts';
import { systemClock } from '#core/files/system-clock.ts';
import { type Clock, DEFAULT_TIMING, type EnginePorts, type FileStore, type Timing } from '#core/ports.ts';
import type { LabServer, ServerVersion } from '#lab/servers/start.ts';
import type { GatewayDraft, GatewayRelease } from '#shared/model/gateway.ts';
import type { Operation } from '#shared/model/operation.ts';

export interface OpenEngine {
  engine: Engine;
  /** The data folder, real and on the disk. */
  folder: string;
  /** Every operation event that was announced, in order. */
  events: Operation[];
  close(): Promise<void>;
}

export interface OpenOptions {
  timing?: Partial<Timing>;
  /** A data folder that others use too, and that outlives this engine. Default: one of its own. */
  folder?: string;
  /** Puts something between the engine and its files. */
  files?: (files: FileStore) => FileStore;
  clock?: Clock;
  /** Hears everything that is announced. */
  onEvent?: EnginePorts['emit'];
  /** What the vault holds from the start. */
  secrets?: Record<string, string>;
}

export function makeFolder(): string {
  return mkdtempSync(path.join(tmpdir(), 'gateway-vault-data-'));
}

/** A real engine with real files in a folder of its own; only the keyring and electron-store are left out. */
export async function openEngine(options: OpenOptions = {}): Promise<OpenEngine> {
  const folder = options.folder ?? makeFolder();
  const events: Operation[] = [];
  const disk = nodeFileStore(folder);
  const vault = memorySecretVault();
  for (const [key, secret] of Object.entries(options.secrets ?? {})) await vault.set(key, secret);
  const engine = createEngine({
    profiles: plainProfileStore(disk),
    vault,
    files: options.files?.(disk) ?? disk,
    clock: options.clock ?? systemClock,
    logger: { info: () => undefined, warn: () => undefined, error: (text) => console.error(text) },
    user: 'svc-admin',
    emit: (name, payload) => {
      if (name === 'operation') events.push(payload as Operation);
      options.onEvent?.(name, payload);
    },
    timing: { ...DEFAULT_TIMING, failedForMs: 2_000, ...options.timing },
  });
  await engine.start();
  return {
    engine,
    folder,
    events,
    close: async () => {
      await engine.stop();
      if (options.folder === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The release of the gateway that ships each data store. */
export const RELEASES: Record<ServerVersion, GatewayRelease> = {
  '2.3.2': '10.1',
  '2.4.6': '10.1',
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
