import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { renderApp } from '../support/render.tsx';

const PAGE = '/g/gw-1/overview';
const title = (name: string) => screen.findByRole('heading', { level: 1, name });
const nav = () => within(screen.getByRole('navigation', { name: 'Main' }));

beforeEach(() => window.localStorage.clear());

it('a start that leads to another page moves no focus', async () => {
  const { router } = renderApp('/');
  await title('Overview');
  expect(router.state.location.pathname).toBe(PAGE);
  expect(document.activeElement).toBe(document.body);
});

it('a new page has the focus on its title, by link and by key', async () => {
  const { user } = renderApp(PAGE);
  await title('Overview');
  await nav().findByText('214');
  await user.click(nav().getByRole('link', { name: /^Repositories/ }));
  const repositories = await title('Repositories');
  await waitFor(() => expect(document.activeElement).toBe(repositories));
  await user.keyboard('b');
  await waitFor(async () => expect(document.activeElement).toBe(await title('New backup')));
});

it('another part of the same page moves no focus', async () => {
  const { user, router } = renderApp('/settings');
  await title('Settings');
  const tab = screen.getByRole('tab', { name: 'Licences' });
  await user.click(tab);
  await waitFor(() => expect(router.state.location.search).toEqual({ tab: 'licences' }));
  expect(document.activeElement).toBe(tab);
});

it('what a page gave the focus to keeps it', async () => {
  const { user } = renderApp(PAGE);
  await title('Overview');
  await user.keyboard('?');
  await user.click(await screen.findByRole('link', { name: 'All keys, also those of lists' }));
  const heading = await title('Keyboard');
  await waitFor(() => expect(document.activeElement).toBe(heading));
});
