import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '#lab/processes/ports.ts';
import { plainEnvironment, supervise } from '#lab/processes/supervised.ts';
import { fetchS3Server } from './fetch.ts';

const START_DEADLINE_MS = 60_000;

/** A server that speaks S3, with everything in its memory. */
export interface LabS3 {
  /** Host and port, as a repository names its endpoint. */
  readonly endpoint: string;
  makeBucket(name: string): Promise<void>;
  /** Keys of the objects of a bucket that begin with `prefix`, sorted. */
  objects(bucket: string, prefix?: string): Promise<string[]>;
  stop(): Promise<void>;
}

/** Starts it on a free loopback port; it ends with this process, however that ends. */
export async function startS3(): Promise<LabS3> {
  const python = await fetchS3Server();
  const supervised = supervise('s3');
  try {
    const port = await freePort();
    const log = path.join(supervised.folder, 'console.log');
    await supervised.start({
      file: python,
      args: ['-m', 'moto.server', '-H', '127.0.0.1', '-p', String(port)],
      cwd: supervised.folder,
      env: plainEnvironment({ PYTHONDONTWRITEBYTECODE: '1' }),
      log,
    });
    const endpoint = `127.0.0.1:${port}`;
    const url = `http://${endpoint}`;
    await untilReady(
      url,
      () => supervised.exit,
      () => readFileSync(log, 'utf8').slice(-2_000),
    );
    return {
      endpoint,
      makeBucket: async (name) => {
        const reply = await fetch(`${url}/${name}`, { method: 'PUT' });
        if (!reply.ok) throw new Error(`the bucket ${name} was refused: ${reply.status}`);
      },
      objects: async (bucket, prefix = '') => {
        const reply = await fetch(`${url}/${bucket}?list-type=2&prefix=${encodeURIComponent(prefix)}`);
        const keys = (await reply.text()).matchAll(/<Key>([^<]*)<\/Key>/g);
        return [...keys].map(([, key]) => key!).sort();
      },
      stop: () => supervised.stop(),
    };
  } catch (error) {
    await supervised.stop();
    throw error;
  }
}

async function untilReady(url: string, exit: () => string | undefined, logTail: () => string): Promise<void> {
  for (const deadline = Date.now() + START_DEADLINE_MS; Date.now() < deadline; ) {
    if (exit() !== undefined) break;
    const reply = await fetch(url, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
    if (reply !== undefined) return;
    await sleep(100);
  }
  throw new Error(`The S3 server did not start (${exit() ?? 'no answer'}):\n${logTail()}`);
}
