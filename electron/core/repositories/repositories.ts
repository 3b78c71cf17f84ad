import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { RepositoryCheck, RepositoryList } from '#shared/model/repository.ts';
import { repositoryNameProblem } from '#shared/rules/backup-name.ts';
import { readHealth, readNodes } from '../elasticsearch/cluster.ts';
import { readRepositories } from '../elasticsearch/repositories.ts';
import type { Connections } from '../gateways/connections.ts';
import type { Profiles } from '../gateways/profiles.ts';
import { isReadOnly, placeOf, refusalOfDefault } from './default-repository.ts';
import { checkRepository, registerNew } from './register.ts';
import { isSafetyRepository } from './safety-repository.ts';

/** The places of backups of one gateway. */
export class Repositories {
  readonly #connections: Connections;
  readonly #profiles: Profiles;

  constructor(connections: Connections, profiles: Profiles) {
    this.#connections = connections;
    this.#profiles = profiles;
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
      repositories: known.map((repository) => ({
        name: repository.name,
        type: repository.type,
        location: placeOf(repository),
        readOnly: isReadOnly(repository),
        safety: isSafetyRepository(repository.name, gateway.tenant),
      })),
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
    return checkRepository(store, input.name);
  }
}
