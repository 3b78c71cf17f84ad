import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { GatewayProfile } from '#shared/model/gateway.ts';
import type { ModernCommand } from '../grammar/modern.ts';
import type { Options } from '../options.ts';
import type { ResultOf } from '../results/of-commands.ts';
import type { Session } from '../session.ts';

/** What a command has to say: the lines for people, the object for programs, and whether it is good news. */
export interface Answer<Result = unknown> {
  lines: readonly string[];
  json: Result;
  /**
   * 0 good, 2 it is not as it should be, 3 it is not there, 4 it is not known or still at work, 5 somebody has to do
   * the rest by hand.
   */
  code: 0 | 2 | 3 | 4 | 5;
}

export interface Given {
  session: Session;
  options: Options;
  gateway: () => Promise<GatewayProfile>;
}

/** A command, which says nothing to programs but what is told of it in `RESULTS`. */
export type Run<Id extends ModernCommand> = (given: Given) => Promise<Answer<ResultOf<Id>>>;

/** The gateway and the backup that are meant. */
export async function targetOf({ options, gateway }: Given) {
  const profile = await gateway();
  const repository = options.get('repository') ?? profile.tenant;
  return { profile, gatewayId: profile.id, repository, name: options.get('name') ?? '' };
}

/** Throws what the engine would refuse a change of this gateway with. */
export function refuseReadOnly({ readOnly, name }: GatewayProfile): void {
  if (readOnly) throw new AppFailure(appError('gateway-read-only', { what: name }));
}
