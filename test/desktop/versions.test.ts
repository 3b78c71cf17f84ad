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
  async (version, { onTestFinished }) => {
    const parts = await startDemoEnvironment({ version, analyticsDocs: 500 }, 400_000);
