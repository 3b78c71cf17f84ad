import { withoutUsers } from '#core/errors/mask.ts';

/** Takes secrets out of text before it is written or leaves the process. */
export interface Scrubber {
  /** From now on this value, in whatever form it is written, is replaced. */
  readonly register: (secret: string) => void;
  readonly scrub: (text: string) => string;
  /** Does the text hold a registered value, in whatever form it is written? */
  readonly finds: (text: string) => boolean;
}

const MASK = '***';
/** Shorter values would blank out ordinary words; the key patterns still cover them in their usual places. */
const SHORTEST = 4;
/** Base64 of a short value has too few characters to tell it from ordinary text. */
const SHORTEST_BASE64 = 8;

const KEY =
  '(?:password|passwd|passphrase|secret|token|api[_-]?key|access[_-]?key|secret[_-]?key|private[_-]?key|credentials?|authorization|bearer)';
const SCHEME = '(?:Basic|Bearer|ApiKey|Digest)';
/** What ends a value that stands without quotes. */
const END = '\\s,;&"\'}\\]\\\\';

const PATTERNS: readonly RegExp[] = [
  // Authorization: Basic value
  new RegExp(`(\\b${SCHEME}\\s+)[A-Za-z0-9+/=._~-]{6,}`, 'g'),
  // {\"password\":\"value\"}, JSON inside JSON
  new RegExp(`(${KEY}\\\\+"\\s*:\\s*\\\\+")[^"\\\\]+`, 'gi'),
  // "password": "value"
  new RegExp(`(${KEY}"?\\s*[:=]\\s*")(?:[^"\\\\]|\\\\.)+`, 'gi'),
  // password: 'value'
  new RegExp(`(${KEY}'?\\s*[:=]\\s*')[^']+`, 'gi'),
  // password=value
  new RegExp(`(${KEY}["']?\\s*[:=]\\s*)(?!${SCHEME}\\s|\\*{3}(?:[${END}]|$))[^${END}]+`, 'gi'),
];

/** Two layers: values that were registered, in every usual form, and whatever stands behind a telling key. */
export function createScrubber(): Scrubber {
  const forms = new Set<string>();
  let longestFirst: string[] = [];
  return {
    register(secret) {
      if (secret.length < SHORTEST) return;
      for (const form of formsOf(secret)) forms.add(form);
      longestFirst = [...forms].sort((a, b) => b.length - a.length);
    },
    scrub(text) {
      let clean = text;
      for (const form of longestFirst) clean = clean.replaceAll(form, MASK);
      for (const pattern of PATTERNS) clean = clean.replaceAll(pattern, `$1${MASK}`);
      return withoutUsers(clean);
    },
    finds: (text) => longestFirst.some((form) => text.includes(form)),
  };
}

function formsOf(secret: string): string[] {
  const percent = encodeURIComponent(secret);
  const strictPercent = percent.replaceAll(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  const json = JSON.stringify(secret).slice(1, -1);
  const written = [secret, json, JSON.stringify(json).slice(1, -1), percent, strictPercent];
  const lowerPercent = [percent, strictPercent].map((text) =>
    text.replaceAll(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase()),
  );
  const form = new URLSearchParams({ s: secret }).toString().slice(2);
  return [...new Set([...written, ...lowerPercent, form, encodeURI(secret), ...base64Forms(secret)])];
}

/**
 * Base64 depends on where in the encoded bytes the secret begins ("user:" before it): all three positions,
 * without the characters at both ends that neighbours have a share in.
 */
function base64Forms(secret: string): string[] {
  const bytes = Buffer.from(secret, 'utf8');
  return [0, 1, 2].flatMap((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    const from = Math.ceil((offset * 8) / 6);
    const to = Math.floor(((offset + bytes.length) * 8) / 6);
    const own = encoded.slice(from, to);
    if (own.length < SHORTEST_BASE64) return [];
    return [own, own.replaceAll('+', '-').replaceAll('/', '_')];
  });
}
