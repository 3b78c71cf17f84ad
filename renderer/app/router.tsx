import {
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  type RouterHistory,
} from '@tanstack/react-router';
import { GatewaysPage } from '../features/gateways/index.ts';
import { OverviewPage } from '../features/overview/index.ts';
import { ErrorPage } from './error-page.tsx';
import {
  ActivityPage,
  AddGatewayPage,
  BackupsPage,
  BackupWizardPage,
  EditGatewayPage,
  HelpPage,
  OperationPage,
  RepositoriesPage,
  RestartPage,
  RestorePage,
  SettingsPage,
} from './later-pages.ts';
import { Layout } from './layout/layout.tsx';
import { NotFoundPage } from './not-found-page.tsx';
import { textOnly } from './search.ts';
import { GatewayStart, StartPage } from './start-page.tsx';

const root = createRootRoute({
  component: Layout,
  errorComponent: ErrorPage,
  notFoundComponent: NotFoundPage,
});

const start = createRoute({ getParentRoute: () => root, path: '/', component: StartPage });
const gateways = createRoute({ getParentRoute: () => root, path: '/gateways', component: GatewaysPage });
const addGateway = createRoute({
  getParentRoute: () => root,
  path: '/gateways/add',
  component: AddGatewayPage,
});
const editGateway = createRoute({
  getParentRoute: () => root,
  path: '/gateways/$gatewayId/edit',
  component: EditGatewayPage,
});

const help = createRoute({ getParentRoute: () => root, path: '/help', component: HelpPage });
const helpPage = createRoute({ getParentRoute: () => root, path: '/help/$page', component: HelpPage });

const gateway = createRoute({ getParentRoute: () => root, path: '/g/$gatewayId', component: Outlet });
const gatewayStart = createRoute({
  getParentRoute: () => gateway,
  path: '/',
  component: GatewayStart,
});
const overview = createRoute({ getParentRoute: () => gateway, path: 'overview', component: OverviewPage });
const backups = createRoute({
  getParentRoute: () => gateway,
  path: 'backups',
  validateSearch: textOnly(
    'repository',
    'name',
    'tab',
    'q',
    'state',
    'scope',
    'size',
    'repositories',
    'date',
    'from',
    'to',
    'sort',
    'order',
  ),
  component: BackupsPage,
});
const newBackup = createRoute({
  getParentRoute: () => gateway,
  path: 'backups/new',
  validateSearch: textOnly('step'),
  component: BackupWizardPage,
});
const restore = createRoute({
  getParentRoute: () => gateway,
  path: 'restore/$repository/$name',
  validateSearch: textOnly('step'),
  component: RestorePage,
});
const activitySearch = textOnly('q', 'kind', 'result', 'date', 'from', 'to', 'sort', 'order');
const activity = createRoute({
  getParentRoute: () => gateway,
  path: 'activity',
  validateSearch: activitySearch,
  component: ActivityPage,
});
const allActivity = createRoute({
  getParentRoute: () => root,
  path: '/activity',
  validateSearch: activitySearch,
  component: ActivityPage,
});
const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  validateSearch: textOnly('tab', 'q'),
  component: SettingsPage,
});
const operation = createRoute({
  getParentRoute: () => gateway,
  path: 'activity/$operationId',
  component: OperationPage,
});
const repositories = createRoute({
  getParentRoute: () => gateway,
  path: 'repositories',
  component: RepositoriesPage,
});
const restart = createRoute({ getParentRoute: () => gateway, path: 'restart', component: RestartPage });

const routeTree = root.addChildren([
  start,
  gateways,
  addGateway,
  editGateway,
  allActivity,
  settings,
  help,
  helpPage,
  gateway.addChildren([
    gatewayStart,
    overview,
    backups,
    newBackup,
    restore,
    repositories,
    activity,
    operation,
    restart,
  ]),
]);

/** The program's pages. The app gives it a hash history, a test one in memory. */
export function createAppRouter(history: RouterHistory) {
  return createRouter({
    routeTree,
    history,
    defaultPreload: false,
    scrollRestoration: false,
    // Each page has its own: the frame around a page that failed stays usable.
    defaultErrorComponent: ErrorPage,
  });
}

export type AppRouter = ReturnType<typeof createAppRouter>;

declare module '@tanstack/react-router' {
  interface Register {
    router: AppRouter;
  }
}
