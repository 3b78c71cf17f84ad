export { RestartPage } from './restart-page.tsx';
