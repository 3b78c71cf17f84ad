import type { AppError } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { HostKey } from '#shared/model/reach.ts';
import { hostKeyOf, keyText } from './host-key.ts';
import type { KnownHost } from './known-hosts.ts';

/** Whether a host may be signed in to, by the key it shows. */
export type Trust =
  | { trust: 'pinned' | 'known-hosts'; key: HostKey }
  | { trust: 'new' | 'new-type' | 'refused'; key: HostKey; error: AppError };

/**
 * Judges the key of a host by the one that an administrator has confirmed and by known_hosts. A contradiction to
 * either is refused; without a word from both the key has to be confirmed first.
 */
export function trustOf(wire: Buffer, where: string, pinned: HostKey | undefined, known: KnownHost): Trust {
  const key = hostKeyOf(wire);
  const refused = (detail: string): Trust => ({
    trust: 'refused',
    key,
    error: appError('host-key-changed', { where, detail }),
  });
  const shows = `It shows ${keyText(key)}`;
  if (known.revoked.some((one) => one.equals(wire)))
    return refused(`${shows}. known_hosts has revoked this key.`);
  const isKnown = known.keys.some((one) => one.equals(wire));
  const others = known.keys.map(hostKeyOf).filter((one) => one.type === key.type);
  if (!isKnown && others.length > 0)
    return refused(`${shows}; known_hosts has ${others.map(keyText).join(' and ')}.`);
  if (pinned !== undefined) {
    if (pinned.type === key.type && pinned.sha256 === key.sha256) return { trust: 'pinned', key };
    return refused(`${shows}; the one that was confirmed is ${keyText(pinned)}.`);
  }
  if (isKnown) return { trust: 'known-hosts', key };
  const unknown = (detail: string): AppError => appError('host-key-unknown', { where, detail });
  if (known.keys.length === 0) return { trust: 'new', key, error: unknown(`${shows}.`) };
  const types = known.keys.map((one) => keyText(hostKeyOf(one))).join(' and ');
  const detail = `${shows}; known_hosts knows it by a key of another type, ${types}, which it did not show.`;
  return { trust: 'new-type', key, error: unknown(detail) };
}
