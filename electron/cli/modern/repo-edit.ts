import { placeWords } from '#shared/rules/repository-settings.ts';
import { isOn } from '../options.ts';
import { Refusal } from '../refusal.ts';
import type { ResultOf } from '../results/of-commands.ts';
import type { Answer, Given, Run } from './command.ts';
import { dryAnswer, isDry } from './dry-run.ts';
import { givenPlace, noPlace } from './repo-place.ts';
import { checkAnswer, repositoryOf } from './repo-words.ts';

/** Changes the place of a repository, or whether it may be written to. */
export const run: Run<'repo-edit'> = async (given) => {
  const { options, session } = given;
  const target = await repositoryOf(given);
  const place = await givenPlace(given);
  if (options.has('read-only')) {
    if (place !== null) throw new Refusal('--read-only is changed alone, without a place.');
    return setReadOnly(given, target, isOn(options, 'read-only'));
  }
  if (place === null) throw noPlace();
  const draft = { ...target, ...place };
  if (isDry(options)) {
    await session.engine.repositories.rehearse({ kind: 'edit', draft });
    const where = placeWords(draft.place);
    const facts = { repository: target.name, place: where };
    return dryAnswer('edit-repository', facts, [`Would give ${target.name} new settings. ${where}`]);
  }
  return checkAnswer(
    await session.engine.repositories.edit(draft),
    `Repository ${target.name} has its new settings and every node can use it`,
  );
};

async function setReadOnly(
  { options, session }: Given,
  target: { gatewayId: string; name: string },
  readOnly: boolean,
): Promise<Answer<ResultOf<'repo-edit'>>> {
  const words = `${target.name} ${readOnly ? 'read-only' : 'writable'}`;
  if (isDry(options)) {
    await session.engine.repositories.rehearse({ kind: 'read-only', ...target, readOnly });
    const kind = readOnly ? 'make-read-only' : 'make-writable';
    return dryAnswer(kind, { repository: target.name }, [`Would make ${words}`]);
  }
  const repository = await session.engine.repositories.setReadOnly({ ...target, readOnly });
  return { lines: [`Repository ${words}`], json: repository, code: 0 };
}
