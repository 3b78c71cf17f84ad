import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { AppError } from '#shared/errors/app-error.ts';
import type { RepositoryCheck } from '#shared/model/repository.ts';
import { errorOf, invoke } from '../../api/client.ts';
import { KEPT } from '../../api/hooks.ts';

/** What the last verification of a repository has shown, also after the page was left. */
export interface Check {
  running: boolean;
  nodes: RepositoryCheck['nodes'];
  error: AppError | null;
  /** When it ended, in ms; when it began as long as it runs. */
  at: number;
}

export interface Checks {
  of: (name: string) => Check | undefined;
  running: boolean;
  /** One after another: each lets every node write a file. No more are asked for after the page was left. */
  verify: (names: readonly string[]) => Promise<void>;
  /** A verification that was part of something else. */
  note: (check: RepositoryCheck) => void;
  forget: (name: string) => void;
}

type Known = ReadonlyMap<string, Check>;
const NONE: Known = new Map();

/** Verifies repositories on request and remembers the results; those of another data store are none of this one. */
export function useChecks(gatewayId: string, addresses: readonly string[]): Checks {
  const client = useQueryClient();
  const queryKey = [KEPT, 'repositories.checks', gatewayId, addresses];
  const query = useQuery<Known>({ queryKey, queryFn: skipToken, initialData: NONE });
  const checks = query.data ?? NONE;
  const left = useRef(false);
  useEffect(() => {
    left.current = false;
    return () => {
      left.current = true;
    };
  }, []);
  const put = (name: string, check: Omit<Check, 'at'> | null): void =>
    void client.setQueryData<Known>(queryKey, (old = NONE) => {
      const next = new Map(old);
      if (check === null) next.delete(name);
      else next.set(name, { ...check, at: Date.now() });
      return next;
    });
  const verify = async (names: readonly string[]): Promise<void> => {
    for (const name of names) {
      if (left.current) return;
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
