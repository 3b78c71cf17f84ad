/** Keeps the named parameters of an address when they are text; whatever else is in it is dropped. */
export function textOnly<Key extends string>(...keys: readonly Key[]) {
  return (raw: Partial<Record<string, unknown>>): Partial<Record<Key, string>> => {
    const kept: Partial<Record<Key, string>> = {};
    for (const key of keys) {
      const value = raw[key];
      // A name made of digits comes back as a number from the address.
      if (typeof value === 'string' && value !== '') kept[key] = value;
      else if (typeof value === 'number') kept[key] = String(value);
    }
    return kept;
  };
}
