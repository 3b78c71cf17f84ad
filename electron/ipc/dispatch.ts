import type { z } from 'zod';
import type { Logger } from '#core/ports.ts';
import { type AppError, AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import { CONTRACT, type Handlers, type RequestName } from '#shared/ipc/contract.ts';
import type { Envelope } from '#shared/ipc/envelope.ts';
import { inputRefusal } from './input-guard.ts';

export interface DispatchParts {
  /** Still to come while the engine starts: early requests wait for it. */
  handlers: Handlers | Promise<Handlers>;
  logger: Logger;
  scrub: (text: string) => string;
  /** Development and tests: an answer that breaks the contract is an error. */
  checkOutputs: boolean;
}

/** Answers one request of the page, whatever it holds: always an envelope, never a throw. */
export async function dispatch(
  parts: DispatchParts,
  name: unknown,
  input: unknown,
): Promise<Envelope<unknown>> {
  try {
    if (!isRequestName(name)) throw invalid('the request is not known');
    const refusal = inputRefusal(input);
    if (refusal !== null) throw invalid(refusal);
    const parsed = CONTRACT[name].input.safeParse(input);
    if (!parsed.success) throw invalid(problemOf(parsed.error));
    const handlers = await parts.handlers;
    const handler = handlers[name] as (input: unknown) => Promise<unknown>;
    const data = await handler(parsed.data);
    if (parts.checkOutputs) checkOutput(name, data);
    return { ok: true, data };
  } catch (thrown) {
    return { ok: false, error: explained(parts, name, thrown) };
  }
}

function isRequestName(name: unknown): name is RequestName {
  return typeof name === 'string' && Object.hasOwn(CONTRACT, name);
}

function checkOutput(name: RequestName, data: unknown): void {
  const checked = CONTRACT[name].output.safeParse(data);
  if (!checked.success) throw new Error(`the answer breaks the contract: ${problemOf(checked.error)}`);
}

function invalid(detail: string): AppFailure {
  return new AppFailure(appError('input-invalid', { detail }));
}

/** The first problem in words; never the value, which may be a secret, and never endless. */
function problemOf(error: z.ZodError): string {
  const [issue] = error.issues;
  if (issue === undefined) return 'it is not in the form that is expected';
  const where = issue.path.map(String).join('.').slice(0, 80);
  const what = issue.code === 'unrecognized_keys' ? 'a field is not known' : issue.message.slice(0, 120);
  return where === '' ? what : `${where}: ${what}`;
}

function explained(parts: DispatchParts, name: unknown, thrown: unknown): AppError {
  if (thrown instanceof AppFailure) return scrubbed(thrown.value, parts.scrub);
  const trace = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  parts.logger.error(`request ${isRequestName(name) ? name : 'unknown'} failed: ${trace}`);
  return appError('internal', { detail: 'The log of this program has the details.' });
}

function scrubbed(error: AppError, scrub: (text: string) => string): AppError {
  return {
    code: error.code,
    title: scrub(error.title),
    cause: scrub(error.cause),
    changed: scrub(error.changed),
    next: scrub(error.next),
    raw: error.raw === null ? null : { ...error.raw, reason: scrub(error.raw.reason) },
  };
}
