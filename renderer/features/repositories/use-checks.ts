import { useState } from 'react';
import type { AppError } from '#shared/errors/app-error.ts';
import type { RepositoryCheck } from '#shared/model/repository.ts';
import { errorOf, invoke } from '../../api/client.ts';

/** What the verification of a repository has shown, as long as the page is open. */
export interface Check {
  running: boolean;
  nodes: RepositoryCheck['nodes'];
  error: AppError | null;
}

export interface Checks {
  of: (name: string) => Check | undefined;
  running: boolean;
  /** One after another: each lets every node write a file. */
  verify: (names: readonly string[]) => Promise<void>;
  /** A verification that was part of something else. */
  note: (check: RepositoryCheck) => void;
  forget: (name: string) => void;
}

/** Verifies repositories on request and remembers the results. */
export function useChecks(gatewayId: string): Checks {
  const [checks, setChecks] = useState<ReadonlyMap<string, Check>>(new Map());
  const put = (name: string, check: Check | null): void =>
    setChecks((old) => {
      const next = new Map(old);
      if (check === null) next.delete(name);
      else next.set(name, check);
      return next;
    });
  const verify = async (names: readonly string[]): Promise<void> => {
    for (const name of names) {
      put(name, { running: true, nodes: [], error: null });
      try {
        const { nodes, error } = await invoke('repositories.verify', { gatewayId, name });
        put(name, { running: false, nodes, error });
      } catch (thrown) {
        put(name, { running: false, nodes: [], error: errorOf(thrown) });
      }
    }
  };
  return {
    of: (name) => checks.get(name),
    running: [...checks.values()].some((check) => check.running),
    verify,
    note: ({ repository, nodes, error }) => put(repository, { running: false, nodes, error }),
    forget: (name) => put(name, null),
  };
}
