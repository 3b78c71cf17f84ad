import type { Run } from './command.ts';
import { checkAnswer, repositoryOf } from './repo-words.ts';

/** Asks every node whether it can use a repository. */
export const run: Run<'repo-verify'> = async (given) => {
  const target = await repositoryOf(given);
  const check = await given.session.engine.repositories.verify(target);
  const isMissing = check.error?.code === 'repository-missing';
  const answer = checkAnswer(check, `Every node can use ${target.name}`);
  return isMissing ? { ...answer, code: 3 } : answer;
};
