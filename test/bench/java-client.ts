import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder, withCacheLock } from '#lab/processes/cache.ts';
import { runOrThrow } from '#lab/processes/run.ts';
import { findJava } from '#lab/servers/java.ts';

const SOURCE = fileURLToPath(new URL('java', import.meta.url));
const JAVA_17 = { min: 17, max: 17 };

/** A program of Java 17 that lists backups with the low-level client of 7.13.0; resolves with its command. */
export async function javaClient(): Promise<{ file: string; args: string[] }> {
  const home = await findJava(JAVA_17);
  const libraries = await withCacheLock('bench-java', fetchLibraries);
  const classes = path.join(cacheFolder(), 'bench', 'java-classes');
  mkdirSync(classes, { recursive: true });
  const jars = readdirSync(libraries).map((name) => path.join(libraries, name));
  const classPath = [classes, ...jars].join(path.delimiter);
  const source = path.join(SOURCE, 'ListBackups.java');
  await runOrThrow(path.join(home, 'bin', 'javac'), ['-cp', classPath, '-d', classes, source]);
  return { file: path.join(home, 'bin', 'java'), args: ['-cp', classPath, 'ListBackups'] };
}

async function fetchLibraries(): Promise<string> {
  const folder = path.join(cacheFolder(), 'bench', 'java-libraries');
  if (existsSync(folder)) return folder;
  const part = `${folder}.part`;
  rmSync(part, { recursive: true, force: true });
  const goal = ['dependency:copy-dependencies', `-DoutputDirectory=${part}`];
  await runOrThrow('mvn', ['-q', '-B', '-f', path.join(SOURCE, 'pom.xml'), ...goal], { timeoutMs: 600_000 });
  renameSync(part, folder);
  return folder;
}
