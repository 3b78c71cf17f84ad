import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright';
import type { Bridge } from '#shared/ipc/bridge.ts';
import type { RequestInput, RequestName, RequestOutput } from '#shared/ipc/contract.ts';
import type { Envelope } from '#shared/ipc/envelope.ts';

interface PageGlobals {
  gatewayVault: Bridge;
}

/** Sends a request as the page would. */
export function invokeInPage<Name extends RequestName>(
  page: Page,
  name: Name,
  input: RequestInput<Name>,
): Promise<Envelope<RequestOutput<Name>>> {
  const ask = (given: { name: string; input: unknown }): unknown => {
    const { gatewayVault } = globalThis as unknown as PageGlobals;
    return gatewayVault.invoke(given.name as RequestName, given.input as never);
  };
  return page.evaluate(ask, { name, input }) as Promise<Envelope<RequestOutput<Name>>>;
}

/** A request that must succeed. */
export async function ask<Name extends RequestName>(
  page: Page,
  name: Name,
  input: RequestInput<Name>,
): Promise<RequestOutput<Name>> {
  const reply = await invokeInPage(page, name, input);
  if (!reply.ok) throw new Error(`${name}: ${JSON.stringify(reply.error)}`);
  return reply.data;
}

/**
 * Runs the body of an async function in the page and resolves with what it returns. Code as text, because
 * the tests run in Node and must not see the page's globals. The page's own policy holds for all it does.
 */
export function inPage<Result>(page: Page, body: string): Promise<Result> {
  return page.evaluate<Result>(`(async () => {${body}})()`);
}

/**
 * Waits until an expression holds in the page. Asks again and again from here: what the page itself would have
 * to build from text is refused by its policy.
 */
export async function untilInPage(page: Page, holds: string): Promise<void> {
  while (!(await inPage<boolean>(page, `return Boolean(${holds})`))) await sleep(20);
}

/** The parts of the security policy that refused something of this code; one at least is waited for. */
export function violationsOf(page: Page, code: string): Promise<string[]> {
  return inPage(
    page,
    `const seen = [];
     const note = (event) => seen.push(event.effectiveDirective);
     document.addEventListener('securitypolicyviolation', note);
     const add = (tag, attributes) =>
       document.body.append(Object.assign(document.createElement(tag), attributes));
     ${code}
     const pause = () => new Promise((resolve) => setTimeout(resolve, 300));
     for (let tries = 0; tries < 30 && seen.length === 0; tries++) await pause();
     await pause();
     document.removeEventListener('securitypolicyviolation', note);
     return seen;`,
  );
}
