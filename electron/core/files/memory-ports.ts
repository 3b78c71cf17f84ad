import type { GatewayProfile } from '#shared/model/gateway.ts';
import type { ProfileStore, SecretVault } from '../ports.ts';

/** Saved gateways that last as long as this process, for tests and the demo. */
export function memoryProfileStore(initial: readonly GatewayProfile[] = []): ProfileStore {
  let profiles = structuredClone([...initial]);
  return {
    load: () => Promise.resolve({ profiles: structuredClone(profiles), notice: null }),
    save: (next) => {
      profiles = structuredClone([...next]);
      return Promise.resolve();
    },
  };
}

/** Secrets that last as long as this process: for tests, the demo, and systems without a keyring. */
export function memorySecretVault(backend = 'memory'): SecretVault {
  const secrets = new Map<string, string>();
  return {
    persistent: false,
    backend,
    get: (key) => Promise.resolve(secrets.get(key) ?? null),
    set: (key, secret) => {
      secrets.set(key, secret);
      return Promise.resolve();
    },
    remove: (key) => {
      secrets.delete(key);
      return Promise.resolve();
    },
  };
}
