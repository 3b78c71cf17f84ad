import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { backupList, threeRows } from '../backups/answers.ts';
import { refuse } from '../support/fake-bridge.ts';
import { renderApp } from '../support/render.tsx';
import { sampleDown, sampleOverview, sampleStatus } from '../support/samples.ts';

/** Longer than the data store is left alone between two looks. */
const PATIENCE = { timeout: 20_000 };
const away = sampleDown();
const refused = away.error!;

it('a list shows that the data store went away, keeps its rows, and is whole again when it came back', async () => {
  const { bridge } = renderApp('/g/gw-1/backups', { 'backups.list': backupList(threeRows()) });
  await screen.findByTitle('a-newest', {}, PATIENCE);
  bridge.answer({ 'gateways.status': away, 'backups.list': refuse(refused) });
  await screen.findByText(/The list could not be read/, {}, PATIENCE);
  expect(screen.getByTitle('a-newest')).toBeTruthy();
  bridge.answer({ 'gateways.status': sampleStatus(), 'backups.list': backupList(threeRows().slice(1)) });
  await screen.findByText('2 of 2', {}, PATIENCE);
  expect(screen.queryByText(/The list could not be read/)).toBeNull();
});

it('a list that was never read comes by itself', async () => {
  const { bridge } = renderApp('/g/gw-1/backups', {
    'gateways.status': away,
    'backups.list': refuse(refused),
  });
  await screen.findByText(/The list could not be read/, {}, PATIENCE);
  bridge.answer({ 'gateways.status': sampleStatus(), 'backups.list': backupList(threeRows()) });
  await screen.findByTitle('a-newest', {}, PATIENCE);
});

it('the Overview follows both ways', async () => {
  const { bridge } = renderApp('/g/gw-1/overview', {});
  await screen.findByText('Data store green', {}, PATIENCE);
  bridge.answer({ 'gateways.status': away, 'overview.get': { ...sampleOverview(), dataStore: away } });
  await screen.findAllByText(refused.title, {}, PATIENCE);
  bridge.answer({ 'gateways.status': sampleStatus(), 'overview.get': sampleOverview() });
  await screen.findByText('Data store green', {}, PATIENCE);
  expect(screen.queryAllByText(refused.title)).toEqual([]);
});

it('nothing is read again while nothing has changed', async () => {
  const { bridge } = renderApp('/g/gw-1/backups', { 'backups.list': backupList(threeRows()) });
  await screen.findByTitle('a-newest', {}, PATIENCE);
  await expect.poll(() => bridge.inputs('gateways.status').length, PATIENCE).toBeGreaterThan(2);
  expect(bridge.inputs('backups.list')).toHaveLength(1);
});
