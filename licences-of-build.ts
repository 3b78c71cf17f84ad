import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';

interface Licence {
  name: string;
  version: string;
  licence: string;
  text: string;
}

/**
 * Writes down the licence of every package that a part of the program was built from, so that the list is complete by
 * itself. A package that declares none, or under terms that must not be bundled, stops the build.
 */
export function licencesOfBuild(part: 'main' | 'preload' | 'renderer' | 'cli'): Plugin {
  return {
    name: 'licences-of-build',
    apply: 'build',
    generateBundle() {
      const folders = new Set([...this.getModuleIds()].map(packageFolder).filter((one) => one !== null));
      const licences = [...folders].map(licenceOf);
      // The runtime comes with the program although no module of it is bundled.
      if (part === 'main') licences.push(licenceOf(path.resolve('node_modules/electron')));
      // The command line is shipped alone, too: its list lies beside it.
      if (part === 'cli') {
        this.emitFile({ type: 'asset', fileName: 'licences.json', source: JSON.stringify(licences) });
        return;
      }
      mkdirSync('out/licences', { recursive: true });
      writeFileSync(`out/licences/${part}.json`, JSON.stringify(licences));
    },
  };
}

/** The folder of the package that a module is from; null for our own and for what tools make up. */
function packageFolder(id: string): string | null {
  const clean =
    id
      .replace(/^\0+/, '')
      .replace(/^.*?(?=\/|[A-Za-z]:[\\/])/, '')
      .split('?')[0] ?? '';
  return /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(clean)?.[0] ?? null;
}

const ALLOWED =
  /^\(?(?:MIT|MIT-0|Apache-2\.0|BSD-[23]-Clause|0BSD|ISC|MPL-2\.0|OFL-1\.1|Unlicense|CC0-1\.0|BlueOak-1\.0\.0)(?: (?:OR|AND) [\w.-]+)*\)?$/;

function licenceOf(folder: string): Licence {
  const about = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as About;
  const { name, version } = about;
  // Packages of long ago declare a list.
  const licence = about.license ?? about.licenses?.map(({ type }) => type).join(' OR ') ?? '';
  if (!ALLOWED.test(licence)) throw new Error(`${name} ${version} may not be bundled: licence "${licence}"`);
  return { name, version, licence, text: textOf(folder) ?? `${name}, ${licence}, ${authorOf(about.author)}` };
}

interface About {
  name: string;
  version: string;
  license?: string;
  licenses?: { type: string }[];
  author?: string | { name?: string };
}

/** The files of a package that hold its terms. */
function textOf(folder: string): string | null {
  const files = readdirSync(folder)
    .filter((name) => /^(?:licen[cs]e|copying|notice|ofl)(?:[.-].*)?$/i.test(name))
    .map((name) => path.join(folder, name))
    .filter((file) => existsSync(file) && !/\.(?:js|json|ts|html)$/.test(file))
    .sort();
  if (files.length === 0) return null;
  return files.map((file) => readFileSync(file, 'utf8').trim()).join('\n\n');
}

function authorOf(author: About['author']): string {
  return (typeof author === 'string' ? author : author?.name) ?? 'its authors';
}
