import { mkdtempSync } from 'node:fs';
import path from 'node:path';
import type { Engine } from '#core/engine-api.ts';
import { DEFAULT_TIMING } from '#core/ports.ts';
import type { LabServer } from '#lab/servers/start.ts';
import type { EventPayload } from '#shared/ipc/events.ts';
import type { Operation } from '#shared/model/operation.ts';
import { PlanChoices } from '#shared/model/plan.ts';
import type { BackupSelection } from '#shared/model/primitives.ts';
import { draftFor, openEngine } from '../stores/support/open-engine.ts';

/** An engine as the program has it: the same timing, real files on the disk. */
export interface BenchEngine {
  engine: Engine;
  gatewayId: string;
  /** Called with the details of backups that are announced; one listener. */
  onBackups: ((event: EventPayload<'backups'>) => void) | null;
  stop(): Promise<void>;
}

/** `url`: where it finds the server, if a proxy is in between. Its folder goes with the server's. */
export async function openBenchEngine(server: LabServer, url = server.url): Promise<BenchEngine> {
  const { engine } = await openEngine({
    folder: mkdtempSync(path.join(server.folder, 'engine-')),
    timing: DEFAULT_TIMING,
    onEvent: (name, payload) => {
      if (name === 'backups') open.onBackups?.(payload as EventPayload<'backups'>);
    },
  });
  const draft = draftFor(server, { dataStore: { addresses: [url] } });
  const { profile } = await engine.gateways.add({ draft, secrets: {} });
  const open: BenchEngine = { engine, gatewayId: profile.id, onBackups: null, stop: () => engine.stop() };
  return open;
}

/** A backup that must become good. */
export async function backUp(
  { engine, gatewayId }: BenchEngine,
  repository: string,
  name: string,
  selection: BackupSelection = { kind: 'everything' },
): Promise<Operation> {
  const backup = { repository, name, selection, reason: '' };
  const { operationId } = await engine.backups.create({ gatewayId, backup });
  return succeeded(await engine.operations.ended(operationId));
}

/** A restore in place, with its safety backup, that must succeed. */
export async function restore(
  { engine, gatewayId }: BenchEngine,
  repository: string,
  name: string,
): Promise<Operation> {
  const choices = PlanChoices.parse({ fixes: {}, safetyBackup: true });
  const plan = await engine.restores.plan({ gatewayId, repository, name, choices });
  const { operationId } = await engine.restores.start({ planId: plan.id, tenant: 'default', reason: '' });
  return succeeded(await engine.operations.ended(operationId));
}

function succeeded(operation: Operation): Operation {
  if (operation.status !== 'succeeded')
    throw new Error(`${operation.kind} ${operation.status}: ${JSON.stringify(operation.error)}`);
  return operation;
}

/** How long each phase of an operation took, in the order of their work. */
export function phasesOf(operation: Operation): string {
  return operation.phases
    .filter((phase) => phase.startedAt !== null && phase.endedAt !== null)
    .map((phase) => `${phase.id} ${(phase.endedAt ?? 0) - (phase.startedAt ?? 0)} ms`)
    .join(', ');
}
