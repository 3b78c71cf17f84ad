import type { Engine } from '#core/engine-api.ts';

export interface EngineSpy {
  engine: Engine;
  /** Each call so far, as `area.method` and its input. */
  calls: { method: string; input: unknown }[];
}

/** An engine that notes what it is asked and answers with `answer`; an export is always one of three rows. */
export function engineSpy(given: (method: string) => unknown = () => ({})): EngineSpy {
  const answer = (method: string): unknown =>
    method === 'operations.export' ? { pieces: [], rows: () => 3 } : given(method);
  const calls: EngineSpy['calls'] = [];
  const area = (name: string): unknown =>
    new Proxy(
      {},
      {
        get: (_target, method) => async (input: unknown) => {
          const full = `${name}.${String(method)}`;
          calls.push({ method: full, input });
          return Promise.resolve(answer(full));
        },
      },
    );
  const engine = new Proxy(
    {},
    { get: (_target, name) => (name === 'notices' ? () => [] : area(String(name))) },
  ) as Engine;
  return { engine, calls };
}
