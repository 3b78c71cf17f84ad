import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { appError } from '#shared/errors/catalogue.ts';
import { ErrorCallout } from '../../../renderer/lib/error-callout.tsx';
import { refuse } from '../support/fake-bridge.ts';
import { renderApp, renderWithApp } from '../support/render.tsx';
import { sampleJournal } from '../support/samples.ts';

const article = async (title: string) =>
  within(await screen.findByRole('article', { name: `Help: ${title}` }));
const titleHasFocus = (title: string) =>
  waitFor(() => {
    expect(document.activeElement?.tagName).toBe('H1');
    expect(document.activeElement?.textContent).toBe(title);
  });

describe('the help', () => {
  it('is opened from the navigation, also without any gateway, and gives its title the focus', async () => {
    const { user, router } = renderApp('/', { 'gateways.list': [] });
    const nav = within(await screen.findByRole('navigation', { name: 'Main' }));
    await user.click(nav.getByRole('link', { name: 'Help' }));
    expect(router.state.location.pathname).toBe('/help');
    await titleHasFocus('All pages');
    expect(nav.getByRole('link', { name: 'Help' }).getAttribute('aria-current')).toBe('page');
  });

  it('shows a page of the list, marks it there, and asks the engine nothing for it', async () => {
    const { user, router, bridge } = renderApp('/help');
    const pages = within(await screen.findByRole('navigation', { name: 'Pages of the guide' }));
    const before = bridge.calls.filter((call) => call.name.startsWith('backups')).length;
    await user.click(pages.getByRole('link', { name: 'Restart the gateway' }));
    expect(router.state.location.pathname).toBe('/help/restart');
    await titleHasFocus('Restart the gateway');
    expect((await article('Restart the gateway')).getByText('Restart all, one after another')).toBeTruthy();
    const link = within(screen.getByRole('navigation', { name: 'Pages of the guide' }));
    expect(link.getByRole('link', { name: 'Restart the gateway' }).getAttribute('aria-current')).toBe('page');
    expect(bridge.calls.filter((call) => call.name.startsWith('backups')).length).toBe(before);
  });

  it('leads to a heading, which then has the focus', async () => {
    const { user, router } = renderApp('/help/amazon-s3');
    await article('Amazon S3');
    const contents = within(screen.getByRole('navigation', { name: 'On this page' }));
    await user.click(contents.getByRole('link', { name: 'The keys, from Elasticsearch 6.0' }));
    expect(router.state.location.hash).toBe('the-keys-from-elasticsearch-60');
    await waitFor(() => expect(document.activeElement?.id).toBe('the-keys-from-elasticsearch-60'));
  });

  it('follows a link of a page to a heading of another', async () => {
    const { user, router } = renderApp('/help/when-backups');
    const page = await article('What to do: backups and repositories');
    await user.click(page.getAllByRole('link', { name: 'the plugin' })[0]!);
    expect(router.state.location.pathname).toBe('/help/amazon-s3');
    await waitFor(() => expect(document.activeElement?.id).toBe('the-plugin'));
  });

  it('draws lists, tables and lines to copy as what they are', async () => {
    renderApp('/help/amazon-s3');
    const page = await article('Amazon S3');
    expect(page.getAllByRole('list').length).toBeGreaterThan(1);
    expect(page.getByText(/elasticsearch-plugin install repository-s3/).tagName).toBe('PRE');
    expect(page.getAllByRole('button', { name: 'Copy' })).toHaveLength(2);
    const external = page.getByRole('link', { name: /S3 repository/ });
    expect(external.getAttribute('target')).toBe('_blank');
    expect(external.textContent).not.toContain('[');
  });

  it('says so when there is no such page', async () => {
    const { user, router } = renderApp('/help/nothing');
    await user.click(await screen.findByRole('link', { name: 'Show all pages' }));
    expect(router.state.location.pathname).toBe('/help');
  });
});

describe('the search in the help', () => {
  const search = async () => screen.findByRole('searchbox', { name: 'Search in the help' });

  it('is reached by / and finds words in titles first, then in texts', async () => {
    const { user, router } = renderApp('/help/keyboard');
    await search();
    await user.keyboard('/');
    expect(document.activeElement).toBe(await search());
    await user.keyboard('roll back');
    const results = within(screen.getByRole('region', { name: 'Results' }));
    const links = results.getAllByRole('link');
    expect(results.getByRole('status').textContent).toBe(`${links.length} places`);
    const crash = links.find((link) => link.textContent.includes('A restore that did not end'));
    await user.click(crash!);
    expect(router.state.location.pathname).toBe('/help/after-a-crash');
    expect(router.state.location.hash).toBe('a-restore-that-did-not-end');
  });

  it('puts a title before a text', async () => {
    const { user } = renderApp('/help');
    await user.type(await search(), 'network folder');
    const first = within(screen.getByRole('region', { name: 'Results' })).getAllByRole('link')[0]!;
    expect(first.textContent).toContain('Cluster and network folder');
  });

  it('says when nothing is found, and shows all pages again', async () => {
    const { user } = renderApp('/help');
    await user.type(await search(), 'zeppelin');
    expect(screen.getByRole('status').textContent).toContain('Nothing found');
    await user.click(screen.getByRole('button', { name: 'Clear the search' }));
    expect(screen.getByRole('navigation', { name: 'Pages of the guide' })).toBeTruthy();
  });
});

describe('help beside a page', () => {
  const drawer = (title: string) => screen.findByRole('complementary', { name: `Help: ${title}` });
  const open = async (user: ReturnType<typeof renderApp>['user']) =>
    user.click(await screen.findByRole('button', { name: 'Help for this page' }));

  it('stands beside a form and loses nothing of it', async () => {
    const { user, router } = renderApp('/gateways/add');
    await user.type(await screen.findByLabelText('Name'), 'Integration');
    await open(user);
    const help = within(await drawer('Add a gateway'));
    expect(help.getByRole('heading', { name: 'By address' })).toBeTruthy();
    await user.click(help.getByRole('button', { name: 'Close' }));
    expect(screen.queryByRole('complementary', { name: 'Help: Add a gateway' })).toBeNull();
    expect(router.state.location.pathname).toBe('/gateways/add');
    expect(screen.getByLabelText<HTMLInputElement>('Name').value).toBe('Integration');
  });

  it('follows links in its place, closes with Esc, and opens in the help', async () => {
    const { user, router } = renderApp('/g/gw-1/restart');
    await open(user);
    await user.click(within(await drawer('Restart the gateway')).getByRole('button', { name: 'what to do' }));
    await drawer('What to do: nodes, hosts and installation');
    expect(router.state.location.pathname).toBe('/g/gw-1/restart');
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('complementary')).toBeNull();
    await open(user);
    await user.click(within(await drawer('Restart the gateway')).getByRole('link', { name: 'Open in Help' }));
    expect(router.state.location.pathname).toBe('/help/restart');
    expect(screen.queryByRole('button', { name: 'Help for this page' })).toBeNull();
    act(() => router.history.back());
    expect(await screen.findByRole('button', { name: 'Help for this page' })).toBeTruthy();
    expect(screen.queryByRole('complementary')).toBeNull();
  });

  it('the list of keys leads to all keys', async () => {
    const { user, router } = renderApp('/g/gw-1/overview');
    await screen.findByText(/^Safe/);
    await user.keyboard('?');
    const dialog = within(await screen.findByRole('dialog', { name: 'Keyboard' }));
    await user.click(dialog.getByRole('link', { name: 'All keys, also those of lists' }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/help/keyboard'));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });
});

describe('the help of an error', () => {
  it('opens in its place and leads to its section', async () => {
    const { user, router } = renderApp('/g/gw-1/repositories', {
      'repositories.list': refuse(appError('repository-not-shared', { what: 'default' })),
      'backups.list': { rows: [], readings: [], readAt: 0 },
    });
    const alert = within(await screen.findByRole('alert'));
    await user.click(alert.getByRole('button', { name: 'More about this' }));
    expect(alert.getByText('df /mnt/apigw-backup')).toBeTruthy();
    await user.click(alert.getByRole('link', { name: 'Open in Help' }));
    expect(router.state.location.pathname).toBe('/help/when-backups');
    await waitFor(() =>
      expect(document.activeElement?.textContent).toBe(
        'The nodes of the data store do not see the same files in repository …',
      ),
    );
  });

  it('is the one of the error whatever names it has', async () => {
    const { user } = renderWithApp(
      <ErrorCallout error={appError('connection-refused', { where: 'http://apigw-eu-a:9240' })} />,
    );
    await user.click(await screen.findByRole('button', { name: 'More about this' }));
    expect(screen.getByText('curl http://localhost:9240')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Less about this' }));
    expect(screen.queryByText('curl http://localhost:9240')).toBeNull();
  });

  it('is offered beside a check of the connection that failed', async () => {
    const { user } = renderApp('/gateways/gw-1/edit', {
      'gateways.test': {
        checks: [
          {
            id: 'addresses',
            state: 'failed',
            title: 'Addresses answer',
            detail: '',
            error: appError('https-expected', { where: 'http://apigw-eu-a:9240' }),
          },
        ],
        tookMs: 3,
        usable: false,
      },
    });
    await user.click(await screen.findByRole('button', { name: /^Test/ }));
    await user.click(await screen.findByRole('button', { name: 'More about this' }));
    expect(screen.getByRole('link', { name: 'Open in Help' }).getAttribute('href')).toBe(
      '/help/when-connection#-speaks-https-only',
    );
  });

  it('says at a restore that did not end which way on to choose', async () => {
    const { user } = renderApp('/gateways', { 'journals.list': [sampleJournal()] });
    const alert = within(await screen.findByRole('alert'));
    await user.click(alert.getByRole('button', { name: 'More about this' }));
    expect(alert.getByText('Is the backup good, and is its data what is wanted?')).toBeTruthy();
    expect(alert.getByRole('link', { name: 'Open in Help' }).getAttribute('href')).toBe(
      '/help/after-a-crash#which-one-in-doubt',
    );
  });

  it('is not offered where the guide says nothing more', async () => {
    renderWithApp(<ErrorCallout error={appError('tenant-mismatch', { what: 'default' })} />);
    await screen.findByRole('alert');
    expect(screen.queryByRole('button', { name: 'More about this' })).toBeNull();
  });
});
