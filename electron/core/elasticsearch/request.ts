export type Query = Record<string, string | number | boolean | undefined>;

export interface Request {
  path: string;
  query?: Query;
  body?: unknown;
  /** Milliseconds; every request has a deadline of its own. */
  timeoutMs?: number;
  /** Statuses that are answers, although they say that something failed. */
  accept?: number[];
}

/** One change of the data store: what a step sends, and what a plan tells of it before, come from the same function. */
export interface Change extends Request {
  method: 'PUT' | 'POST' | 'DELETE';
}

/** A change of several indices, with those that this one is about: a request line holds only so many names. */
export interface ChangeOfIndices extends Change {
  names: readonly string[];
}

export function defined(query: Query): Record<string, string | number | boolean> {
  return Object.fromEntries(
    Object.entries(query).filter(
      (pair): pair is [string, string | number | boolean] => pair[1] !== undefined,
    ),
  );
}

/** Path and query in one, as the calls are told to people. */
export function urlOf(request: Pick<Request, 'path' | 'query'>): string {
  const query = Object.entries(defined(request.query ?? {})).map(([key, value]) => `${key}=${String(value)}`);
  return query.length === 0 ? request.path : `${request.path}?${query.join('&')}`;
}
