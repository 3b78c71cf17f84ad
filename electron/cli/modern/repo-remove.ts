import type { Run } from './command.ts';
import { dryAnswer, isDry } from './dry-run.ts';
import { repositoryOf } from './repo-words.ts';

/** Forgets a repository; its files stay. */
export const run: Run<'repo-remove'> = async (given) => {
  const { repositories } = given.session.engine;
  const target = await repositoryOf(given);
  const { name } = target;
  if (isDry(given.options)) {
    await repositories.rehearse({ kind: 'remove', ...target });
    const would = `Would forget ${name}. Its files stay where they are`;
    return dryAnswer('remove-repository', { repository: name }, [would]);
  }
  await repositories.remove(target);
  const line = `Repository ${name} is no longer registered. Its files stay where they are`;
  return { lines: [line], json: { removed: name }, code: 0 };
};
