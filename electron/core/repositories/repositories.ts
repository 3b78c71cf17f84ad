import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { PlannedCall } from '#shared/model/planned-call.ts';
import type {
  Repository,
  RepositoryCheck,
  RepositoryCleanUp,
  RepositoryList,
} from '#shared/model/repository.ts';
import type {
  ImportedRepository,
  RepositoryDraft,
  RepositoryForm,
  RepositoryPlan,
} from '#shared/model/repository-place.ts';
import { repositoryNameProblem } from '#shared/rules/backup-name.ts';
import { readVendorCnf } from '#shared/rules/vendor-cnf.ts';
import { readHealth, readNodes } from '../elasticsearch/cluster.ts';
import {
  forgetRepository,
  readRepositories,
  readRepository,
  type StoredRepository,
} from '../elasticsearch/repositories.ts';
import type { Connection, Connections } from '../gateways/connections.ts';
import type { Profiles } from '../gateways/profiles.ts';
import { type ChangeGuards, changeNow, refuseChange } from '../operations/change.ts';
import { cleanUp, setReadOnly } from './alter.ts';
import { isReadOnly, placeOf, refusalOfDefault } from './default-repository.ts';
import { editRepository } from './edit.ts';
import { existing } from './existing.ts';
import { readForm } from './form.ts';
import { KeptKeys, type Keys } from './kept-keys.ts';
import { checkPlace, refusalOfS3 } from './matrix.ts';
import { repositoryCalls } from './plan-calls.ts';
import { checkRepository, registerNew } from './register.ts';
import { type RepositoryChange, rehearseRepository } from './rehearse.ts';
import { isSafetyRepository, prepareSafetyPlace } from './safety-repository.ts';
import { filled, secretsOfDraft, wantedOf } from './wanted.ts';

/** The places of backups of one gateway. */
export class Repositories {
  readonly #connections: Connections;
  readonly #profiles: Profiles;
  readonly #guards: ChangeGuards;
  readonly #keys: KeptKeys;

  constructor(parts: ChangeGuards & { connections: Connections; profiles: Profiles }) {
    this.#connections = parts.connections;
    this.#profiles = parts.profiles;
    this.#guards = parts;
    this.#keys = new KeptKeys(parts.ports.clock);
  }

  async list({ gatewayId }: { gatewayId: string }): Promise<RepositoryList> {
    const { store, gateway } = await this.#connections.of(gatewayId);
    const [known, nodes, health] = await Promise.all([
      readRepositories(store),
      readNodes(store),
      readHealth(store),
    ]);
    const exists = known.some((repository) => repository.name === gateway.tenant);
    return {
      repositories: known.map((repository) => viewOf(repository, gateway.tenant)),
      defaultName: gateway.tenant,
      defaultExists: exists,
      defaultRefused: exists ? null : refusalOfDefault(nodes, health.dataNodes),
      allowedFolders: [...new Set(nodes.flatMap((node) => node.pathRepo))],
    };
  }

  async verify({ gatewayId, name }: { gatewayId: string; name: string }): Promise<RepositoryCheck> {
    const { store, can } = await this.#connections.of(gatewayId);
    const check = await checkRepository(store, name);
    if (check.error?.code !== 'repository-not-shared') return check;
    // A node without the plugin only says that it does not know the repository.
    const isS3 = (await readRepository(store, name))?.type === 's3';
    const cause = isS3 ? refusalOfS3(can, await readNodes(store)) : null;
    return cause === null ? check : { ...check, error: { ...cause, raw: check.error.raw } };
  }

  /** What the form of a new repository, or of the one with this name, must know. */
  async form({ gatewayId, name }: { gatewayId: string; name?: string | undefined }): Promise<RepositoryForm> {
    const connection = await this.#connections.of(gatewayId);
    return readForm(connection, name === undefined ? null : await existing(connection, name));
  }

  /** Reads a file of the vendor's utility. Its keys stay here for some minutes, under the handle of the answer. */
  import({ text }: { text: string }): ImportedRepository {
    const read = readVendorCnf(text);
    if ('problem' in read)
      throw new AppFailure(appError('repository-import-refused', { detail: read.problem }));
    const { place, keys, ignored } = read;
    this.#learn(keys === null ? [] : [keys.accessKey, keys.secretKey]);
    return { place, handle: keys === null ? null : this.#keys.keep(keys), ignored };
  }

  /** Registers a repository that is not there yet. Rejects with the reason, and then nothing is registered. */
  async register(draft: RepositoryDraft): Promise<RepositoryCheck> {
    this.#learn(secretsOfDraft(draft));
    this.#profiles.changeable(draft.gatewayId);
    refuseName(draft.name);
    const keys = this.#keys.of(draft.keys);
    const connection = await this.#connections.of(draft.gatewayId);
    const { type, settings } = wantedOf(connection.can, draft.place, keys);
    return changeNow(this.#guards, connection, `Registration of ${draft.name}`, async () => {
      await checkPlace(connection, draft.place);
      await registerNew(connection.store, draft.name, type, filled(settings));
      return this.#registered(connection, draft, keys);
    });
  }

  /** Changes the settings of a repository. Rejects with the reason, and then it is as it was before. */
  async edit(draft: RepositoryDraft): Promise<RepositoryCheck> {
    this.#learn(secretsOfDraft(draft));
    const keys = this.#keys.of(draft.keys);
    return this.#change(draft, `Settings of ${draft.name}`, async (connection, found) => {
      await editRepository(connection, found, draft, wantedOf(connection.can, draft.place, keys));
      return this.#registered(connection, draft, keys);
    });
  }

  /** What registering or editing would change on the data store. No key is needed to tell it, and none is told. */
  async calls(plan: RepositoryPlan): Promise<PlannedCall[]> {
    return repositoryCalls(await this.#connections.of(plan.gatewayId), plan);
  }

  /** Rejects with what refuses a change before it is sent, also with what is at work there. Changes nothing. */
  async rehearse(change: RepositoryChange): Promise<void> {
    const draft = 'draft' in change ? change.draft : null;
    const { gatewayId, name } = 'draft' in change ? change.draft : change;
    if (draft !== null) this.#learn(secretsOfDraft(draft));
    this.#profiles.changeable(gatewayId);
    if (change.kind === 'register') refuseName(name);
    const connection = await this.#connections.of(gatewayId);
    await refuseChange(this.#guards, connection);
    await rehearseRepository(connection, change, this.#keys.of(draft?.keys));
  }

  /** Makes a repository read-only, or writable again; everything else about it stays as it is. */
  async setReadOnly(input: { gatewayId: string; name: string; readOnly: boolean }): Promise<Repository> {
    const what = `${input.readOnly ? 'Read-only' : 'Writable'}: ${input.name}`;
    return this.#change(input, what, async (connection, found) =>
      viewOf(await setReadOnly(connection, found, input.readOnly), connection.gateway.tenant),
    );
  }

  /** Forgets a repository. Its files stay where they are. */
  async remove(input: { gatewayId: string; name: string }): Promise<Record<string, never>> {
    return this.#change(input, `Removal of ${input.name}`, async ({ store }, { name }) => {
      await forgetRepository(store, name);
      return {};
    });
  }

  /** Deletes the files that no backup refers to, such as those of one that failed. */
  async cleanUp(input: { gatewayId: string; name: string }): Promise<RepositoryCleanUp> {
    return this.#change(input, `Clean-up of ${input.name}`, cleanUp);
  }

  /** Rejects with `repository-missing`, and with what keeps a data store from being changed. */
  async #change<Result>(
    { gatewayId, name }: { gatewayId: string; name: string },
    what: string,
    work: (connection: Connection, found: StoredRepository) => Promise<Result>,
  ): Promise<Result> {
    this.#profiles.changeable(gatewayId);
    const connection = await this.#connections.of(gatewayId);
    return changeNow(this.#guards, connection, what, async () => {
      const found = await existing(connection, name);
      try {
        return await work(connection, found);
      } finally {
        this.#changed();
      }
    });
  }

  /** The keys are on the data store now; the way back of a restore gets them too, while they are known. */
  async #registered(
    connection: Connection,
    draft: RepositoryDraft,
    keys: Keys | null,
  ): Promise<RepositoryCheck> {
    if (keys !== null && draft.place.kind === 's3') await prepareSafetyPlace(connection, draft.name, keys);
    this.#keys.forget(draft.keys);
    this.#changed();
    return checkRepository(connection.store, draft.name);
  }

  /** No log and no output may hold a key; whoever keeps them clean hears it before anything is done with it. */
  #learn(secrets: readonly string[]): void {
    for (const secret of secrets) this.#guards.ports.learnSecret?.(secret);
  }

  #changed(): void {
    this.#guards.ports.emit('changed', { what: 'repositories' });
  }
}

function refuseName(name: string): void {
  const problem = repositoryNameProblem(name);
  if (problem !== null)
    throw new AppFailure(appError('input-invalid', { detail: `the name of the repository: ${problem}` }));
}

function viewOf(repository: StoredRepository, tenant: string): Repository {
  return {
    name: repository.name,
    type: repository.type,
    location: placeOf(repository),
    readOnly: isReadOnly(repository),
    safety: isSafetyRepository(repository.name, tenant),
  };
}
