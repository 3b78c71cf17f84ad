import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { countDocs } from '#lab/samples/fingerprint.ts';
import { mutateTenant } from '#lab/samples/mutate.ts';
import { launchApp } from '../../desktop/support/launch.ts';
import { Desk, type Look } from './desk.ts';
import type { DemoEnvironment } from './environment.ts';
import type { Stopwatch } from './stopwatch.ts';

/** The whole main job in the real program, by clicking. Throws at the first thing that is not as it must be. */
export async function runTour(
  parts: DemoEnvironment,
  watch: Stopwatch,
  folder: string,
  look: Look = () => Promise.resolve(),
): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const launched = await watch.step('Open the program', () => launchApp());
  const desk = new Desk(
    launched.page,
    (number, name) => path.join(folder, `${String(number).padStart(2, '0')}-${name}.png`),
    look,
  );
  try {
    await watch.step('Add the gateway: each check of the test passes', () => desk.addGateway(parts));
    await watch.step('Look at the overview: nothing is backed up yet', () => desk.lookAtEmptyOverview());
    const name = await watch.step('Back up everything', () => desk.backUp());
    await watch.step('Find the backup in the list and open it', () => desk.openBackup(name));
    const before = await countDocs(parts.server.url, parts.draft.tenant);
    await watch.step('Something changes the data of the tenant', async () => {
      await mutateTenant(parts.server.url, parts.draft.tenant);
    });
    await watch.step('Restore: from the row to the plan', () => desk.planRestore(name));
    await watch.step('Confirm, and follow the restore to its verified end', () =>
      desk.confirmRestore(parts.draft.tenant),
    );
    await watch.step('Every count is as it was before the change', async () => {
      const after = await countDocs(parts.server.url, parts.draft.tenant);
      if (JSON.stringify(after) !== JSON.stringify(before))
        throw new Error(`counts differ: ${JSON.stringify({ before, after })}`);
    });
    await watch.step('Restart both nodes, one after another', () =>
      desk.restartGateway(parts.gateway.nodes.length),
    );
    await watch.step('Overview, backups and activity at the end', () => desk.lookAround());
    await watch.step('The same in the dark', () => desk.lookAroundInTheDark(name));
    if (launched.problems.length > 0) throw new Error(`errors of the page: ${launched.problems.join(' | ')}`);
  } catch (thrown) {
    await desk.shoot('failed').catch(() => undefined);
    throw thrown;
  } finally {
    await launched.close();
  }
}
