import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loseRepository } from './gallery/lost-repository.ts';
import {
  BACKUP,
  furnish,
  type Gallery,
  type GatewayIds,
  STATES,
  type State,
  startGallery,
} from './gallery/places.ts';
import { type Visit, visit } from './gallery/visit.ts';
import { INSIDE, OF_UNSETTLED, ofLost, ofOne } from './gallery/visits.ts';
import { type LaunchedApp, launchApp } from './support/launch.ts';

let gallery: Gallery;
let launched: LaunchedApp;
let ids: GatewayIds;
let firstStart: string[];

beforeAll(async () => {
  gallery = await startGallery();
  launched = await launchApp();
  firstStart = await visit(launched, { name: 'first-start', address: '/' });
  ids = await furnish(launched, gallery);
});
afterAll(async () => {
  // Not there where the start failed.
  await (launched as LaunchedApp | undefined)?.close();
  await (gallery as Gallery | undefined)?.stop();
});

/** Screens of one gateway, as addresses below it. */
const SCREENS = {
  overview: 'overview',
  backups: 'backups',
  'backup-flyout': `backups?repository=default&name=${BACKUP}`,
  'backup-wizard': 'backups/new',
  'restore-plan': `restore/default/${BACKUP}`,
  repositories: 'repositories',
  activity: 'activity',
  restart: 'restart',
} as const;
type Screen = keyof typeof SCREENS;

/** Every filter in use: what is chosen makes the row of them longest. */
const FILTERS =
  'repositories=default&state=success,partial&scope=everything,assets&size=tiny,small,large&date=30d';

const REVIEW = 'backups/new?step=review';
/** The last step of a restore is reached through its plan only. */
const PLAN = `restore/default/${BACKUP}`;
const CONFIRM = /^Next: Confirm$/;
/** What unfolds the calls, and the command of a form. */
const CHANGES = /^\d+ changes$/;
const COMMAND = /^Command that does the same$/;

/** What looks the same wherever it is to be had: last steps and what they unfold, and the lists with their filters. */
const OF_CALM: readonly Visit[] = [
  { name: 'backups-filtered', address: `backups?${FILTERS}` },
  { name: 'backup-review', address: REVIEW },
  { name: 'backup-calls', address: REVIEW, press: [CHANGES] },
  { name: 'restore-confirm', address: PLAN, press: [CONFIRM] },
  { name: 'restore-calls', address: PLAN, press: [CONFIRM, CHANGES] },
  {
    name: 'repository-form',
    address: 'repositories',
    press: [/^Add repository$/, COMMAND],
    fill: { label: 'Name', text: 'nightly' },
  },
];

const OF_ALL: readonly Visit[] = [
  { name: 'gateways', address: '/gateways' },
  { name: 'gateway-add', address: '/gateways/add' },
  { name: 'activity-all', address: '/activity' },
  { name: 'settings', address: '/settings' },
  { name: 'settings-diagnostics', address: '/settings?tab=diagnostics' },
  { name: 'settings-licences', address: '/settings?tab=licences' },
  { name: 'not-found', address: '/nowhere' },
];

/** Pages that show nothing of a data store, or what is kept here, are never seen waiting for it. */
const NEVER_BUSY: readonly Screen[] = ['activity', 'restart'];

describe.each(STATES)('a gateway whose data store is %s', (state: State) => {
  test.each(Object.keys(SCREENS) as Screen[])('the screen %s is sound', async (screen) => {
    const busy = state === 'loading' && !NEVER_BUSY.includes(screen);
    const address = `/g/${ids[state]}/${SCREENS[screen]}`;
    expect(await visit(launched, { name: `${screen}-${state}`, address, busy })).toEqual([]);
  });
});

test('the screen of the first start is sound', () => {
  expect(firstStart).toEqual([]);
});

test.each([...OF_CALM, ...INSIDE])('the screen $name is sound', async (one) => {
  expect(await visit(launched, { ...one, address: `/g/${ids.calm}/${one.address}` })).toEqual([]);
});

test.each(OF_ALL)('the screen $name is sound', async (one) => {
  expect(await visit(launched, one)).toEqual([]);
});

test.each(OF_UNSETTLED)('the screen $name is sound', async (one) => {
  expect(await visit(launched, { ...one, address: `/g/${ids.unsettled}/${one.address}` })).toEqual([]);
});

test.each([0, 1])('the page %i of one thing is sound', async (at) => {
  expect(await visit(launched, ofOne(ids)[at]!)).toEqual([]);
});

test('the screen backups-earlier is sound', async () => {
  await loseRepository(launched, gallery, ids);
  expect(await visit(launched, ofLost(ids))).toEqual([]);
});

test('nothing was complained about on the way', () => {
  expect(launched.problems).toEqual([]);
});
