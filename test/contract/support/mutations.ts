interface Mutation {
  what: string;
  input: unknown;
}

type Path = readonly (string | number)[];

/** The input once for every object in it, each time with one key that no schema knows. */
export function withUnknownKeys(input: unknown): Mutation[] {
  return objectsIn(input).map((path) => ({
    what: `an unknown key at "${path.join('.')}"`,
    input: changed(input, path, (value) => ({ ...(value as object), surplus: 'x' })),
  }));
}

/** The input once for every value in it, each time with that value in another type. */
export function withWrongTypes(input: unknown): Mutation[] {
  return pathsIn(input).flatMap((path) =>
    [null, typeof valueAt(input, path) === 'number' ? 'text' : 42].map((wrong) => ({
      what: `${JSON.stringify(wrong)} at "${path.join('.')}"`,
      input: changed(input, path, () => wrong),
    })),
  );
}

/** The input once for every key in it, each time without that key. */
export function withMissingKeys(input: unknown): (Mutation & { path: string })[] {
  return pathsIn(input)
    .filter((path) => typeof path.at(-1) === 'string')
    .map((path) => ({
      what: `"${path.join('.')}" missing`,
      path: path.join('.'),
      input: changed(input, path.slice(0, -1), (value) =>
        Object.fromEntries(Object.entries(value as object).filter(([key]) => key !== path.at(-1))),
      ),
    }));
}

function pathsIn(value: unknown, path: Path = []): Path[] {
  const inner =
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, item]) =>
          pathsIn(item, [...path, Array.isArray(value) ? Number(key) : key]),
        )
      : [];
  return [path, ...inner];
}

function objectsIn(value: unknown): Path[] {
  return pathsIn(value).filter((path) => {
    const found = valueAt(value, path);
    return typeof found === 'object' && found !== null && !Array.isArray(found);
  });
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((at, key) => (at as Record<string, unknown>)[String(key)], value);
}

function changed(value: unknown, path: Path, change: (value: unknown) => unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return change(value);
  const copy = structuredClone(value) as Record<string, unknown>;
  copy[String(key)] = changed(copy[String(key)], rest, change);
  return copy;
}
