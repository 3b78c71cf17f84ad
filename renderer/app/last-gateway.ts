const KEY = 'gateway-vault.last-gateway';

/** The gateway that was looked at last, so that the next start opens it. A convenience: losing it costs a click. */
export function lastGatewayId(): string | null {
  try {
    return window.localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

export function rememberGateway(id: string): void {
  try {
    window.localStorage.setItem(KEY, id);
  } catch {
    // Without storage the first gateway of the list is opened.
  }
}
