import type { PendingRestart } from '#shared/model/restart.ts';
import type { EnginePorts } from '../ports.ts';

/** At most four events a second for each gateway. */
const EVENT_GAP_MS = 250;

interface Waiting {
  lastSent: number;
  timer: NodeJS.Timeout | null;
  next: PendingRestart;
}

/** Tells the page about pending restarts, not too often, and always the last state. */
export class Announcer {
  readonly #emit: EnginePorts['emit'];
  readonly #waiting = new Map<string, Waiting>();

  constructor(emit: EnginePorts['emit']) {
    this.#emit = emit;
  }

  changed(pending: PendingRestart): void {
    const { gatewayId } = pending;
    const waiting = this.#waiting.get(gatewayId) ?? { lastSent: -Infinity, timer: null, next: pending };
    waiting.next = pending;
    this.#waiting.set(gatewayId, waiting);
    if (waiting.timer !== null) return;
    const gap = waiting.lastSent + EVENT_GAP_MS - performance.now();
    if (gap <= 0) this.#send(gatewayId, waiting);
    else waiting.timer = setTimeout(() => this.#send(gatewayId, waiting), gap);
  }

  /** The end of a run or of a pending restart: told at once. `null` when nothing is due any more. */
  settled(gatewayId: string, pending: PendingRestart | null): void {
    const timer = this.#waiting.get(gatewayId)?.timer;
    if (timer != null) clearTimeout(timer);
    this.#waiting.delete(gatewayId);
    this.#emit('restart', { gatewayId, pending });
  }

  #send(gatewayId: string, waiting: Waiting): void {
    waiting.timer = null;
    waiting.lastSent = performance.now();
    this.#emit('restart', { gatewayId, pending: waiting.next });
    // The gap is one between two that were heard: telling it takes time as well.
    waiting.lastSent = performance.now();
  }
}
