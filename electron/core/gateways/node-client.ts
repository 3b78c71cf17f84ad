import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import { Health } from '#shared/model/data-store.ts';
import type { GatewayNode, GatewayRelease } from '#shared/model/gateway.ts';
import type { Trust } from '#shared/model/trust.ts';
import { canQuiesce, releaseAtLeast } from '#shared/rules/versions.ts';
import type { CallLog } from '../elasticsearch/call-log.ts';
import type { Clock } from '../ports.ts';
import { exchange, type NodeReply, type NodeRequest, type Silence } from './node-http.ts';

/** One node and how to sign in there. The password lives as long as this value. */
export interface NodeAccess {
  node: Pick<GatewayNode, 'name' | 'address'>;
  release: GatewayRelease;
  username?: string | undefined;
  password?: string | undefined;
  /** Left out: the authorities that this computer trusts. */
  trust?: Trust | undefined;
}

export interface NodeHealth {
  /** Answered 200. */
  up: boolean;
  /** `surely`: nothing listens; `perhaps`: no answer, or an error of the server's own. */
  down: 'no' | 'perhaps' | 'surely';
  /** Some server answered, whatever it said. */
  answered: boolean;
  engine: Health | null;
  /** For people: "200", "500", "connection refused". */
  answer: string;
}

export interface QuiesceState {
  enabled: boolean;
  /** `null` while the node is still changing over. */
  status: 'success' | 'failure' | null;
}

export interface NodeDeadlines {
  healthMs: number;
  changeMs: number;
}
export const NODE_DEADLINES: NodeDeadlines = { healthMs: 5_000, changeMs: 30_000 };

const HEALTH = '/rest/apigateway/health';
const QUIESCE = '/rest/apigateway/quiescemode';

/** The REST interface of one gateway node. A change is sent once (E4); every call is in the log, without its user. */
export class NodeClient {
  readonly #access: NodeAccess;
  readonly #log: CallLog;
  readonly #clock: Clock;
  readonly #deadlines: NodeDeadlines;
  #healthNeedsUser = false;

  constructor(access: NodeAccess, log: CallLog, clock: Clock, deadlines: NodeDeadlines = NODE_DEADLINES) {
    this.#access = access;
    this.#log = log;
    this.#clock = clock;
    this.#deadlines = deadlines;
  }

  /** Whether the node answers 200. Asked without a user first, as probes do. Never rejects. */
  async health(): Promise<NodeHealth> {
    let reply = await this.#call('GET', HEALTH, { signedIn: this.#healthNeedsUser });
    if (isReply(reply) && isSignIn(reply.status) && !this.#healthNeedsUser && this.#hasUser) {
      reply = await this.#call('GET', HEALTH, { signedIn: true });
      this.#healthNeedsUser = isReply(reply) && reply.status === 200;
    }
    return healthOf(reply);
  }

  /** Health of the engine behind the node, which only a signed-in user may read. `null` when it cannot be told. */
  async engine(): Promise<Health | null> {
    const reply = await this.#call('GET', `${HEALTH}/engine`, { signedIn: true });
    return isReply(reply) ? engineOf(reply.json) : null;
  }

  /**
   * Asks for shutdown and start. `unknown`: the reply was lost, so it may have been accepted and has to be looked at.
   * Rejects with `node-unreachable` (nothing was sent), `node-sign-in-refused` or `node-refused`.
   */
  async restart(): Promise<'accepted' | 'unknown'> {
    const current = releaseAtLeast(this.#access.release, 10, 7);
    const reply = await this.#call(
      'POST',
      current ? '/rest/apigateway/shutdown' : '/invoke/wm.server.admin/shutdown',
      { signedIn: true, body: { bounce: current ? true : 'yes', option: 'force' } },
    );
    if (isLost(reply)) return 'unknown';
    if (!isReply(reply)) throw this.#unreached(reply);
    if (reply.status < 200 || reply.status >= 300) throw this.#refused('node-refused', reply);
    if (!reply.html) return 'accepted';
    // Services of the older interface may answer with a page; the newer one never does.
    if (!current) return 'unknown';
    throw this.#refused('node-refused', reply);
  }

  get canQuiesce(): boolean {
    return canQuiesce(this.#access.release);
  }

  /**
   * Blocks changes at design time. `already`: someone else did, so the caller must not release it. `unknown`: the reply
   * was lost and the node cannot be asked, so it may be the caller's to release.
   * Rejects with `node-unreachable`, `node-sign-in-refused` or `node-not-quiesced`.
   */
  async quiesce(): Promise<'set' | 'already' | 'unknown'> {
    const outcome = await this.#setQuiesce(true);
    if (outcome === 'done') return 'set';
    return outcome === 'conflict' ? 'already' : 'unknown';
  }

  /** Allows changes again. Rejects also where it cannot be told whether the node does. */
  async release(): Promise<void> {
    if ((await this.#setQuiesce(false)) !== 'unknown') return;
    const { name } = this.#access.node;
    throw new AppFailure(appError('node-not-quiesced', { what: name, detail: 'Its answer was lost.' }));
  }

  async quiesceState(): Promise<QuiesceState> {
    const reply = await this.#call('GET', QUIESCE, { signedIn: true });
    if (!isReply(reply)) throw this.#unreached(reply);
    if (reply.status !== 200 || reply.html) throw this.#refused('node-not-quiesced', reply);
    const body = recordOf(reply.json);
    const status = body.status === 'success' || body.status === 'failure' ? body.status : null;
    return { enabled: body.enable === true || body.enable === 'true', status };
  }

  async #setQuiesce(enable: boolean): Promise<'done' | 'conflict' | 'unknown'> {
    const reply = await this.#call('PUT', QUIESCE, { signedIn: true, body: { enable, block: 'designtime' } });
    if (isLost(reply)) {
      const now = await this.quiesceState().catch(() => null);
      if (now === null) return 'unknown';
      if (now.enabled === enable) return 'done';
    }
    if (!isReply(reply)) throw this.#unreached(reply);
    if (reply.status === 409) return 'conflict';
    if (reply.status < 200 || reply.status >= 300 || reply.html)
      throw this.#refused('node-not-quiesced', reply);
    return 'done';
  }

  get #hasUser(): boolean {
    return this.#access.username !== undefined && this.#access.username !== '';
  }

  async #call(
    method: NodeRequest['method'],
    path: string,
    options: { signedIn: boolean; body?: object },
  ): Promise<NodeReply | Silence> {
    const url = `${this.#access.node.address.replace(/\/+$/, '')}${path}`;
    const body = options.body === undefined ? null : JSON.stringify(options.body);
    const user = `${this.#access.username ?? ''}:${this.#access.password ?? ''}`;
    const at = this.#clock.now();
    const started = performance.now();
    const reply = await exchange({
      method,
      url,
      body,
      authorization:
        options.signedIn && this.#hasUser ? `Basic ${Buffer.from(user, 'utf8').toString('base64')}` : null,
      trust: this.#access.trust ?? { kind: 'system' },
      timeoutMs: method === 'GET' ? this.#deadlines.healthMs : this.#deadlines.changeMs,
    });
    this.#log.add({
      at,
      method,
      url,
      body,
      status: isReply(reply) ? reply.status : null,
      tookMs: Math.round(performance.now() - started),
      error: isReply(reply) ? null : reply.detail,
    });
    return reply;
  }

  #unreached(silence: Silence): AppFailure {
    const { name, address } = this.#access.node;
    const raw = { status: null, type: silence.silence, reason: silence.detail };
    const { tls } = silence;
    if (tls !== undefined)
      return new AppFailure(appError(tls.code, { where: tls.where ?? address, detail: tls.detail, raw }));
    return new AppFailure(appError('node-unreachable', { what: name, where: address, raw }));
  }

  #refused(code: 'node-refused' | 'node-not-quiesced', reply: NodeReply): AppFailure {
    const what = this.#access.node.name;
    const detail = detailOf(reply);
    const raw = { status: reply.status, type: `HTTP ${reply.status}`, reason: detail };
    if (isSignIn(reply.status)) {
      const changed = code === 'node-refused' ? undefined : 'Nothing was changed on the node.';
      return new AppFailure(appError('node-sign-in-refused', { what, changed, raw }));
    }
    return new AppFailure(appError(code, { what, detail, raw }));
  }
}

function healthOf(reply: NodeReply | Silence): NodeHealth {
  if (!isReply(reply)) {
    // A certificate that is not trusted says nothing about the process behind it.
    const down = reply.silence === 'refused' ? 'surely' : reply.silence === 'not-trusted' ? 'no' : 'perhaps';
    return { up: false, down, answered: false, engine: null, answer: reply.detail };
  }
  const page = reply.html && reply.status < 400;
  return {
    up: reply.status === 200 && !page,
    down: reply.status >= 500 ? 'perhaps' : 'no',
    answered: true,
    engine: engineOf(reply.json),
    answer: page ? 'a web page' : String(reply.status),
  };
}

function detailOf(reply: NodeReply): string {
  if (reply.status >= 300 && reply.status < 400)
    return 'It answers with a redirect: the address is that of something in front of the node.';
  if (reply.status < 300 && reply.html)
    return 'It answers with a web page: the address is that of something in front of the node.';
  const body = recordOf(reply.json);
  const words = [body.errorDetails, body.message, body.error].find(
    (text): text is string => typeof text === 'string' && text !== '',
  );
  return words === undefined
    ? `It answered HTTP ${reply.status}.`
    : `HTTP ${reply.status}: ${words.slice(0, 300)}`;
}

function engineOf(json: unknown): Health | null {
  const parsed = Health.safeParse(recordOf(json).status);
  return parsed.success ? parsed.data : null;
}

function isReply(reply: NodeReply | Silence): reply is NodeReply {
  return 'status' in reply;
}

/** The request may have been carried out: no answer came, or what stood between has lost it. */
function isLost(reply: NodeReply | Silence): boolean {
  if (isReply(reply)) return reply.status === 502 || reply.status === 504;
  return reply.silence === 'no-answer' || reply.silence === 'cut';
}

function isSignIn(status: number): boolean {
  return status === 401 || status === 403;
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {};
}
