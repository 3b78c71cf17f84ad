/** One plain request to a data store; the lab must not depend on the engine that it helps to test. */
export async function storeRequest<T = unknown>(
  url: string,
  method: string,
  path: string,
  body?: unknown,
): Promise<T> {
  const isText = typeof body === 'string';
  const reply = await fetch(`${url}${path}`, {
    method,
    headers: {
      'content-type': isText ? 'application/x-ndjson' : 'application/json',
      accept: 'application/json',
    },
    ...(body === undefined ? {} : { body: isText ? body : JSON.stringify(body) }),
  });
  const text = await reply.text();
  if (!reply.ok) throw new Error(`${method} ${path.slice(0, 200)}: ${reply.status} ${text.slice(0, 600)}`);
  return (text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text) as T;
}

/** The version number that a data store reports. */
export async function storeVersion(url: string): Promise<string> {
  const info = await storeRequest<{ version: { number: string } }>(url, 'GET', '/');
  return info.version.number;
}

/** Runs the jobs with at most `width` at the same time. */
export async function inParallel<T>(
  items: T[],
  width: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = [...items];
  const lane = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: width }, lane));
}
