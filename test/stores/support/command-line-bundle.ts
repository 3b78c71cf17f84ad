import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build, type Plugin } from 'vite';
import { REPOSITORY } from '#lab/electron/runtime.ts';

/** The programs as they are shipped. */
export interface Bundle {
  folder: string;
  /** The sources in each of its files. */
  sources: ReadonlyMap<string, readonly string[]>;
}

/** Made once for all who use it at the same time, and removed after the last of them. */
let made: Promise<Bundle> | null = null;
let users = 0;

async function bundled(): Promise<Bundle> {
  const sources = new Map<string, string[]>();
  const noted: Plugin = {
    name: 'noted-sources',
    generateBundle: (_, files) => {
      for (const file of Object.values(files))
        if (file.type === 'chunk') sources.set(file.fileName, file.moduleIds);
    },
  };
  const folder = mkdtempSync(path.join(tmpdir(), 'gateway-vault-cli-'));
  await build({
    configFile: path.join(REPOSITORY, 'cli.config.ts'),
    root: REPOSITORY,
    logLevel: 'error',
    plugins: [noted],
    build: { outDir: folder, emptyOutDir: true, minify: false },
  });
  return { folder, sources };
}

/** The programs, built for the first who asks. Each who asks gives them back. */
export function takeBundle(): Promise<Bundle> {
  users++;
  return (made ??= bundled());
}

export function giveBundleBack({ folder }: Bundle): void {
  users--;
  if (users > 0) return;
  made = null;
  rmSync(folder, { recursive: true, force: true });
}
