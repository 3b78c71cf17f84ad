import { screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { shortMark } from '../../../renderer/ui/shell/short-mark.ts';
import { renderApp } from '../support/render.tsx';
import { sampleGateway } from '../support/samples.ts';
import { sizeWindow } from '../support/viewport.ts';

const PAGE = '/g/gw-1/overview';
const head = async () => within(within(await screen.findByRole('main')).getAllByRole('banner')[0]!);
const switcher = () => screen.findByRole('button', { name: /^Production EU/ });

afterEach(() => sizeWindow(1024));

describe('the gateway in a window whose navigation is a rail', () => {
  it('is named with its tenant in the head of each of its pages', async () => {
    sizeWindow(1024);
    for (const path of [PAGE, '/g/gw-1/repositories', '/g/gw-1/activity']) {
      const { unmount } = renderApp(path);
      await screen.findByRole('heading', { level: 1 });
      expect((await head()).getByTitle('Production EU')).toBeTruthy();
      expect((await head()).getByTitle('tenant default')).toBeTruthy();
      unmount();
    }
  });

  it('is two letters in the rail, with the whole name for screen readers and on hover', async () => {
    sizeWindow(1024);
    const { user } = renderApp(PAGE);
    const card = await switcher();
    expect(within(card).getByText('PE').getAttribute('aria-hidden')).toBe('true');
    await user.hover(card);
    expect((await screen.findByRole('tooltip')).textContent).toBe('Production EU, default, 10.11');
    await user.click(card);
    expect(await screen.findByRole('menuitem', { name: /Add a gateway/ })).toBeTruthy();
  });

  it('is not claimed by a page of the program', async () => {
    sizeWindow(1024);
    renderApp('/settings');
    await screen.findByRole('heading', { level: 1, name: 'Settings' });
    await switcher();
    expect((await head()).queryByTitle('Production EU')).toBeNull();
  });
});

it('a wide window names it in the navigation alone', async () => {
  sizeWindow(1280);
  renderApp(PAGE, { 'gateways.list': [sampleGateway()] });
  await switcher();
  expect((await head()).queryByTitle('Production EU')).toBeNull();
});

describe('the two letters of a gateway', () => {
  it.each([
    ['Production EU', 'PE'],
    ['test', 'te'],
    ['eu-prod 2', 'ep'],
    ['Ü', 'Ü'],
    ['***', '**'],
  ])('of %s are %s', (name, letters) => {
    expect(shortMark(name)).toBe(letters);
  });
});
