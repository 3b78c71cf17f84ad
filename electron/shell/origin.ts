export const APP_SCHEME = 'app';
export const APP_HOST = 'gateway-vault';
export const APP_URL = `${APP_SCHEME}://${APP_HOST}/`;

/** Is this address one of our own pages? Compared part by part: a prefix would also fit other hosts. */
export function isOwnUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return (
    url.protocol === `${APP_SCHEME}:` &&
    url.hostname === APP_HOST &&
    url.port === '' &&
    url.username === '' &&
    url.password === ''
  );
}
