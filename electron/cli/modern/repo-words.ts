import type { RepositoryCheck } from '#shared/model/repository.ts';
import { errorLines } from '../problem.ts';
import type { Answer, Given } from './command.ts';

/** The gateway and the repository that are meant. */
export async function repositoryOf({ options, gateway }: Given) {
  const profile = await gateway();
  return { gatewayId: profile.id, name: options.get('name') ?? profile.tenant };
}

/** What every node said of a repository: good only when each can use it. */
export function checkAnswer(check: RepositoryCheck, good: string): Answer<RepositoryCheck> {
  return {
    lines: [
      check.ok ? good : `Not every node can use ${check.repository}`,
      ...check.nodes.map(({ name, ok }) => `${name}  ${ok ? 'can use it' : 'cannot use it'}`),
      ...(check.error === null ? [] : errorLines(check.error)),
    ],
    json: check,
    code: check.ok ? 0 : 2,
  };
}
