import { errors } from '@elastic/transport';
import { z } from 'zod';
import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import { failureOf, isUnknownOutcome, isUnreached } from '../errors/from-transport.ts';
import { masked, secretsIn, withoutSecrets } from '../errors/mask.ts';
import type { Clock } from '../ports.ts';
import type { CallLog } from './call-log.ts';
import { type Change, defined, type Request, urlOf } from './request.ts';
import { openTransport, type StoreAddress, type StoreTransport } from './transport.ts';

const READ_MS = 30_000;
/** Longer than the `master_timeout` that is sent along, so that the server gives up first. */
const WRITE_MS = 60_000;
const LOOK_MS = 15_000;
const LOOK_PAUSE_MS = 1_000;

const Ack = z.looseObject({});

/**
 * One data store, over all its addresses. A read goes on to the next address when one cannot be reached;
 * a write is sent once (E4). Rejects with an AppFailure only.
 */
export class DataStoreClient {
  /** For people: the first address. */
  readonly where: string;
  readonly #wire: StoreTransport;
  readonly #addresses: readonly string[];
  readonly #tries: number;
  readonly #readMs: number;
  readonly #log: CallLog;
  readonly #clock: Clock;
  readonly #closed = new AbortController();

  constructor(store: StoreAddress, log: CallLog, clock: Clock, readMs: number = READ_MS) {
    this.#readMs = readMs;
    this.where = store.addresses[0] ?? '';
    this.#addresses = store.addresses;
    this.#tries = store.addresses.length;
    this.#log = log;
    this.#clock = clock;
    this.#wire = openTransport(store, readMs);
  }

  /** Reads and parses. A reply of another shape is a failure, never half an answer. */
  async read<Schema extends z.ZodType>(schema: Schema, request: Request): Promise<z.output<Schema>> {
    return this.#parsed(schema, request, await this.#tryAll('GET', request));
  }

  /** For reads that need a body or the POST method by design of the API. */
  async readByPost<Schema extends z.ZodType>(schema: Schema, request: Request): Promise<z.output<Schema>> {
    return this.#parsed(schema, request, await this.#tryAll('POST', request));
  }

  /** Sends one change, once. */
  async write<Schema extends z.ZodType>(
    schema: Schema,
    method: Change['method'],
    request: Request,
  ): Promise<z.output<Schema>> {
    const timed = { timeoutMs: WRITE_MS, ...request };
    return this.#parsed(schema, timed, await this.#send(method, timed));
  }

  /**
   * Sends one change, once. When its reply is lost the server is looked at instead (E4): resolves when `isDone`
   * holds within the deadline, rejects with the loss when it does not.
   */
  async change(
    method: Change['method'],
    request: Request,
    isDone: () => Promise<boolean>,
    lookForMs: number = LOOK_MS,
  ): Promise<void> {
    try {
      await this.write(Ack, method, request);
    } catch (thrown) {
      if (!(thrown instanceof AppFailure) || !isUnknownOutcome(thrown.value)) throw thrown;
      // A look at a silent server takes its time too.
      for (const until = this.#clock.now() + lookForMs; this.#clock.now() <= until; ) {
        if (await isDone().catch(() => false)) return;
        await this.#clock.sleep(LOOK_PAUSE_MS);
      }
      throw thrown;
    }
  }

  /** Ends what is being read, which the transport would wait for; a change that is on its way has its answer first. */
  async close(): Promise<void> {
    this.#closed.abort();
    await this.#wire.close();
  }

  async #tryAll(method: 'GET' | 'POST', request: Request): Promise<unknown> {
    let failure: unknown;
    for (let attempt = 0; attempt < this.#tries; attempt++) {
      try {
        return await this.#send(method, request);
      } catch (thrown) {
        failure = thrown;
        if (!(thrown instanceof AppFailure) || !isUnreached(thrown.value)) throw thrown;
      }
    }
    throw failure;
  }

  async #send(method: string, request: Request): Promise<unknown> {
    const at = this.#clock.now();
    const started = performance.now();
    const url = urlOf(request);
    const body = request.body === undefined ? null : JSON.stringify(masked(request.body));
    const note = (status: number | null, error: string | null): void =>
      this.#log.add({
        at,
        method,
        url,
        body,
        status,
        tookMs: Math.round(performance.now() - started),
        error,
      });
    const requestTimeout = request.timeoutMs ?? this.#readMs;
    try {
      const closed = method === 'GET' ? this.#closed.signal : null;
      const reply = await within(requestTimeout, closed, (signal) =>
        this.#wire.transport.request(
          {
            method,
            path: request.path,
            ...(request.query === undefined ? {} : { querystring: defined(request.query) }),
            ...(request.body === undefined ? {} : { body: request.body as Record<string, unknown> }),
          },
          {
            meta: true,
            maxRetries: 0,
            requestTimeout,
            signal,
            ...(request.accept === undefined ? {} : { ignore: request.accept }),
          },
        ),
      );
      note(reply.statusCode, null);
      return reply.body;
    } catch (thrown) {
      const { value } = failureOf(thrown, this.#askedAt(thrown));
      const failure = new AppFailure(withoutSecrets(value, secretsIn(request.body)));
      note(failure.value.raw?.status ?? null, failure.value.raw?.reason ?? failure.value.title);
      throw failure;
    }
  }

  /** The address that a failure is about; of several it is not always the first. */
  #askedAt(thrown: unknown): string {
    const asked = addressOf(thrown);
    return this.#addresses.find((address) => new URL(address).href === asked) ?? this.where;
  }

  #parsed<Schema extends z.ZodType>(schema: Schema, request: Request, body: unknown): z.output<Schema> {
    const parsed = schema.safeParse(body);
    if (parsed.success) return parsed.data;
    if (typeof body === 'string') {
      throw new AppFailure(
        appError('not-json', {
          where: this.where,
          raw: { status: 200, type: 'text', reason: body.slice(0, 300) },
        }),
      );
    }
    const issue = parsed.error.issues[0];
    const reason = `${request.path}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`;
    throw new AppFailure(
      appError('not-a-data-store', {
        where: this.where,
        detail: 'Its reply has another shape.',
        raw: { status: 200, type: 'shape', reason },
      }),
    );
  }
}

/** What the library notes of a request that failed; it has made a text of the URL by then. */
function addressOf(thrown: unknown): string | undefined {
  const known = thrown instanceof errors.ResponseError || thrown instanceof errors.ConnectionError;
  const url: unknown =
    known || thrown instanceof errors.TimeoutError ? thrown.meta?.meta.connection?.url : undefined;
  return typeof url === 'string' ? url : undefined;
}

/** The transport watches only until a reply begins; one that stops on its way, or never ends, would last for ever. */
async function within<Reply>(
  ms: number,
  closed: AbortSignal | null,
  ask: (signal: AbortSignal) => Promise<Reply>,
): Promise<Reply> {
  const end = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new errors.TimeoutError(`There was no whole reply within ${ms} ms`));
      end.abort();
    }, ms);
  });
  try {
    const signal = closed === null ? end.signal : AbortSignal.any([end.signal, closed]);
    return await Promise.race([ask(signal), late]);
  } finally {
    clearTimeout(timer);
  }
}
