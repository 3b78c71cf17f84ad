import type { ConnectionCheck, ConnectionReport } from '#shared/model/data-store.ts';
import type { GatewayProfile } from '#shared/model/gateway.ts';
import { errorLines } from '../problem.ts';
import type { Session } from '../session.ts';

/** Tries a saved gateway as it is saved, with the secrets that this process has. */
export async function reportOf(session: Session, profile: GatewayProfile): Promise<ConnectionReport> {
  const { id: gatewayId, createdAt: _, ...draft } = profile;
  return session.engine.gateways.test({ draft, secrets: {}, gatewayId });
}

/** One check, with what is known of its problem. */
export function checkLines({ state, title, detail, error }: ConnectionCheck): string[] {
  const problem = error === null || state === 'passed' ? [] : errorLines(error);
  return [`${state.padEnd(7)}  ${title}: ${detail}`, ...problem.map((line) => `         ${line}`)];
}
