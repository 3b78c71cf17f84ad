import { storeRequest } from '#lab/samples/store-http.ts';
import type { Abilities } from './abilities.ts';

const PROBE = 'gateway_vault_probe';

/** A template of the whole data store, told apart by its number, and a backup that holds the global state with it. */
export class ProbeTemplate {
  readonly #url: string;
  readonly #pattern: object;

  constructor(url: string, can: Pick<Abilities, 'patternsInTemplates'>) {
    this.#url = url;
    this.#pattern = can.patternsInTemplates ? { index_patterns: ['probe*'] } : { template: 'probe*' };
  }

  async put(order: number): Promise<void> {
    await storeRequest(this.#url, 'PUT', `/_template/${PROBE}`, { order, ...this.#pattern });
  }

  async order(): Promise<number | undefined> {
    type Templates = Record<string, { order: number }>;
    const found = await storeRequest<Templates>(this.#url, 'GET', `/_template/${PROBE}`);
    return found[PROBE]?.order;
  }

  /** Leaves the template with number 2, and a backup in which it has number 1. */
  async backUpState(name: string, indices: readonly string[]): Promise<void> {
    await this.put(1);
    await storeRequest(this.#url, 'PUT', `/_snapshot/default/${name}?wait_for_completion=true`, {
      indices: indices.join(','),
      include_global_state: true,
    });
    await this.put(2);
  }

  async remove(): Promise<void> {
    await storeRequest(this.#url, 'DELETE', `/_template/${PROBE}`);
  }
}
