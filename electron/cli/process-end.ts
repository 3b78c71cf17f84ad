import { flushed } from './io.ts';

/** Ends this process once all that was written has left it. Work that goes on at a server keeps nothing here. */
export async function endProcess(code: number): Promise<never> {
  await flushed();
  process.exit(code);
}
