/** `{ a: { b: 1 } }` as `{ 'a.b': 1 }`, below a path where one is given: as settings are written and told. */
export function flat(nested: object, path = ''): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(nested).flatMap(([key, value]: [string, unknown]) => {
      const name = path === '' ? key : `${path}.${key}`;
      return typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.entries(flat(value, name))
        : [[name, value]];
    }),
  );
}
