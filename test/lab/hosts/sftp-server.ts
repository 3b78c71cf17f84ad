import { existsSync } from 'node:fs';
import { ensureDebianPackages } from '#lab/processes/debian.ts';

/** Where Debian, Fedora and macOS have it. */
const PLACES = [
  '/usr/lib/openssh/sftp-server',
  '/usr/libexec/openssh/sftp-server',
  '/usr/lib/ssh/sftp-server',
  '/usr/libexec/sftp-server',
];

/** The server of files of OpenSSH; on Debian it is installed where it is missing. */
export async function findSftpServer(): Promise<string> {
  const there = PLACES.find((place) => existsSync(place));
  if (there !== undefined) return there;
  await ensureDebianPackages(['openssh-sftp-server']);
  const found = PLACES.find((place) => existsSync(place));
  if (found === undefined) throw new Error('The tests over SSH need sftp-server of OpenSSH.');
  return found;
}
