import { randomUUID } from 'node:crypto';
import { type AppError, AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { GatewayDraft, GatewayProfile, GatewaySecrets, GatewayView } from '#shared/model/gateway.ts';
import { PROFILE_FILE, parseProfileFile, profileFileText } from '../files/profile-file.ts';
import { type Lock, takeLock } from '../operations/lock.ts';
import type { EnginePorts } from '../ports.ts';
import {
  passphraseKey,
  SECRET_KINDS,
  type SecretKind,
  saveWithSecrets,
  withKeyFile,
} from './profile-secrets.ts';
import type { StoreSecrets } from './store-access.ts';

/** A change takes milliseconds; another process that holds the file for longer is told of. */
const PATIENCE_MS = 5_000;
const LOOK_MS = 30;

/** The saved gateways and their secrets, kept apart: a profile never holds one. */
export class Profiles {
  readonly #ports: EnginePorts;
  readonly #removed: (gatewayId: string) => void;
  #profiles: GatewayProfile[] = [];
  #notice: AppError | null = null;

  /** `changed` is called with the id of a gateway whose addresses or secrets are no longer what they were. */
  constructor(ports: EnginePorts, changed: (gatewayId: string) => void) {
    this.#ports = ports;
    this.#removed = changed;
  }

  async load(): Promise<void> {
    const { profiles, notice } = await this.#ports.profiles.load();
    this.#profiles = profiles;
    this.#notice = notice;
  }

  /**
   * Takes over and announces what another process has saved. A file that is gone or damaged is left to the next change
   * or start. Rejects when it cannot be read.
   */
  async look(): Promise<void> {
    const before = this.#profiles;
    const text = await this.#ports.files.read(PROFILE_FILE);
    // A change of our own that was saved meanwhile is newer than what was read.
    if (text === null || this.#profiles !== before || text === profileFileText(before)) return;
    const { profiles, damaged } = parseProfileFile(text);
    if (damaged || profileFileText(profiles) === profileFileText(before)) return;
    this.#profiles = profiles;
    const same = new Set(profiles.map((profile) => JSON.stringify(profile)));
    for (const old of before) if (!same.has(JSON.stringify(old))) this.#removed(old.id);
    this.#ports.emit('changed', { what: 'gateways' });
  }

  notice(): AppError | null {
    return this.#notice;
  }

  all(): readonly GatewayProfile[] {
    return this.#profiles;
  }

  /** Rejects with `gateway-unknown`. */
  get(gatewayId: string): GatewayProfile {
    const found = this.#profiles.find((profile) => profile.id === gatewayId);
    if (found === undefined) throw new AppFailure(appError('gateway-unknown'));
    return found;
  }

  /** The gateway, if it may be changed. Rejects with `gateway-read-only`: the engine enforces it, not the page. */
  changeable(gatewayId: string): GatewayProfile {
    const profile = this.get(gatewayId);
    if (profile.readOnly) throw new AppFailure(appError('gateway-read-only', { what: profile.name }));
    return profile;
  }

  async views(): Promise<GatewayView[]> {
    return Promise.all(this.#profiles.map((profile) => this.view(profile)));
  }

  async view(profile: GatewayProfile): Promise<GatewayView> {
    const has = async (kind: SecretKind): Promise<boolean> => (await this.secret(profile.id, kind)) !== null;
    const keyPassphraseNodes = await this.#nodesWithPassphrase(profile);
    return {
      profile,
      hasDataStorePassword: await has('data-store'),
      hasNodePassword: await has('node'),
      hasDataStoreApiKey: await has('data-store-api-key'),
      hasClientKeyPassphrase: await has('client-key'),
      ...(keyPassphraseNodes.length === 0 ? {} : { keyPassphraseNodes }),
    };
  }

  async secret(gatewayId: string, kind: SecretKind): Promise<string | null> {
    return this.#ports.vault.get(`${gatewayId}.${kind}`);
  }

  /** All that signing in to the data store may need. */
  async storeSecrets(gatewayId: string): Promise<StoreSecrets> {
    const secret = async (kind: SecretKind): Promise<string | undefined> =>
      (await this.secret(gatewayId, kind)) ?? undefined;
    return {
      dataStorePassword: await secret('data-store'),
      dataStoreApiKey: await secret('data-store-api-key'),
      clientKeyPassphrase: await secret('client-key'),
    };
  }

  /** Of the key file with which a node is reached over SSH. */
  async keyPassphrase(gatewayId: string, nodeId: string): Promise<string | null> {
    return this.#ports.vault.get(passphraseKey(gatewayId, nodeId));
  }

  async add(draft: GatewayDraft, secrets: GatewaySecrets): Promise<GatewayView> {
    return this.#changing(async () => {
      this.#refuseTakenName(draft.name, null);
      const profile: GatewayProfile = { ...draft, id: randomUUID(), createdAt: this.#ports.clock.now() };
      await saveWithSecrets(this.#ports.vault, profile, secrets, () =>
        this.#save([...this.#profiles, profile]),
      );
      return this.view(profile);
    });
  }

  /** A password that is left out stays as it is; an empty one is removed. */
  async update(gatewayId: string, draft: GatewayDraft, secrets: GatewaySecrets): Promise<GatewayView> {
    return this.#changing(async () => {
      const old = this.get(gatewayId);
      this.#refuseTakenName(draft.name, gatewayId);
      const profile: GatewayProfile = { ...draft, id: old.id, createdAt: old.createdAt };
      await saveWithSecrets(this.#ports.vault, profile, secrets, () =>
        this.#save(this.#profiles.map((other) => (other.id === gatewayId ? profile : other))),
      );
      await this.#forgetPassphrases(old, profile);
      this.#removed(gatewayId);
      return this.view(profile);
    });
  }

  async remove(gatewayId: string): Promise<void> {
    await this.#changing(async () => {
      const old = this.get(gatewayId);
      await this.#save(this.#profiles.filter((profile) => profile.id !== gatewayId));
      for (const kind of SECRET_KINDS) await this.#ports.vault.remove(`${gatewayId}.${kind}`);
      await this.#forgetPassphrases(old, null);
      this.#removed(gatewayId);
    });
  }

  /**
   * One change at a time, over all processes that share the file, and always of what the file holds now (E18): what
   * another process has saved since the start is not lost.
   */
  async #changing<Result>(change: () => Promise<Result>): Promise<Result> {
    const lock = await this.#lock();
    try {
      const { profiles, notice } = await this.#ports.profiles.load();
      // Of a file that became unreadable meanwhile the better copy is the one that was read before.
      if (notice === null) this.#profiles = profiles;
      else this.#notice = notice;
      return await change();
    } finally {
      await lock.release();
    }
  }

  async #lock(): Promise<Lock> {
    const { clock } = this.#ports;
    const deadline = clock.now() + PATIENCE_MS;
    for (;;) {
      try {
        return await takeLock(this.#ports, 'profiles', 'A change of the gateways');
      } catch (thrown) {
        const isBusy = thrown instanceof AppFailure && thrown.value.code === 'operation-running';
        if (!isBusy || clock.now() > deadline) throw thrown;
        await clock.sleep(LOOK_MS);
      }
    }
  }

  async #save(profiles: GatewayProfile[]): Promise<void> {
    await this.#ports.profiles.save(profiles);
    this.#profiles = profiles;
    this.#ports.emit('changed', { what: 'gateways' });
  }

  async #nodesWithPassphrase(profile: GatewayProfile): Promise<string[]> {
    const ids = withKeyFile(profile);
    const found = await Promise.all(ids.map((id) => this.keyPassphrase(profile.id, id)));
    return ids.filter((_, i) => found[i] !== null);
  }

  /** A passphrase is of no use once its node has no key file any more. */
  async #forgetPassphrases(old: GatewayProfile, now: GatewayProfile | null): Promise<void> {
    const kept = now === null ? [] : withKeyFile(now);
    for (const id of withKeyFile(old).filter((one) => !kept.includes(one)))
      await this.#ports.vault.remove(passphraseKey(old.id, id));
  }

  #refuseTakenName(name: string, except: string | null): void {
    const taken = this.#profiles.some(
      (profile) => profile.id !== except && profile.name.toLowerCase() === name.toLowerCase(),
    );
    if (taken) throw new AppFailure(appError('gateway-name-taken', { what: name }));
  }
}
