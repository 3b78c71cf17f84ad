import { lazyRouteComponent } from '@tanstack/react-router';

/** A page, after what its schemas need to know before the first of them is made. */
const later =
  <Page>(load: () => Promise<Page>) =>
  async (): Promise<Page> => {
    await import('./interpreted-schemas.ts');
    return load();
  };

const activity = later(() => import('../features/activity/index.ts'));
const backups = later(() => import('../features/backups/index.ts'));
const gatewayEditing = later(() => import('../features/gateways/editing.ts'));
const help = later(() => import('../features/help/index.ts'));
const repositories = later(() => import('../features/repositories/index.ts'));
const restart = later(() => import('../features/restart/index.ts'));
const restore = later(() => import('../features/restore/index.ts'));
const settings = later(() => import('../features/settings/index.ts'));

export const ActivityPage = lazyRouteComponent(activity, 'ActivityPage');
export const OperationPage = lazyRouteComponent(activity, 'OperationPage');
export const BackupsPage = lazyRouteComponent(backups, 'BackupsPage');
export const BackupWizardPage = lazyRouteComponent(backups, 'BackupWizardPage');
export const AddGatewayPage = lazyRouteComponent(gatewayEditing, 'AddGatewayPage');
export const EditGatewayPage = lazyRouteComponent(gatewayEditing, 'EditGatewayPage');
export const HelpPage = lazyRouteComponent(help, 'HelpPage');
export const RepositoriesPage = lazyRouteComponent(repositories, 'RepositoriesPage');
export const RestartPage = lazyRouteComponent(restart, 'RestartPage');
export const RestorePage = lazyRouteComponent(restore, 'RestorePage');
export const SettingsPage = lazyRouteComponent(settings, 'SettingsPage');

/** All pages, and never again. A page that is opened before it is there is fetched then. */
export async function loadLaterPages(): Promise<void> {
  const pages = [backups, restore, activity, repositories, restart, gatewayEditing, settings, help];
  // One after another: a click in between is not kept waiting for all of them.
  for (const page of pages) await page();
}
