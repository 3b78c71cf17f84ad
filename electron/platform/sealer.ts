/** Seals and opens text with a key that the operating system keeps for this account. */
export interface Sealer {
  /** The system's name for where the key is. */
  readonly backend: string;
  /** False where the key would be a fixed one, or where there is none: nothing may be written then. */
  readonly trusted: boolean;
  seal(text: string): Promise<Buffer>;
  /** `stale` when the text should be sealed again, because the key has changed. */
  open(sealed: Buffer): Promise<{ text: string; stale: boolean }>;
}

/** The four Linux keyrings that really protect; every other name means a fixed key or none. */
const GOOD_ON_LINUX = new Set(['gnome_libsecret', 'kwallet', 'kwallet5', 'kwallet6']);

/** Is a secret that is sealed there protected from other accounts? */
export function isTrustedBackend(platform: NodeJS.Platform, backend: string, available: boolean): boolean {
  return available && (platform !== 'linux' || GOOD_ON_LINUX.has(backend));
}
