import { readFile } from 'node:fs/promises';
import { Refusal } from './refusal.ts';

/** The text of a file that an option names. Rejects with a Refusal that names the file and nothing of its content. */
export async function textOfFile(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((thrown: unknown) => {
    throw new Refusal(`The file ${file} cannot be read: ${codeOf(thrown)}. Nothing was changed.`);
  });
}

const codeOf = (thrown: unknown): string =>
  thrown instanceof Error && 'code' in thrown ? String(thrown.code) : String(thrown);
