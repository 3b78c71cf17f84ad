import type { LaunchedApp } from '../support/launch.ts';
import type { Gallery, GatewayIds } from './places.ts';

/** Has a list of backups read while all of it can be, and again when its second repository no longer can. */
export async function loseRepository(
  { page }: LaunchedApp,
  gallery: Gallery,
  { partial }: GatewayIds,
): Promise<void> {
  const lost = page.getByText(/^The repository archive cannot be read\./);
  await gallery.reachArchive(true);
  await page.evaluate(`location.hash = ${JSON.stringify(`/g/${partial}/backups`)}`);
  await page.getByRole('row').getByTitle('archive', { exact: true }).first().waitFor();
  await gallery.reachArchive(false);
  await page.getByRole('button', { name: /^Refresh/ }).click();
  await lost.waitFor();
}
