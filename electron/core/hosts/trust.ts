import { type AppError } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { HostKey } from '#shared/model/reach.ts';
import { hostKeyOf, keyText } from './host-key.ts';
import type { KnownHost } from './known-hosts.ts';

/** Whether a host may be signed in to, by the key it shows. */
export type Trust =
  | { trust: 'pinned' | 'known-hosts'; key: HostKey }
  | { trust: 'new' | 'refused'; key: HostKey; error: AppError };

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
  return { trust: 'new', key, error: appError('host-key-unknown', { where, detail: `${shows}.` }) };
}
