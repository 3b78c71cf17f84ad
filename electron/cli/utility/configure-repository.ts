import { errorLines } from '../problem.ts';
import { placeInFile } from '../vendor-file.ts';
import type { Given, Run } from './command.ts';

/** Registers a repository: a folder of its own under `path.repo`, or the place that a file tells. */
export const run: Run = async (given) => {
  const { session, gateway, repository } = given;
  const check = await session.engine.repositories.register({
    gatewayId: gateway.id,
    name: repository,
    ...(await placeOf(given)),
  });
  if (check.ok) {
    session.io.out(`Repository ${repository} is registered and every node can use it`);
    return 'success';
  }
  session.io.err(`Repository ${repository} is registered and cannot be used by every node.`);
  if (check.error !== null) for (const line of errorLines(check.error)) session.io.err(line);
  return 'error';
};

async function placeOf({ session, options, repository }: Given) {
  const file = options.get('file');
  if (file === undefined) return { place: { kind: 'fs', location: repository } as const };
  return placeInFile(session, file);
}
