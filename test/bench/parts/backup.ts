import { storeRequest } from '#lab/samples/store-http.ts';
import type { LabServer } from '#lab/servers/start.ts';
import { type Figure, inTurns, median, timed } from '../figures.ts';
import { backUp, openBenchEngine, phasesOf } from '../open-engine.ts';
import { type CopySpeed, dropRepository, makeRepository } from '../repository.ts';
import { namesOf } from '../tenant.ts';

const PAIRS = { default: 3, unlimited: 7 };

interface RawBackup {
  snapshot: { state: string; indices: string[] };
}

/** A backup end to end through the engine, against the one request that does the same without a check. */
export async function benchBackup(server: LabServer): Promise<Figure[]> {
  const open = await openBenchEngine(server);
  let phases = '';
  const names = namesOf(server);

  const measured = async (
    speed: CopySpeed,
    work: (repository: string) => Promise<unknown>,
  ): Promise<number> => {
    const repository = await makeRepository(server, speed);
    const ms = await timed(() => work(repository));
    await dropRepository(server, repository);
    return ms;
  };
  const throughEngine = (speed: CopySpeed): Promise<number> =>
    measured(speed, async (repository) => {
      const { result, ...operation } = await backUp(open, repository, 'b');
      if (result?.kind !== 'backup' || result.indices !== names.length)
        throw new Error('not the same indices');
      phases = phasesOf({ ...operation, result });
    });
  const raw = (speed: CopySpeed): Promise<number> =>
    measured(speed, async (repository) => {
      const path = `/_snapshot/${repository}/b?wait_for_completion=true`;
      const body = { indices: names.join(','), include_global_state: false };
      const { snapshot } = await storeRequest<RawBackup>(server.url, 'PUT', path, body);
      if (snapshot.state !== 'SUCCESS' || snapshot.indices.length !== names.length)
        throw new Error('not good');
    });

  try {
    // The first of each pays for classes that are loaded and code that is compiled.
    await raw('unlimited');
    await throughEngine('unlimited');
    const figures: Figure[] = [];
    for (const speed of ['default', 'unlimited'] as const) {
      const times = await inTurns(
        PAIRS[speed],
        () => throughEngine(speed),
        () => raw(speed),
      );
      const reference = median(times.reference) / 1000;
      figures.push({
        row: 'backup',
        value: median(times.ours) / 1000,
        reference,
        budget: 1.05 * reference + 0.5,
        unit: 's',
        throttled: speed === 'default',
        pairs: PAIRS[speed],
        beside: { 'phases of the last run': phases },
      });
    }
    return figures;
  } finally {
    await open.stop();
  }
}
