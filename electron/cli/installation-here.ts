import { AppFailure } from '#shared/errors/app-error.ts';
import type { InstallationReview } from '#shared/model/installation.ts';
import type { Session } from './session.ts';

/** What the files of an installation say of the gateway that is meant. */
export interface GatewayHere {
  tenant: string;
  /** Of its data store; empty where the files do not tell. */
  addresses: readonly string[];
  file: string;
}

/**
 * The tenant in the files of the installation that a folder lies in, of the very instance that it lies in. Null where
 * the folder lies in none, or its files tell no tenant.
 */
export async function gatewayHere(
  session: Pick<Session, 'engine'>,
  folder: string,
): Promise<GatewayHere | null> {
  const review = await installationHere(session, folder);
  if (review?.tenant == null) return null;
  const { value: tenant, file } = review.tenant;
  return { tenant, addresses: review.addresses?.value ?? [], file };
}

/** The name of the instance of the Integration Server that a folder lies in. */
export const instanceIn = (folder: string): string | undefined =>
  /[\\/]instances[\\/]([^\\/]+)/.exec(folder)?.[1];

/** The installation that a folder lies in, with the very instance that it lies in; null where it lies in none. */
export async function installationHere(
  { engine }: Pick<Session, 'engine'>,
  folder: string,
): Promise<InstallationReview | null> {
  const instance = instanceIn(folder);
  try {
    const review = await engine.installation.read({
      folder,
      ...(instance === undefined ? {} : { instance }),
    });
    return instance === undefined || review.instance === instance ? review : null;
  } catch (thrown) {
    // Any other folder, or one that may not be read, says nothing about gateways.
    if (thrown instanceof AppFailure) return null;
    throw thrown;
  }
}
