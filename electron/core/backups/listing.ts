import type { BackupList } from '#shared/model/backup.ts';
import type { BackupFacts, NamedBackup } from '../elasticsearch/snapshot-list.ts';
import type { Connections } from '../gateways/connections.ts';
import type { Operations } from '../operations/registry.ts';
import type { EnginePorts } from '../ports.ts';
import { Reading } from './listing-reading.ts';
import type { ListingCalls } from './listing-repository.ts';
import { SharedCalls, Turns } from './listing-turns.ts';
import type { Manifests } from './manifest.ts';
import { SnapshotCache } from './snapshot-cache.ts';

/** After these a call is taken for one that hangs, and no longer stands in the way of the next. */
const NAMES_PATIENCE_MS = 1_000;
const DETAILS_PATIENCE_MS = 15_000;

interface ListingParts {
  ports: EnginePorts;
  connections: Connections;
  manifests: Manifests;
  operations: Operations;
}

/** Lists the backups of all gateways (E19). */
export class Listings {
  readonly #parts: ListingParts;
  readonly #calls: ListingCalls;
  readonly #current = new Map<string, Reading>();
  #stopped = false;

  constructor(parts: ListingParts) {
    this.#parts = parts;
    const { clock, files, logger } = parts.ports;
    this.#calls = {
      names: new SharedCalls<NamedBackup[]>(clock, NAMES_PATIENCE_MS),
      lists: new SharedCalls<BackupFacts[]>(clock, DETAILS_PATIENCE_MS),
      details: new Turns(clock, DETAILS_PATIENCE_MS),
      cache: new SnapshotCache(files, logger),
    };
  }

  /**
   * Names and states, as soon as every repository has told them or is late. What is not known yet follows in
   * `backups` events. A newer reading of the same gateway takes the place of an older one.
   */
  list({ gatewayId }: { gatewayId: string }): Promise<BackupList> {
    this.forget(gatewayId);
    const reading = this.#begin(gatewayId, true);
    this.#current.set(gatewayId, reading);
    return reading.named;
  }

  /**
   * Whether the list that was answered last is still true, by names and states alone: what other tools make and delete
   * is seen without reading a list that nobody needs.
   */
  async look({ gatewayId }: { gatewayId: string }): Promise<{ same: boolean }> {
    return { same: (await this.#current.get(gatewayId)?.isAsTold()) ?? false };
  }

  /** All details, for those who count them. Shares the calls of a list that is read at the same time. */
  complete({ gatewayId }: { gatewayId: string }): Promise<BackupList> {
    const current = this.#current.get(gatewayId);
    const reading = current?.answered === false ? current : this.#begin(gatewayId, false);
    return reading.complete();
  }

  /** Ends what is read about a gateway that is changed or removed. */
  forget(gatewayId: string): void {
    this.#current.get(gatewayId)?.end();
    this.#current.delete(gatewayId);
  }

  /** Nothing is announced after this was called, and nothing written after it resolves. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const gatewayId of this.#current.keys()) this.forget(gatewayId);
    await this.#calls.cache.close();
  }

  #begin(gatewayId: string, announces: boolean): Reading {
    const { ports, connections, manifests, operations } = this.#parts;
    return new Reading(gatewayId, {
      connections,
      manifests,
      calls: this.#calls,
      clock: ports.clock,
      operations: operations.list(gatewayId),
      announce: announces
        ? (rows, readings) => {
            if (!this.#stopped) ports.emit('backups', { gatewayId, rows, readings });
          }
        : null,
    });
  }
}
