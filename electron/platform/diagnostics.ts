import { randomUUID } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { FileStore } from '#core/ports.ts';
import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { Bundle } from '#shared/model/diagnostics.ts';
import type { Scrubber } from './scrubber.ts';

/** A file of the bundle before anything is taken out of it. */
export interface Gathered {
  name: string;
  about: string;
  text: string;
}

export interface DiagnosticsParts {
  files: FileStore;
  scrubber: Pick<Scrubber, 'scrub' | 'finds'>;
  /** What is not a file of the data folder: facts of the program, gateways, operations. */
  facts: () => Promise<Gathered[]>;
  now: () => number;
}

export interface Diagnostics {
  /** Gathers anew and keeps it. Rejects with `bundle-unsafe`, and then nothing is kept. */
  gather: () => Promise<Bundle>;
  /** The text of one file, exactly as it is saved. Rejects with `bundle-gone`. */
  text: (bundleId: string, name: string) => Promise<string>;
  /** The whole of it as a zip. Rejects with `bundle-gone`. */
  zip: (bundleId: string) => Promise<Uint8Array>;
}

/** The end of a log is what tells; a bundle should fit into a mail. */
const MOST_CHARACTERS = 500_000;
const LOGS = ['main.log', 'main.old.log'];

/**
 * What helps to find a fault, out of an allow-list: never a file of secrets. Everything is scrubbed, and looked
 * through once more for every known secret before anybody sees it.
 */
export function createDiagnostics(parts: DiagnosticsParts): Diagnostics {
  let kept: { bundle: Bundle; texts: ReadonlyMap<string, string> } | null = null;
  const of = (bundleId: string): NonNullable<typeof kept> => {
    if (kept?.bundle.id !== bundleId) throw new AppFailure(appError('bundle-gone'));
    return kept;
  };
  return {
    gather: async () => {
      const gathered = [...(await parts.facts()), await listing(parts.files), ...(await logs(parts.files))];
      const texts = new Map<string, string>();
      for (const { name, text } of gathered) {
        const clean = parts.scrubber.scrub(text);
        if (parts.scrubber.finds(clean)) throw new AppFailure(appError('bundle-unsafe', { what: name }));
        texts.set(name, clean);
      }
      const files = gathered.map(({ name, about }) => ({
        name,
        about,
        bytes: Buffer.byteLength(texts.get(name) ?? '', 'utf8'),
      }));
      kept = { bundle: { id: randomUUID(), madeAt: parts.now(), files }, texts };
      return kept.bundle;
    },
    text: async (bundleId, name) => {
      const text = of(bundleId).texts.get(name);
      if (text === undefined) throw new AppFailure(appError('bundle-gone'));
      return Promise.resolve(text);
    },
    zip: async (bundleId) => {
      const { texts, bundle } = of(bundleId);
      const { strToU8, zipSync } = await import('fflate/browser');
      const content = Object.fromEntries([...texts].map(([name, text]) => [name, strToU8(text)]));
      return zipSync(content, { mtime: bundle.madeAt });
    },
  };
}

async function logs(files: FileStore): Promise<Gathered[]> {
  const found = await Promise.all(
    LOGS.map(async (name) => [name, await files.read(`logs/${name}`)] as const),
  );
  return found.flatMap(([name, text]) =>
    text === null ? [] : [{ name, about: 'Log of this program', text: text.slice(-MOST_CHARACTERS) }],
  );
}

/** What Chromium keeps says nothing about this program. */
const OF_CHROMIUM = 'desktop';

/** Names and sizes only. */
async function listing({ folder }: FileStore): Promise<Gathered> {
  const found = await filesIn(folder, [OF_CHROMIUM]);
  const lines = await Promise.all(
    found.map(async (full) => {
      const known = await stat(full).catch(() => null);
      return known === null
        ? null
        : `${path.relative(folder, full)}\t${known.size}\t${known.mtime.toISOString()}`;
    }),
  );
  const text = lines
    .filter((line) => line !== null)
    .sort()
    .join('\n');
  return { name: 'data-folder.txt', about: 'Names, sizes and times of the files in the data folder', text };
}

/** Every file below a folder. A folder that goes away or cannot be read meanwhile costs only its own files. */
async function filesIn(folder: string, without: readonly string[] = []): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const found = await Promise.all(
    entries
      .filter((entry) => !without.includes(entry.name))
      .map(async (entry): Promise<string[]> => {
        const full = path.join(folder, entry.name);
        if (entry.isDirectory()) return filesIn(full);
        return entry.isFile() ? [full] : [];
      }),
  );
  return found.flat();
}
