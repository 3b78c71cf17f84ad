import type { GatewayProfile } from '#shared/model/gateway.ts';
import type { Options } from '../options.ts';
import type { Session } from '../session.ts';
import type { Outcome } from './codes.ts';

/** What a command of the utility works with. */
export interface Given {
  session: Session;
  gateway: GatewayProfile;
  options: Options;
  /** The repository that is meant: by default the one that is named after the tenant. */
  repository: string;
}

export type Run = (given: Given) => Promise<Outcome>;
