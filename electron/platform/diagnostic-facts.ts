import { arch, cpus, release, totalmem } from 'node:os';
import type { Engine } from '#core/engine-api.ts';
import type { Settings } from '#shared/model/settings.ts';
import type { Gathered } from './diagnostics.ts';

const OPERATIONS = 100;

/** What the program knows about itself, its gateways and its last work. */
export async function diagnosticFacts(
  engine: Engine,
  facts: Readonly<Record<string, unknown>>,
  settings: Settings,
): Promise<Gathered[]> {
  const [gateways, operations, journals] = await Promise.all([
    engine.gateways.list({}),
    engine.operations.list({}),
    engine.journals.list({}),
  ]);
  const system = {
    ...facts,
    system: `${process.platform} ${release()} ${arch()}`,
    processors: cpus().length,
    memory: totalmem(),
    locale: Intl.DateTimeFormat().resolvedOptions().locale,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    notices: engine.notices(),
  };
  return [
    jsonFile('program.json', 'Version, system, keyring, notices of the start', system),
    jsonFile('settings.json', 'Settings of this program', settings),
    jsonFile('gateways.json', 'Saved gateways: addresses, nodes, how they are reached; no secret', gateways),
    jsonFile('operations.json', 'The last operations with phases, log and error', operations.slice(0, OPERATIONS)),
    jsonFile('journals.json', 'Restores that did not end', journals),
  ];
}

const jsonFile = (name: string, about: string, value: unknown): Gathered => ({
  name,
  about,
  text: JSON.stringify(value, undefined, 2),
});
