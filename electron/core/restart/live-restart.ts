import type { PendingRestart, RestartEvent, RestartNode } from '#shared/model/restart.ts';
import type { EnginePorts } from '../ports.ts';
import type { Announcer } from './announcer.ts';
import { type AskedRestart, brokenOff, withAsked, withEvent, withNode } from './pending.ts';
import type { RestartBook } from './restart-book.ts';

/** A pending restart while a run works on it: the one place that changes, announces and keeps it. */
export class LiveRestart {
  readonly #ports: EnginePorts;
  readonly #book: RestartBook;
  readonly #announcer: Announcer;
  /** When a restart of each node was asked for last since this run began. */
  readonly #asked = new Map<string, number>();
  #value: PendingRestart;
  #writes: Promise<void> = Promise.resolve();

  constructor(pending: PendingRestart, ports: EnginePorts, book: RestartBook, announcer: Announcer) {
    this.#value = pending;
    this.#ports = ports;
    this.#book = book;
    this.#announcer = announcer;
  }

  get value(): PendingRestart {
    return this.#value;
  }

  node(nodeId: string): RestartNode | undefined {
    return this.#value.nodes.find((node) => node.nodeId === nodeId);
  }

  async replace(pending: PendingRestart): Promise<void> {
    this.#value = pending;
    await this.#keep();
  }

  /** Takes in what is asked for meanwhile. A node that is on its way goes on, and is due once more after that. */
  async ask(asked: AskedRestart): Promise<void> {
    const { nodes, since } = asked.pending;
    for (const { nodeId } of nodes) this.#asked.set(nodeId, since);
    await this.replace(withAsked(this.#value, asked));
  }

  /** Whether a restart of a node was asked for since it began with the one that has just ended. */
  isAskedSince({ nodeId, startedAt }: RestartNode): boolean {
    return (this.#asked.get(nodeId) ?? -Infinity) >= (startedAt ?? 0);
  }

  async change(nodeId: string, change: (node: RestartNode) => RestartNode): Promise<void> {
    await this.replace(withNode(this.#value, nodeId, change));
  }

  /** The run begins with a node: it is none of those that are still to come, also when it is due once more. */
  async begin(nodeId: string, begun: RestartNode): Promise<void> {
    const { toCome, ...others } = this.#value;
    const rest = toCome === undefined ? {} : { toCome: toCome.filter((one) => one !== nodeId) };
    await this.replace(withNode({ ...others, ...rest }, nodeId, () => begun));
  }

  async event(nodeId: string, state: RestartEvent['state'], text: string): Promise<void> {
    await this.change(nodeId, (node) => withEvent(node, { at: this.#ports.clock.now(), state, text }));
  }

  /** What is being waited for. It changes with every poll, so it is shown and not written. */
  waiting(nodeId: string, text: string): void {
    const event: RestartEvent = { at: this.#ports.clock.now(), state: 'run', text };
    this.#value = withNode(this.#value, nodeId, (node) => withEvent(node, event));
    this.#announcer.changed(this.#value);
  }

  /** Ends the run. A pending restart of which nothing is due any more is gone from here on. */
  async finish(): Promise<void> {
    this.#value = brokenOff(this.#value, this.#ports.clock.now());
    const end: { left: PendingRestart | null } = { left: this.#value };
    await this.#write(async () => {
      // What was asked for elsewhere while this run had the lock is due from here on.
      end.left = await this.#book.settle(this.#value.gatewayId, (known) => known, this.#value);
    });
    this.#announcer.settled(this.#value.gatewayId, end.left ?? this.#value);
    if (end.left === null) this.#announcer.settled(this.#value.gatewayId, null);
  }

  async #keep(): Promise<void> {
    this.#announcer.changed(this.#value);
    await this.#write(() => this.#book.write(this.#value));
  }

  /** One write after another, each of the newest state. A full disk must not leave a node unattended in its restart. */
  async #write(write: () => Promise<void>): Promise<void> {
    this.#writes = this.#writes
      .then(write)
      .catch((thrown: unknown) =>
        this.#ports.logger.error(`restart of ${this.#value.gatewayId} was not written: ${String(thrown)}`),
      );
    return this.#writes;
  }
}
