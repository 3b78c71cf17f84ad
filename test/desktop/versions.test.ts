import path from 'node:path';
import { expect, test } from 'vitest';
import { Desk } from '#lab/demo/desk.ts';
import { startDemoEnvironment } from '#lab/demo/environment.ts';
import { REPOSITORY } from '#lab/electron/runtime.ts';
import { countDocs } from '#lab/samples/fingerprint.ts';
import { mutateTenant } from '#lab/samples/mutate.ts';
import { launchApp } from './support/launch.ts';

/** The oldest and the newest data store; the whole job on 7.13.0 is in `main-job.test.ts`. */
test.for(['2.3.2', '9.4.3'] as const)(
  'back up and restore by clicking on %s',
  { timeout: 400_000 },
  async (version, { onTestFinished }) => {
    const parts = await startDemoEnvironment({ tenants: ['default'], version, analyticsDocs: 500 });
    onTestFinished(() => parts.stop());
    const launched = await launchApp();
    onTestFinished(() => launched.close());
    const folder = path.join(REPOSITORY, 'test-output', `smoke-${version}`);
    const desk = new Desk(
      launched.page,
      (number, name) => path.join(folder, `${String(number).padStart(2, '0')}-${name}.png`),
      () => Promise.resolve(),
    );
    await desk.addGateway(parts);
    await desk.lookAtEmptyOverview();
    const name = await desk.backUp();
    await desk.openBackup(name);
    const before = await countDocs(parts.server.url, parts.draft.tenant);
    await mutateTenant(parts.server.url, parts.draft.tenant);
    await desk.planRestore(name);
    await desk.confirmRestore(parts.draft.tenant);
    expect(await countDocs(parts.server.url, parts.draft.tenant)).toEqual(before);
    expect(launched.problems).toEqual([]);
  },
);
