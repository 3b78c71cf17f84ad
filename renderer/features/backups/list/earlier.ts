import { keyOfBackup, type ListedBackup } from './listed.ts';
import type { Failures } from './use-failures.ts';

/** What a repository that cannot be read held before, without what the list of now holds of it. */
export interface EarlierList {
  /** In ms. */
  readAt: number;
  rows: ListedBackup[];
  shown: boolean;
}

export type EarlierLists = ReadonlyMap<string, EarlierList>;

/** The earlier list of each repository that has one to show. */
export function earlierLists(failures: Failures, all: readonly ListedBackup[]): EarlierLists {
  const lists = new Map<string, EarlierList>();
  if (failures.size === 0) return lists;
  const listed = new Set(all.map((row) => keyOfBackup(row.repository, row.name)));
  for (const [repository, { earlier }] of failures) {
    if (earlier === null) continue;
    const { readAt, shown } = earlier;
    const rows = earlier.rows.flatMap((row): ListedBackup[] => {
      const key = keyOfBackup(row.repository, row.name);
      if (listed.has(key)) return [];
      return [
        { ...row, key, operationId: null, progress: null, deleting: false, listed: true, asOf: readAt },
      ];
    });
    if (rows.length > 0) lists.set(repository, { readAt, rows, shown });
  }
  return lists;
}

/** The backups of now and the rows of earlier lists that somebody asked for. */
export function withShown(all: ListedBackup[], lists: EarlierLists): ListedBackup[] {
  const earlier = [...lists.values()].flatMap(({ rows, shown }) => (shown ? rows : []));
  return earlier.length === 0 ? all : [...all, ...earlier];
}

/** Names that rows of more than one repository have. */
export function namesInSeveral(rows: readonly ListedBackup[]): ReadonlySet<string> {
  const first = new Map<string, string>();
  const several = new Set<string>();
  for (const { name, repository } of rows) {
    const other = first.get(name);
    if (other === undefined) first.set(name, repository);
    else if (other !== repository) several.add(name);
  }
  return several;
}
