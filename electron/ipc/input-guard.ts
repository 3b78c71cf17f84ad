const MOST_VALUES = 50_000;
const MOST_CHARACTERS = 1_000_000;
const DEEPEST = 12;
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Why an input is refused before any schema looks at it, or `null`. Bounds the work a hostile page could
 * cause: schemas list every unknown key, and a loop in the value would never end.
 */
export function inputRefusal(input: unknown): string | null {
  let values = 0;
  let characters = 0;
  const open: { value: unknown; depth: number }[] = [{ value: input, depth: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, depth } = next;
    values += 1;
    if (typeof value === 'string') characters += value.length;
    if (values > MOST_VALUES || characters > MOST_CHARACTERS) return 'it is too large';
    if (typeof value !== 'object' || value === null) continue;
    if (depth > DEEPEST) return 'it is nested too deeply';
    if (!isPlain(value)) return 'it holds more than plain data';
    if (Array.isArray(value) && value.length > MOST_VALUES) return 'it is too large';
    const entries = Object.entries(value);
    if (values + open.length + entries.length > MOST_VALUES) return 'it is too large';
    for (const [key, inner] of entries) {
      if (FORBIDDEN_KEYS.has(key)) return 'a key of it is not allowed';
      characters += key.length;
      open.push({ value: inner, depth: depth + 1 });
    }
  }
  return null;
}

// Buffers, maps and dates reach this process too, and listing the bytes of a buffer takes long.
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return Array.isArray(value) || prototype === Object.prototype || prototype === null;
}
