import { arch, cpus, release, totalmem } from 'node:os';
import type { Engine } from '#core/engine-api.ts';
import type { GatewayView } from '#shared/model/gateway.ts';
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
    jsonFile(
      'gateways.json',
      'Saved gateways: addresses, nodes, how they are reached',
      gateways.map(withoutSecrets),
    ),
    jsonFile(
      'operations.json',
      'The last operations with phases, log and error',
      operations.slice(0, OPERATIONS),
    ),
    jsonFile('journals.json', 'Restores that did not end', journals),
  ];
}

const jsonFile = (name: string, about: string, value: unknown): Gathered => ({
  name,
  about,
  text: JSON.stringify(value, undefined, 2),
});

/** Which secrets are kept, in words that no rule of the scrubber takes for a secret. */
function withoutSecrets(view: GatewayView) {
  const kept = [
    ...(view.hasDataStorePassword ? ['sign-in of the data store'] : []),
    ...(view.hasDataStoreApiKey ? ['API access of the data store'] : []),
    ...(view.hasNodePassword ? ['sign-in of the nodes'] : []),
    ...(view.hasClientKeyPassphrase ? ['client certificate'] : []),
    ...(view.keyPassphraseNodes ?? []).map((node) => `key file of ${node}`),
  ];
  return { ...view.profile, kept };
}
