import { storeRequest } from '#lab/samples/store-http.ts';
import { loadSmallTenant } from '../stores/support/small-tenant.ts';
import type { Content } from './filled-server.ts';

export const TWENTY = 20;
export const TWENTY_REPOSITORY = 'default';

/** A small tenant with twenty backups in its own repository. */
export const TWENTY_BACKUPS: Content = {
  name: 'twenty-backups',
  format: 1,
  fill: async ({ url }) => {
    await loadSmallTenant(url);
    const settings = { location: TWENTY_REPOSITORY };
    await storeRequest(url, 'PUT', `/_snapshot/${TWENTY_REPOSITORY}`, { type: 'fs', settings });
    for (let at = 1; at <= TWENTY; at += 1)
      await storeRequest(
        url,
        'PUT',
        `/_snapshot/${TWENTY_REPOSITORY}/nightly-${at}?wait_for_completion=true`,
        { indices: 'gateway_default*' },
      );
  },
};
