import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { HostSurroundings } from '#core/hosts/surroundings.ts';

/** An installation with nothing but start and stop scripts, which are `/bin/sh` with the given lines. */
export function makeInstallation(
  folder: string,
  scripts: { shutdown?: string; startup?: string } = {},
  instance = 'default',
): string {
  const bin = path.join(folder, 'IntegrationServer', 'instances', instance, 'bin');
  mkdirSync(bin, { recursive: true });
  for (const [name, lines] of Object.entries({ shutdown: 'exit 0', startup: 'exit 0', ...scripts })) {
    const file = path.join(bin, `${name}.sh`);
    writeFileSync(file, `#!/bin/sh\n${lines}\n`);
    chmodSync(file, 0o755);
  }
  return bin;
}

/** Lines of a script that wait for a file `go.txt` beside it, and not for ever. */
export const UNTIL_GO = 'i=0; while [ ! -e go.txt ] && [ $i -lt 400 ]; do sleep 0.05; i=$((i+1)); done';

/** Surroundings with nothing in them: no agent, no known hosts. */
export function bareSurroundings(home: string, changes: Partial<HostSurroundings> = {}): HostSurroundings {
  return {
    home,
    agent: null,
    knownHosts: [path.join(home, 'known_hosts')],
    env: { PATH: process.env.PATH },
    ...changes,
  };
}
