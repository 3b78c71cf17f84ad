import type { AppError } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { Bridge } from '#shared/ipc/bridge.ts';
import { CONTRACT, type RequestInput, type RequestName, type RequestOutput } from '#shared/ipc/contract.ts';
import type { Envelope } from '#shared/ipc/envelope.ts';
import type { EventName, EventPayload } from '#shared/ipc/events.ts';

/** What the fake engine says to a request: a value, or a function of the input, and `refuse(error)` to fail. */
export type Answers = {
  [Name in RequestName]?:
    | Answer<RequestOutput<Name>>
    | ((input: RequestInput<Name>) => Answer<RequestOutput<Name>> | Promise<Answer<RequestOutput<Name>>>);
};
type Answer<Data> = Data | Refusal;

class Refusal {
  readonly error: AppError;
  constructor(error: AppError) {
    this.error = error;
  }
}

/** An answer that fails with an explained error. */
export const refuse = (error: AppError): Refusal => new Refusal(error);

/** An answer that never comes, for loading states. */
export const pending = <Data>(): Promise<Data> => new Promise<Data>(() => undefined);

export interface FakeBridge extends Bridge {
  /** Every request so far, in order. */
  readonly calls: readonly { name: RequestName; input: unknown }[];
  /** The inputs of one kind of request, in order. */
  inputs<Name extends RequestName>(name: Name): RequestInput<Name>[];
  /** Changes the answers to later requests. */
  answer(more: Answers): void;
  /** Announces something, as the engine does. */
  push<Name extends EventName>(name: Name, payload: EventPayload<Name>): void;
  /** How many listeners there are for an event. */
  listeners(name: EventName): number;
}

/**
 * A typed stand-in for `window.gatewayVault`. A request without an answer fails with `internal`, which names
 * it; an input that the contract refuses fails as the real router would.
 */
export function createFakeBridge(answers: Answers): FakeBridge {
  const known: Answers = { ...answers };
  const calls: { name: RequestName; input: unknown }[] = [];
  const listeners = new Map<EventName, Set<(payload: never) => void>>();

  return {
    calls,
    inputs: <Name extends RequestName>(name: Name) =>
      calls.filter((call) => call.name === name).map((call) => call.input as RequestInput<Name>),
    answer: (more) => Object.assign(known, more),
    listeners: (name) => listeners.get(name)?.size ?? 0,
    async invoke<Name extends RequestName>(
      name: Name,
      input: RequestInput<Name>,
    ): Promise<Envelope<RequestOutput<Name>>> {
      calls.push({ name, input });
      const parsed = CONTRACT[name].input.safeParse(input);
      if (!parsed.success) {
        return { ok: false, error: appError('input-invalid', { detail: parsed.error.message }) };
      }
      const answer: unknown = known[name];
      if (answer === undefined)
        return { ok: false, error: appError('internal', { detail: `no answer: ${name}` }) };
      const data = (await (typeof answer === 'function'
        ? (answer as (input: unknown) => unknown)(input)
        : answer)) as RequestOutput<Name> | Refusal;
      return data instanceof Refusal ? { ok: false, error: data.error } : { ok: true, data };
    },
    subscribe: (name, listener) => {
      const all = listeners.get(name) ?? new Set();
      listeners.set(name, all);
      all.add(listener);
      return () => void all.delete(listener);
    },
    push: (name, payload) => {
      for (const listener of listeners.get(name) ?? []) (listener as (payload: unknown) => void)(payload);
    },
  };
}
