export { GatewaysPage } from './gateways-page.tsx';
