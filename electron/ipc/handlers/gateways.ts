import type { Engine } from '#core/engine-api.ts';
import type { Handlers } from '#shared/ipc/contract.ts';
import type { GatewaySecrets } from '#shared/model/gateway.ts';

type GatewayRequests =
  | 'gateways.list'
  | 'gateways.test'
  | 'gateways.add'
  | 'gateways.update'
  | 'gateways.remove'
  | 'gateways.checkHost'
  | 'gateways.status'
  | 'installation.read'
  | 'installation.readOver'
  | 'calls.list'
  | 'overview.get';

/** `learnSecret` hears every password before anything is done with it, so that no log can hold it. */
export function gatewayHandlers(
  engine: Engine,
  learnSecret: (secret: string) => void,
): Pick<Handlers, GatewayRequests> {
  const learn = (secrets: GatewaySecrets): void => {
    const { keyPassphrases = [], ...others } = secrets;
    const passphrases = keyPassphrases.map((one) => one.passphrase);
    for (const secret of [...Object.values(others), ...passphrases])
      if (secret !== undefined) learnSecret(secret);
  };
  return {
    'gateways.list': (input) => engine.gateways.list(input),
    'gateways.test': (input) => {
      learn(input.secrets);
      return engine.gateways.test(input);
    },
    'gateways.add': (input) => {
      learn(input.secrets);
      return engine.gateways.add(input);
    },
    'gateways.update': (input) => {
      learn(input.secrets);
      return engine.gateways.update(input);
    },
    'gateways.checkHost': (input) => {
      if (input.passphrase !== undefined) learnSecret(input.passphrase);
      return engine.gateways.checkHost(input);
    },
    'gateways.remove': (input) => engine.gateways.remove(input),
    'gateways.status': (input) => engine.gateways.status(input),
    'installation.read': (input) => engine.installation.read(input),
    'installation.readOver': (input) => {
      if (input.passphrase !== undefined) learnSecret(input.passphrase);
      return engine.installation.readOver(input);
    },
    'calls.list': (input) => engine.gateways.calls(input),
    'overview.get': (input) => engine.overview.get(input),
  };
}
