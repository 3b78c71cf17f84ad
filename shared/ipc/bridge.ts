import type { RequestInput, RequestName, RequestOutput } from './contract.ts';
import type { Envelope } from './envelope.ts';
import type { EventName, EventPayload } from './events.ts';

/** The only thing the page gets from the shell, as `window.gatewayVault`. */
export interface Bridge {
  invoke<Name extends RequestName>(
    name: Name,
    input: RequestInput<Name>,
  ): Promise<Envelope<RequestOutput<Name>>>;
  /** Calls back on each event; the returned function ends it. */
  subscribe<Name extends EventName>(name: Name, listener: (payload: EventPayload<Name>) => void): () => void;
}
