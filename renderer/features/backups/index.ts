export { BackupsPage } from './list/backups-page.tsx';
export { BackupWizardPage } from './wizard/backup-wizard-page.tsx';
