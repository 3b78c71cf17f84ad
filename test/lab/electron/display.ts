import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureDebianPackages } from '#lab/processes/debian.ts';
import { plainEnvironment, supervise } from '#lab/processes/supervised.ts';

/** What Electron and a virtual display need on a bare Debian. */
export const DESKTOP_PACKAGES = [
  'xvfb',
  'xauth',
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libxss1',
  'libsecret-1-0',
];

export interface Display {
  /** Value for DISPLAY, such as `:3`. */
  display: string;
  stop(): Promise<void>;
}

/** Starts a virtual display on a free number; it ends with this process, however that ends. */
export async function withDisplay(size = '1440x900x24'): Promise<Display> {
  await ensureDebianPackages(DESKTOP_PACKAGES);
  const supervised = supervise('display', { realDisk: true });
  const log = path.join(supervised.folder, 'xvfb.log');
  try {
    await supervised.start({
      file: 'Xvfb',
      args: ['-displayfd', '1', '-screen', '0', size, '-nolisten', 'tcp'],
      cwd: supervised.folder,
      env: plainEnvironment(),
      log,
    });
    for (let tries = 0; tries < 200; tries += 1) {
      const number = /^\d+$/m.exec(readFileSync(log, 'utf8'))?.[0];
      if (number !== undefined) return { display: `:${number}`, stop: () => supervised.stop() };
      if (supervised.exit !== undefined) break;
      await sleep(50);
    }
    throw new Error(`Xvfb did not start: ${readFileSync(log, 'utf8').slice(-1_000)}`);
  } catch (error) {
    await supervised.stop();
    throw error;
  }
}
