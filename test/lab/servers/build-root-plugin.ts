import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { progress, runOrThrow } from '#lab/processes/run.ts';
import { findJava } from './java.ts';
import type { Release } from './releases.ts';

/** Compiles the handler of `GET /` into a distribution that lacks it; does nothing for the others. */
export async function buildRootPlugin(version: string, row: Release, home: string): Promise<void> {
  if (row.rootPlugin === undefined) return;
  progress(`${version}: compiling the handler of GET /`);
  const java = await findJava(row.java);
  const plugin = path.join(home, 'plugins', 'lab-root');
  const classes = path.join(plugin, 'classes');
  mkdirSync(classes, { recursive: true });
  const sources = fileURLToPath(new URL('root-plugin', import.meta.url));
  const files = [
    path.join(sources, 'RootHandler.java'),
    path.join(sources, row.rootPlugin, 'RootPlugin.java'),
  ];
  const javac = ['-nowarn', '-proc:none', '-cp', path.join(home, 'lib', '*'), '-d', classes, ...files];
  await runOrThrow(path.join(java, 'bin', 'javac'), javac);
  await runOrThrow(path.join(java, 'bin', 'jar'), [
    'cf',
    path.join(plugin, 'lab-root.jar'),
    '-C',
    classes,
    '.',
  ]);
  rmSync(classes, { recursive: true });
  writeFileSync(path.join(plugin, 'plugin-descriptor.properties'), descriptor(version, row));
}

function descriptor(version: string, row: Release): string {
  return [
    'name=lab-root',
    'description=Answers GET / in the bare distribution',
    'version=1.0.0',
    'classname=lab.root.RootPlugin',
    `java.version=${row.java.min}`,
    `elasticsearch.version=${version}`,
    '',
  ].join('\n');
}
