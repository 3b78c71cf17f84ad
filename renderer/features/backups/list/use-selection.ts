import { useState } from 'react';
import type { PageGateway } from '../../../lib/use-page-gateway.ts';
import { whyNoChange } from '../flyout/reasons.ts';
import type { ListedBackup } from './listed.ts';

export interface Selection {
  keys: ReadonlySet<string>;
  setKeys: (keys: Set<string>) => void;
  /** Selected and shown: a row that a filter hides is never acted on. */
  rows: ListedBackup[];
  allowed: (row: ListedBackup) => boolean;
  clear: () => void;
}

/** The rows that are ticked. A refresh keeps them; what can no longer be deleted drops out. */
export function useSelection(gateway: PageGateway, shown: readonly ListedBackup[]): Selection {
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set());
  const allowed = (row: ListedBackup): boolean => row.listed && whyNoChange(row, gateway, true) === null;
  return {
    keys,
    setKeys,
    rows: keys.size === 0 ? NONE : shown.filter((row) => keys.has(row.key) && allowed(row)),
    allowed,
    clear: () => setKeys(new Set()),
  };
}

const NONE: ListedBackup[] = [];
