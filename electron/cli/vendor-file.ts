import type { RepositoryDraft } from '#shared/model/repository-place.ts';
import type { Session } from './session.ts';
import { textOfFile } from './text-file.ts';

/**
 * The place and the keys in a file of the vendor's utility. Lines without meaning are told by their names. Rejects with
 * a Refusal or `repository-import-refused`.
 */
export async function placeInFile(
  { engine, io }: Pick<Session, 'engine' | 'io'>,
  file: string,
): Promise<Required<Pick<RepositoryDraft, 'place' | 'keys'>>> {
  const { place, handle, ignored } = await engine.repositories.import({ text: await textOfFile(file) });
  for (const name of ignored) io.err(`Without meaning here: ${name}`);
  return { place, keys: handle === null ? { from: 'elsewhere' } : { from: 'import', handle } };
}
