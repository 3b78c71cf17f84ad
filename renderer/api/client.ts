import type { AppError } from '#shared/errors/app-error.ts';
import { AppFailure } from '#shared/errors/app-failure.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { Bridge } from '#shared/ipc/bridge.ts';
import type { RequestInput, RequestName, RequestOutput } from '#shared/ipc/contract.ts';

declare global {
  interface Window {
    gatewayVault: Bridge;
  }
}

/** Sends one request to the engine. Rejects with an AppFailure, and with nothing else. */
export async function invoke<Name extends RequestName>(
  name: Name,
  input: RequestInput<Name>,
): Promise<RequestOutput<Name>> {
  const envelope = await window.gatewayVault.invoke(name, input);
  if (envelope.ok) return envelope.data;
  throw new AppFailure(envelope.error);
}

/** The explained error in whatever was thrown. */
export function errorOf(thrown: unknown): AppError | null {
  if (thrown === null || thrown === undefined) return null;
  if (thrown instanceof AppFailure) return thrown.value;
  return appError('internal', {
    detail: thrown instanceof Error ? thrown.message : 'An unknown value was thrown.',
  });
}
