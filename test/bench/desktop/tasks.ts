import { readFileSync, rmSync } from 'node:fs';
import type { ElectronApplication } from 'playwright';

interface TraceEvent {
  ph: string;
  name: string;
  pid: number;
  tid: number;
  /** Processor time of the thread, in microseconds. */
  tdur?: number;
  args?: { name?: string };
}

/**
 * The longest turn of the page's own thread while something goes on, in milliseconds of its processor time: script,
 * styles, layout and painting of one frame. Other programs make a frame late and do not make this longer.
 */
export async function longestTurn(app: ElectronApplication, work: () => Promise<unknown>): Promise<number> {
  await app.evaluate(({ contentTracing }) =>
    contentTracing.startRecording({ included_categories: ['toplevel', '__metadata'] }),
  );
  await work();
  const file = await app.evaluate(({ contentTracing }) => contentTracing.stopRecording());
  const { traceEvents } = JSON.parse(readFileSync(file, 'utf8')) as { traceEvents: TraceEvent[] };
  rmSync(file);
  const pages = new Set(
    traceEvents
      .filter((event) => event.name === 'thread_name' && event.args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid}/${tid}`),
  );
  const turns = traceEvents
    .filter(({ ph, pid, tid }) => ph === 'X' && pages.has(`${pid}/${tid}`))
    .map(({ tdur = 0 }) => tdur / 1_000);
  if (turns.length < 100) throw new Error(`only ${turns.length} turns of the page were recorded`);
  return turns.reduce((longest, one) => Math.max(longest, one), 0);
}
