export { ActivityPage } from './activity-page.tsx';
export { OperationPage } from './operation-page.tsx';
