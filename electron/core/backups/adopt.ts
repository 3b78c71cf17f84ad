import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { GatewayProfile } from '#shared/model/gateway.ts';
import { failureOf } from '../errors/from-transport.ts';
import type { Connections } from '../gateways/connections.ts';
import type { NodeClient } from '../gateways/node-client.ts';
import type { Profiles } from '../gateways/profiles.ts';
import { releaseNodes } from '../gateways/quiesce.ts';
import { beginChange, type ChangeGuards } from '../operations/change.ts';
import type { BackupInFlight, BackupsInFlight } from './in-flight.ts';
import type { Manifests } from './manifest.ts';
import { adoptBackup, backupOperation } from './run.ts';

export interface AdoptionParts extends ChangeGuards {
  connections: Connections;
  profiles: Profiles;
  manifests: Manifests;
  inFlight: BackupsInFlight;
  nodesOf: (gateway: GatewayProfile) => Promise<ReadonlyMap<string, NodeClient>>;
}

const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 60_000;

/**
 * Goes on with every backup that an earlier run of the program left behind, each in its own time: a data store that
 * cannot be reached is tried again, and one that another process is at work on is left to it. Ends with the signal.
 */
export async function adoptAll(parts: AdoptionParts, signal: AbortSignal): Promise<void> {
  const records = await parts.inFlight.all();
  await Promise.all(records.map((record) => adoptInTime(parts, record, signal)));
}

/**
 * Begins once to follow what earlier runs left behind of one gateway. Resolves with the operations that go on; what
 * cannot be followed now, such as one that another process is at work on, is left as it is.
 */
export async function adoptOnce(parts: AdoptionParts, gatewayId: string): Promise<string[]> {
  const records = (await parts.inFlight.all()).filter((record) => record.gatewayId === gatewayId);
  for (const { id, order } of records) {
    await adopt(parts, id).catch((thrown: unknown) =>
      parts.ports.logger.info(`backup ${order.name} is not followed: ${failureOf(thrown, '').value.title}`),
    );
  }
  const running = new Set(parts.operations.running().map((operation) => operation.id));
  return records.map((record) => record.id).filter((id) => running.has(id));
}

async function adoptInTime(parts: AdoptionParts, record: BackupInFlight, signal: AbortSignal): Promise<void> {
  const { clock, logger } = parts.ports;
  for (let pause = FIRST_PAUSE_MS; !signal.aborted; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    try {
      await adopt(parts, record.id);
      return;
    } catch (thrown) {
      logger.info(`backup ${record.order.name} is not followed yet: ${failureOf(thrown, '').value.title}`);
    }
    await clock.sleep(pause, signal);
  }
}

async function adopt(parts: AdoptionParts, id: string): Promise<void> {
  // Read again: the process that was at work on it may have ended it meanwhile.
  const record = await parts.inFlight.get(id);
  if (record === null || parts.operations.running().some((operation) => operation.id === id)) return;
  const { ports, manifests, inFlight } = parts;
  const gateway = parts.profiles.get(record.gatewayId);
  if (record.ended) return releaseLeft(parts, gateway, record);
  const connection = await parts.connections.of(gateway.id, 5_000);
  if (connection.storeKey !== record.storeKey) return;
  await beginChange(
    parts,
    connection,
    backupOperation(gateway, record.order),
    async (operation, lock) => {
      const nodes = await parts.nodesOf(gateway);
      return adoptBackup({ connection, operation, ports, manifests, inFlight, nodes, lock, record });
    },
    { adopts: { id, startedAt: record.startedAt } },
  );
}

/** Releases the nodes that an ended backup had to leave quiesced. Rejects while one cannot be released. */
async function releaseLeft(
  { ports, inFlight, nodesOf }: AdoptionParts,
  gateway: GatewayProfile,
  record: BackupInFlight,
): Promise<void> {
  // Nobody can be asked about a node that was taken out of the profile.
  const known = record.quiesced.filter((id) => gateway.nodes.some((node) => node.id === id));
  const quiesced = await releaseNodes(await nodesOf(gateway), known, (text) => ports.logger.info(text));
  if (quiesced.length === 0) return inFlight.remove(record.id);
  await inFlight.write({ ...record, quiesced });
  throw new AppFailure(appError('node-not-quiesced', { what: quiesced.join(', ') }));
}
