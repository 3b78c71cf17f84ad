import type { EnginePorts } from '../ports.ts';

const LOOK_MS = 1_000;
/** A change is seldom alone. */
const SETTLE_MS = 50;

/**
 * Looks when something in one of the folders may have changed, and every second as well: not every disk tells. Ends with
 * the signal; a look that fails is logged once until one succeeds.
 */
export async function lookAgain(
  { files, clock, logger }: Pick<EnginePorts, 'files' | 'clock' | 'logger'>,
  folders: readonly string[],
  look: () => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  let pause = new AbortController();
  const changed = (): void => pause.abort();
  signal.addEventListener('abort', changed, { once: true });
  for (const folder of folders) files.watch(folder, changed, signal);
  let hasFailed = false;
  const next = async (): Promise<boolean> => {
    await clock.sleep(LOOK_MS, pause.signal);
    await clock.sleep(SETTLE_MS, signal);
    pause = new AbortController();
    return !signal.aborted;
  };
  while (await next()) {
    try {
      await look();
      hasFailed = false;
    } catch (thrown) {
      if (!hasFailed) logger.warn(`what others do is not known: ${String(thrown)}`);
      hasFailed = true;
    }
  }
}
