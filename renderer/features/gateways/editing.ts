export { AddGatewayPage } from './add-gateway-page.tsx';
export { EditGatewayPage } from './edit-gateway-page.tsx';
