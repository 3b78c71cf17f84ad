import type { Engine } from '#core/engine-api.ts';

export interface EngineSpy {
  engine: Engine;
  /** Each call so far, as `area.method` and its input. */
  calls: { method: string; input: unknown }[];
}

/** An engine that notes what it is asked and answers with `answer`. */
export function engineSpy(answer: (method: string) => unknown = () => ({})): EngineSpy {
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
