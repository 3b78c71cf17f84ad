export { ActivityPage } from './list/activity-page.tsx';
export { OperationPage } from './operation-page.tsx';
