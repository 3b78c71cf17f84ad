import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { Licence } from '#shared/model/licence.ts';

/** The licences that the build wrote down, one file for each of its parts; a package is listed once. */
export async function readLicences(folder: string): Promise<Licence[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
  const all = await Promise.all(
    names.map(async (name) =>
      z.array(Licence).parse(JSON.parse(await readFile(path.join(folder, name), 'utf8'))),
    ),
  );
  const byPackage = new Map(all.flat().map((one) => [`${one.name}@${one.version}`, one]));
  return [...byPackage.values()].sort((a, b) => a.name.localeCompare(b.name));
}
