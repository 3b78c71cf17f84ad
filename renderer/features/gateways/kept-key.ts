/** Under which the form of a saved gateway is kept. */
export const editKey = (gatewayId: string): readonly string[] => ['edit gateway', gatewayId];
export const ADD_KEY: readonly string[] = ['add gateway'];
