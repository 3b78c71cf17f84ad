import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';

/** Every file in a folder and in those below it. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder)
    .map((name) => path.join(folder, name))
    .flatMap((file) => (statSync(file).isDirectory() ? filesBelow(file) : [file]));
}
