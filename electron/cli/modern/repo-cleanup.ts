import type { Run } from './command.ts';
import { dryAnswer, isDry } from './dry-run.ts';
import { repositoryOf } from './repo-words.ts';

/** Deletes the files that no backup refers to. */
export const run: Run<'repo-cleanup'> = async (given) => {
  const { repositories } = given.session.engine;
  const target = await repositoryOf(given);
  const { name } = target;
  if (isDry(given.options)) {
    await repositories.rehearse({ kind: 'clean-up', ...target });
    const would = `Would clean ${name} up. Which files no backup refers to, only the server can tell`;
    return dryAnswer('clean-up-repository', { repository: name }, [would]);
  }
  const done = await repositories.cleanUp(target);
  const line = `Repository ${name}: ${done.freedFiles} files deleted, ${done.freedBytes} bytes`;
  return { lines: [line], json: { repository: name, ...done }, code: 0 };
};
