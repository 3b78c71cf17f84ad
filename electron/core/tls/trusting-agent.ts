import type { ClientRequestArgs } from 'node:http';
import { Agent, type AgentOptions } from 'node:https';
import type { Duplex } from 'node:stream';
import type { TLSSocket } from 'node:tls';
import type { TlsChoice } from './material.ts';
import { openSecure } from './secure-socket.ts';

/** Connections of one choice of trust. Each is checked anew: no session of an earlier one is taken up again. */
export class TrustingAgent extends Agent {
  readonly #choice: TlsChoice;
  readonly #timeoutMs: number;
  readonly #opening = new Set<TLSSocket>();

  constructor(choice: TlsChoice, timeoutMs: number, options: AgentOptions) {
    super({ ...options, maxCachedSessions: 0 });
    this.#choice = choice;
    this.#timeoutMs = timeoutMs;
  }

  override createConnection(
    options: ClientRequestArgs,
    callback?: (error: Error | null, socket: Duplex) => void,
  ): undefined {
    const target = { host: options.host ?? '', port: Number(options.port ?? 443) };
    let mine: TLSSocket | undefined;
    void openSecure(target, this.#choice, this.#timeoutMs, (socket) => this.#opening.add((mine = socket)))
      .then(
        ({ socket }) => callback?.(null, socket),
        // The type wants a socket where there is none.
        (thrown: unknown) => callback?.(thrown as Error, undefined as unknown as Duplex),
      )
      .finally(() => mine !== undefined && this.#opening.delete(mine));
  }

  override destroy(): void {
    for (const socket of this.#opening) socket.destroy();
    super.destroy();
  }
}
