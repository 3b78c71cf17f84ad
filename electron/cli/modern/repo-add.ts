import { placeWords } from '#shared/rules/repository-settings.ts';
import type { Run } from './command.ts';
import { dryAnswer, isDry } from './dry-run.ts';
import { givenPlace } from './repo-place.ts';
import { checkAnswer, repositoryOf } from './repo-words.ts';

/** Registers a repository; a refused one is not registered. */
export const run: Run<'repo-add'> = async (given) => {
  const { repositories } = given.session.engine;
  const target = await repositoryOf(given);
  const place = (await givenPlace(given)) ?? { place: { kind: 'fs' as const, location: target.name } };
  const draft = { ...target, ...place };
  if (isDry(given.options)) {
    await repositories.rehearse({ kind: 'register', draft });
    const where = placeWords(draft.place);
    const facts = { repository: target.name, place: where };
    return dryAnswer('register-repository', facts, [`Would register ${target.name}. ${where}`]);
  }
  return checkAnswer(
    await repositories.register(draft),
    `Repository ${target.name} is registered and every node can use it`,
  );
};
