import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Look } from '#lab/demo/desk.ts';
import { type DemoEnvironment, startDemoEnvironment } from '#lab/demo/environment.ts';
import { Stopwatch } from '#lab/demo/stopwatch.ts';
import { runTour } from '#lab/demo/tour.ts';
import { fingerprint } from '#lab/samples/fingerprint.ts';
import { axeProblems } from './gallery/inspect.ts';

let parts: DemoEnvironment;
let pictures: string;

beforeAll(async () => {
  parts = await startDemoEnvironment({ analyticsDocs: 5_000 });
  pictures = mkdtempSync(path.join(tmpdir(), 'gateway-vault-pictures-'));
});
afterAll(async () => {
  await parts.stop();
  rmSync(pictures, { recursive: true, force: true });
});

/** What axe finds on each screen of the tour, by screen. */
const violations: string[] = [];
const look: Look = async (page, screen) => {
  violations.push(...(await axeProblems(page)).map((one) => `${screen}: ${one}`));
};

test('the main job by clicking, on a real data store: back up, restore, restart', async () => {
  const others = async (): Promise<unknown> => ({
    two: await fingerprint(parts.server.url, 'default2'),
    eu: await fingerprint(parts.server.url, 'default_eu'),
  });
  const before = await others();
  const loaded = parts.gateway.nodes.map((node) => node.restarts);
  await runTour(parts, new Stopwatch(), pictures, look);
  expect(await others()).toEqual(before);
  expect(parts.gateway.nodes.map((node) => node.restarts)).toEqual(loaded.map((count) => count + 1));
  expect(parts.gateway.nodes.map((node) => node.quiesce.enable)).toEqual([false, false]);
  expect(readdirSync(pictures).length).toBeGreaterThan(15);
});

test('axe finds nothing on any screen of the main job, light and dark', () => {
  expect(violations).toEqual([]);
});
