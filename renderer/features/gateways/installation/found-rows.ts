import type { InstallationReview } from '#shared/model/installation.ts';
import { INSTALLATION } from '../../../strings/installation.ts';

export interface FoundRow {
  key: string;
  label: string;
  /** One entry a line; empty when no file has it. */
  values: string[];
  /** A folder ends with a slash. */
  file: string | null;
  /** False for words of this program instead of something that stands in the file. */
  mono: boolean;
}

type Values = Pick<FoundRow, 'values' | 'mono'>;
const text = INSTALLATION;

/** Everything that was looked for, in the order of the form, and what cannot be entered there after it. */
export function foundRows(review: InstallationReview): FoundRow[] {
  const row = <Value>(
    key: keyof typeof text.rows,
    found: { value: Value; file: string } | null,
    show: (value: Value) => Values,
  ): FoundRow => ({
    key,
    label: text.rows[key],
    ...(found === null ? { values: [], mono: false } : show(found.value)),
    file: found?.file ?? null,
  });
  const plain = (value: string): Values => ({ values: [value], mono: true });
  const words = (value: string): Values => ({ values: [value], mono: false });
  const { store } = review;
  const folder = store === null ? null : { value: store.pathRepo, file: store.configFile };
  return [
    row('release', review.release, (value) => words(text.release(value))),
    row('tenant', review.tenant, plain),
    row('addresses', review.addresses, (values) => ({ values, mono: true })),
    row('username', review.username, plain),
    row('password', review.password, () => words(text.passwordFound)),
    row('tls', review.tls, (on) => words(on ? text.on : text.off)),
    row('truststore', review.truststore, plain),
    row('backupFolder', folder, (values) =>
      values.length === 0 ? words(text.notSet) : { values, mono: true },
    ),
    row('autostart', review.autostart, (on) => words(on ? text.autostartOn : text.off)),
    ...review.scripts.map(({ job, file }) => ({
      key: job,
      label: text.jobs[job],
      values: [file.slice(file.lastIndexOf('/') + 1)],
      file: file.slice(0, file.lastIndexOf('/') + 1),
      mono: true,
    })),
  ];
}

/** How many values there are, and in how many files. */
export function countOf(rows: readonly FoundRow[]): string {
  const found = rows.filter(({ file }) => file !== null);
  return text.count(found.length, new Set(found.map(({ file }) => file)).size);
}
