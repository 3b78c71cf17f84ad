import type { Engine } from '#core/engine-api.ts';
import type { Handlers, RequestName } from '#shared/ipc/contract.ts';
import type { ShellActions } from './app.ts';

type OperationRequests = Extract<RequestName, `operations.${string}`>;

/** `scrub` takes secrets out of what is written into a file. */
export function operationHandlers(
  engine: Engine,
  shell: Pick<ShellActions, 'saveHistory'>,
  scrub: (text: string) => string,
): Pick<Handlers, OperationRequests> {
  return {
    'operations.list': (input) => engine.operations.list(input),
    'operations.get': (input) => engine.operations.get(input),
    'operations.cancel': (input) => engine.operations.cancel(input),
    'operations.history': (input) => engine.operations.history(input),
    'operations.export': async (input) => {
      const { pieces, rows } = await engine.operations.export(input, scrub);
      const file = await shell.saveHistory(input.format, pieces);
      return file === null ? null : { file, rows: rows() };
    },
  };
}
