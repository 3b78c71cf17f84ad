import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { appError } from '#shared/errors/catalogue.ts';
import { refuse } from '../support/fake-bridge.ts';
import { renderApp } from '../support/render.tsx';

describe('the settings of the program', () => {
  it('change the theme at once and keep it', async () => {
    const { bridge, user } = renderApp('/settings', { 'settings.set': (input) => input });
    const dark = await screen.findByRole('radio', { name: 'Dark' });
    expect(screen.getByRole('radio', { name: 'As the system' })).toHaveProperty('checked', true);
    await user.click(dark);
    expect(dark).toHaveProperty('checked', true);
    await user.click(screen.getByRole('switch', { name: 'Tell when work has ended' }));
    await waitFor(() =>
      expect(bridge.inputs('settings.set')).toEqual([
        { theme: 'dark', notifications: true },
        { theme: 'dark', notifications: false },
      ]),
    );
  });

  it('say when a change could not be kept, and show what is in effect', async () => {
    const { user } = renderApp('/settings', {
      'settings.set': refuse(appError('file-failed', { detail: 'settings.json: ENOSPC.' })),
    });
    await user.click(await screen.findByRole('radio', { name: 'Light' }));
    await screen.findByText(/settings\.json: ENOSPC/);
    expect(screen.getByRole('radio', { name: 'As the system' })).toHaveProperty('checked', true);
  });

  it('show where the files are, and why a folder could not be shown', async () => {
    const { bridge, user } = renderApp('/settings', {
      'app.openFolder': ({ folder }) =>
        folder === 'data' ? {} : refuse(appError('folder-not-shown', { what: '/data/logs' })),
    });
    await user.click(await screen.findByRole('button', { name: 'Show the data folder' }));
    await user.click(screen.getByRole('button', { name: 'Show the logs' }));
    await screen.findByText('The folder /data/logs could not be shown.');
    expect(bridge.inputs('app.openFolder')).toEqual([{ folder: 'data' }, { folder: 'logs' }]);
  });

  it('are reached from the navigation', async () => {
    const { user, router } = renderApp('/gateways');
    await user.click(await screen.findByRole('link', { name: 'Settings' }));
    await screen.findByRole('heading', { name: 'Settings' });
    expect(router.state.location.pathname).toBe('/settings');
  });
});

describe('the diagnostics bundle', () => {
  const files = [
    { name: 'program.json', bytes: 300, about: 'Version and system' },
    { name: 'main.log', bytes: 0, about: 'Log of this program' },
  ];

  it('is shown file by file before it is saved, exactly as it was gathered', async () => {
    const { bridge, user } = renderApp('/settings?tab=diagnostics', {
      'diagnostics.gather': { id: 'bundle-1', madeAt: 1, files },
      'diagnostics.file': ({ name }) => ({ text: name === 'main.log' ? '' : '{"version":"0.1.0"}' }),
      'diagnostics.save': { file: '/home/admin/bundle.zip' },
    });
    expect(screen.queryByRole('button', { name: 'Save as zip…' })).toBeNull();
    await user.click(await screen.findByRole('button', { name: 'Gather' }));
    await screen.findByText('{"version":"0.1.0"}');
    await user.click(
      within(screen.getByRole('table', { name: 'Files of the bundle' })).getByText('main.log'),
    );
    await screen.findByText('This file is empty.');
    await user.click(screen.getByRole('button', { name: 'Save as zip…' }));
    await screen.findByText('/home/admin/bundle.zip');
    expect(bridge.inputs('diagnostics.save')).toEqual([{ bundleId: 'bundle-1' }]);
  });

  it('that would hold a secret is not made, and nothing can be saved', async () => {
    const { user } = renderApp('/settings?tab=diagnostics', {
      'diagnostics.gather': refuse(appError('bundle-unsafe', { what: 'main.log' })),
    });
    await user.click(await screen.findByRole('button', { name: 'Gather' }));
    await screen.findByText('The diagnostics bundle was not made.');
    expect(screen.queryByRole('button', { name: 'Save as zip…' })).toBeNull();
  });
});

describe('the licences', () => {
  const licences = [
    { name: '@mantine/core', version: '9.8.1', licence: 'MIT', text: 'Copyright of Mantine' },
    {
      name: '@fontsource-variable/inter',
      version: '5.3.0',
      licence: 'OFL-1.1',
      text: 'SIL Open Font Licence',
    },
  ];

  it('are searched by name and licence, and each shows its text', async () => {
    const { user } = renderApp('/settings?tab=licences', { 'app.licences': licences });
    await screen.findByText('2 of 2');
    await user.type(screen.getByRole('searchbox', { name: 'Search the licences' }), 'ofl INTER');
    await screen.findByText('1 of 2');
    await user.click(screen.getByText('@fontsource-variable/inter'));
    await screen.findByText('SIL Open Font Licence');
    await user.type(screen.getByRole('searchbox'), ' nothing');
    await screen.findByText('None of 2 packages fits the search.');
    await user.click(screen.getByRole('button', { name: 'Show all packages' }));
    await screen.findByText('2 of 2');
  });
});
