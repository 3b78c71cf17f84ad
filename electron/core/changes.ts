import type { GatewayDraft, GatewayProfile, GatewaySecrets } from '#shared/model/gateway.ts';
import { placeWords } from '#shared/rules/repository-settings.ts';
import type { Engine } from './engine-api.ts';
import { gatewayDifferences } from './gateways/differences.ts';
import type { Profiles } from './gateways/profiles.ts';
import type { NewChange, Operations } from './operations/registry.ts';

interface Parts {
  operations: Operations;
  profiles: Pick<Profiles, 'get'>;
  /** The engine without a history of its changes. */
  plain: Pick<Engine, 'gateways' | 'repositories' | 'setup' | 'restarts' | 'journals'>;
}

/** The same parts of the engine, where each change leaves its line in the history, whether it succeeds or fails. */
export function notedChanges({ operations, profiles, plain }: Parts): Parts['plain'] {
  const { gateways, repositories, setup, restarts, journals } = plain;
  const noted = async <Result>(
    kind: NewChange<Result>['kind'],
    gatewayId: string,
    target: string,
    work: () => Promise<Result>,
    notes?: NewChange<Result>['notes'],
  ): Promise<Result> => {
    const gateway = profiles.get(gatewayId);
    return operations.noted({ kind, gateway, target, ...(notes === undefined ? {} : { notes }) }, work);
  };
  const ofNode = (gatewayId: string, nodeId: string): string =>
    profiles.get(gatewayId).nodes.find((node) => node.id === nodeId)?.name ?? nodeId;

  return {
    gateways: {
      ...gateways,
      add: async (input) => {
        const view = await gateways.add(input);
        // Only now it has an id; one that was refused is no gateway yet.
        const lines = [...factsOf(view.profile), ...secretLines(input.secrets)];
        await noted(
          'add-gateway',
          view.profile.id,
          view.profile.name,
          () => Promise.resolve(),
          () => ({ lines }),
        );
        return view;
      },
      update: async (input) => {
        const before = profiles.get(input.gatewayId);
        return noted(
          'edit-gateway',
          input.gatewayId,
          before.name,
          () => gateways.update(input),
          ({ profile }) => ({
            lines: [...gatewayDifferences(before, profile), ...secretLines(input.secrets)],
          }),
        );
      },
      remove: async (input) =>
        noted('remove-gateway', input.gatewayId, profiles.get(input.gatewayId).name, () =>
          gateways.remove(input),
        ),
    },
    repositories: {
      ...repositories,
      register: (input) =>
        noted(
          'register-repository',
          input.gatewayId,
          input.name,
          () => repositories.register(input),
          ({ error }) => ({ lines: [placeWords(input.place)], problem: error }),
        ),
      edit: (input) =>
        noted(
          'edit-repository',
          input.gatewayId,
          input.name,
          () => repositories.edit(input),
          ({ error }) => ({ lines: [placeWords(input.place)], problem: error }),
        ),
      setReadOnly: (input) =>
        noted(input.readOnly ? 'make-read-only' : 'make-writable', input.gatewayId, input.name, () =>
          repositories.setReadOnly(input),
        ),
      remove: (input) =>
        noted(
          'remove-repository',
          input.gatewayId,
          input.name,
          () => repositories.remove(input),
          () => ({ lines: ['Its files stay where they are.'] }),
        ),
      cleanUp: (input) =>
        noted(
          'clean-up-repository',
          input.gatewayId,
          input.name,
          () => repositories.cleanUp(input),
          ({ freedBytes, freedFiles }) => ({ lines: [`${freedFiles} files deleted, ${freedBytes} bytes`] }),
        ),
    },
    setup: {
      ...setup,
      changePathRepo: (input) =>
        noted(
          'change-path-repo',
          input.gatewayId,
          input.folder,
          () => setup.changePathRepo(input),
          ({ file, copy }) => ({ lines: [`${file} changed, the former one is kept as ${copy}`] }),
        ),
      installPlugin: async (input) =>
        noted(
          'install-plugin',
          input.gatewayId,
          profiles.get(input.gatewayId).name,
          () => setup.installPlugin(input),
          ({ node, command }) => ({ lines: [`${node}: ${command}`] }),
        ),
      addKeys: (input) =>
        noted(
          'add-keys',
          input.gatewayId,
          input.client,
          () => setup.addKeys(input),
          ({ node, reloaded, error }) => ({
            lines: [`${node}: ${reloaded ? 'the server uses them now' : 'the server has to read them yet'}`],
            problem: error,
          }),
        ),
    },
    restarts: {
      ...restarts,
      request: async (input) =>
        noted('ask-restart', input.gatewayId, profiles.get(input.gatewayId).name, () =>
          restarts.request(input),
        ),
      tickOff: async (input) =>
        noted('tick-off-node', input.gatewayId, ofNode(input.gatewayId, input.nodeId), () =>
          restarts.tickOff(input),
        ),
    },
    journals: {
      ...journals,
      resolve: async (input) => {
        // The other ways out of a journal are operations of their own.
        if (input.action !== 'close-by-hand') return journals.resolve(input);
        const open = (await journals.list({})).find((one) => one.id === input.journalId);
        if (open === undefined) return journals.resolve(input);
        const gateway = { id: open.gatewayId, name: open.gatewayName };
        return operations.noted({ kind: 'close-journal', gateway, target: open.backup }, () =>
          journals.resolve(input),
        );
      },
    },
  };
}

const factsOf = ({ tenant, release, dataStore }: GatewayProfile | GatewayDraft): string[] => [
  `Tenant ${tenant}, release ${release}, data store ${dataStore.addresses.join(', ')}`,
];

/** Which secrets were given or taken away, never what they are. */
function secretLines({ keyPassphrases = [], ...secrets }: GatewaySecrets): string[] {
  const words: Record<keyof typeof secrets, string> = {
    dataStorePassword: 'Password of the data store',
    nodePassword: 'Password of the nodes',
    dataStorePasswordFound: 'Password of the data store, as found in the installation',
    dataStoreApiKey: 'API key of the data store',
    clientKeyPassphrase: 'Passphrase of the client key',
  };
  const given = Object.entries(words).flatMap(([key, word]) => {
    const secret = secrets[key as keyof typeof secrets];
    return secret === undefined ? [] : [`${word}: ${secret === '' ? 'removed' : 'entered'}`];
  });
  return [
    ...given,
    ...keyPassphrases.map(
      ({ nodeId, passphrase }) =>
        `Passphrase of the key of ${nodeId}: ${passphrase === '' ? 'removed' : 'entered'}`,
    ),
  ];
}
