import { type IncomingMessage, request as overHttp, type RequestOptions } from 'node:http';
import { request as overHttps } from 'node:https';
import type { Trust } from '#shared/model/trust.ts';
import { type Told, tlsFailureIn } from '../tls/refusal.ts';
import { TrustingAgent } from '../tls/trusting-agent.ts';

export interface NodeRequest {
  method: 'GET' | 'POST' | 'PUT';
  url: string;
  body: string | null;
  authorization: string | null;
  /** Whom to believe at an https address. */
  trust: Trust;
  timeoutMs: number;
}

export interface NodeReply {
  status: number;
  /** A page for people instead of data: a proxy or a sign-in form stands in between. */
  html: boolean;
  json: unknown;
  location: string | null;
}

/**
 * Why there was no reply. `refused`: nothing listens there. `unreachable` and `not-trusted`: no connection, so
 * nothing was sent. `no-answer` and `cut`: the request may have arrived.
 */
export interface Silence {
  silence: 'refused' | 'unreachable' | 'not-trusted' | 'no-answer' | 'cut';
  detail: string;
  /** What TLS has against the connection. */
  tls?: Told;
}

const LONGEST_REPLY = 64 * 1024;

/**
 * One request on a connection of its own: a connection that is kept alive would still reach a process that has
 * already stopped listening. Sent once, redirects not followed, ended by its deadline. Never rejects.
 */
export async function exchange(wanted: NodeRequest): Promise<NodeReply | Silence> {
  return new Promise((resolve) => {
    let connected = false;
    const secure = wanted.url.startsWith('https:');
    const agent = secure && new TrustingAgent({ trust: wanted.trust }, wanted.timeoutMs, {});
    const options: RequestOptions = { method: wanted.method, agent, headers: headersOf(wanted) };
    const request = secure ? overHttps(wanted.url, options) : overHttp(wanted.url, options);
    const deadline = setTimeout(() => {
      resolve({ silence: connected ? 'no-answer' : 'unreachable', detail: 'no answer in time' });
      request.destroy();
      if (agent !== false) agent.destroy();
    }, wanted.timeoutMs);
    const end = (result: NodeReply | Silence): void => {
      clearTimeout(deadline);
      resolve(result);
      request.destroy();
    };
    request.once('socket', (socket) => {
      // A secure one is given out only when it is connected and believed.
      if (secure) connected = true;
      else socket.once('connect', () => (connected = true));
    });
    request.on('error', (error) => end(silenceOf(error, connected)));
    request.once('response', (response) => collect(response, end));
    request.end(wanted.body ?? undefined);
  });
}

function headersOf(wanted: NodeRequest): Record<string, string> {
  return {
    accept: 'application/json',
    ...(wanted.body === null
      ? {}
      : {
          'content-type': 'application/json',
          'content-length': String(Buffer.byteLength(wanted.body)),
        }),
    ...(wanted.authorization === null ? {} : { authorization: wanted.authorization }),
  };
}

function collect(response: IncomingMessage, end: (result: NodeReply | Silence) => void): void {
  let text = '';
  const done = (): void => end(replyOf(response, text));
  response.setEncoding('utf8');
  response.on('data', (part: string) => {
    text += part;
    if (text.length > LONGEST_REPLY) done();
  });
  response.once('end', done);
  response.once('error', () => end({ silence: 'cut', detail: 'the connection was cut' }));
}

function replyOf(response: IncomingMessage, text: string): NodeReply {
  const status = response.statusCode ?? 0;
  const html =
    /text\/html/i.test(response.headers['content-type'] ?? '') || /^\s*<(!doctype|html)/i.test(text);
  return { status, html, json: jsonOf(text), location: response.headers.location ?? null };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function silenceOf(error: Error, connected: boolean): Silence {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const detail = code === '' ? error.message : code;
  if (code === 'ECONNREFUSED') return { silence: 'refused', detail: 'connection refused' };
  const tls = tlsFailureIn(error.message);
  if (tls !== null) return { silence: 'not-trusted', detail: tls.detail || tls.reason, tls };
  if (connected) return { silence: 'cut', detail: 'the connection was cut' };
  return { silence: 'unreachable', detail };
}
