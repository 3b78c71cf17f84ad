export { RestorePage } from './restore-page.tsx';
