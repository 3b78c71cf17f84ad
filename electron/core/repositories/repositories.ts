import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type {
  Repository,
  RepositoryCheck,
  RepositoryCleanUp,
  RepositoryList,
} from '#shared/model/repository.ts';
import { repositoryNameProblem } from '#shared/rules/backup-name.ts';
import { readHealth, readNodes } from '../elasticsearch/cluster.ts';
import {
  forgetRepository,
  readRepositories,
  readRepository,
  type StoredRepository,
} from '../elasticsearch/repositories.ts';
import type { Connection, Connections } from '../gateways/connections.ts';
import type { Profiles } from '../gateways/profiles.ts';
import { type ChangeGuards, changeNow } from '../operations/change.ts';
import { cleanUp, setReadOnly } from './alter.ts';
import { isReadOnly, placeOf, refusalOfDefault } from './default-repository.ts';
import { checkRepository, registerNew } from './register.ts';
import { isSafetyRepository } from './safety-repository.ts';

/** The places of backups of one gateway. */
export class Repositories {
  readonly #connections: Connections;
  readonly #profiles: Profiles;
  readonly #guards: ChangeGuards;

  constructor(parts: ChangeGuards & { connections: Connections; profiles: Profiles }) {
    this.#connections = parts.connections;
    this.#profiles = parts.profiles;
    this.#guards = parts;
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
    const { store } = await this.#connections.of(gatewayId);
    return checkRepository(store, name);
  }

  /** Registers a folder. Rejects with the reason, and then nothing is registered. */
  async register(input: { gatewayId: string; name: string; location: string }): Promise<RepositoryCheck> {
    this.#profiles.changeable(input.gatewayId);
    const problem = repositoryNameProblem(input.name);
    if (problem !== null)
      throw new AppFailure(appError('input-invalid', { detail: `the name of the repository: ${problem}` }));
    const { store } = await this.#connections.of(input.gatewayId);
    await registerNew(store, input.name, 'fs', { location: input.location });
    this.#changed();
    return checkRepository(store, input.name);
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
      const found = await readRepository(connection.store, name);
      if (found === null)
        throw new AppFailure(appError('repository-missing', { what: name, where: connection.store.where }));
      try {
        return await work(connection, found);
      } finally {
        this.#changed();
      }
    });
  }

  #changed(): void {
    this.#guards.ports.emit('changed', { what: 'repositories' });
  }
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
