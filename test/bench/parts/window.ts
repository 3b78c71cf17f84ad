import type { LabServer } from '#lab/servers/start.ts';
import { removeHome } from '../../desktop/support/launch.ts';
import { homeWith, type Opening, openBackups, openProgram, reloadProgram } from '../desktop/window.ts';
import { type Figure, inTurns, median, timed } from '../figures.ts';
import { BACKUPS } from '../many-backups.ts';
import { rawList } from './listing.ts';

const PAIRS = 9;
const FIRST_MS = 100;
const ALL_MS = 400;

/** The list of 1,000 backups in the real window: from the click until it is painted, against the raw calls. */
export async function benchWindow(server: LabServer): Promise<Figure[]> {
  const home = await homeWith(server);
  const program = await openProgram(home);
  try {
    const ours = async (): Promise<Opening> => {
      await reloadProgram(program);
      return openBackups(program.page, BACKUPS.toLocaleString('en-GB'));
    };
    const raw = async (): Promise<Opening> => ({
      first: await timed(() => rawList(server, '?verbose=false')),
      all: await timed(() => rawList(server, '')),
    });
    await inTurns(1, ours, raw);
    const times = await inTurns(PAIRS, ours, raw);
    const figureOf = (what: keyof Opening, allowed: number): Figure => {
      const [value, reference] = [times.ours, times.reference].map((all) =>
        median(all.map((one) => one[what])),
      ) as [number, number];
      const budget = reference + allowed;
      return {
        row: `window-${what}`,
        value,
        reference,
        budget,
        unit: 'ms',
        throttled: null,
        pairs: PAIRS,
        beside: {},
      };
    };
    return [figureOf('first', FIRST_MS), figureOf('all', ALL_MS)];
  } finally {
    await program.close();
    removeHome(home);
  }
}
