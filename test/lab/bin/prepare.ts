import { DESKTOP_PACKAGES } from '#lab/electron/display.ts';
import { electronExecutable } from '#lab/electron/runtime.ts';
import { findSftpServer } from '#lab/hosts/sftp-server.ts';
import { ensureDebianPackages } from '#lab/processes/debian.ts';
import { progress } from '#lab/processes/run.ts';
import { fetchS3Server } from '#lab/s3/fetch.ts';
import { fetchServer } from '#lab/servers/fetch.ts';
import { findJava } from '#lab/servers/java.ts';
import { release } from '#lab/servers/releases.ts';
import { ALL_VERSIONS } from '#lab/servers/start.ts';

/** Everything that the ring of real data stores needs: Java, every release, unpacked in the cache, and a server for S3. */
export async function prepareServers(): Promise<void> {
  for (const version of ALL_VERSIONS) {
    await findJava(release(version).java);
    await fetchServer(version);
  }
  await fetchS3Server();
  await prepareHosts();
}

/** What a host of the lab needs to be reached over SSH. */
export async function prepareHosts(): Promise<void> {
  await findSftpServer();
}

/** Everything that the desktop ring needs: packages of the system and an Electron. */
export async function prepareDesktop(): Promise<void> {
  await ensureDebianPackages(DESKTOP_PACKAGES);
  const runtime = await electronExecutable();
  progress(`Electron ${runtime.version} (${runtime.source}) at ${runtime.path}`);
}
