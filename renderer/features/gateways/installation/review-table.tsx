import { INSTALLATION } from '../../../strings/installation.ts';
import { Icon, RuledTable } from '../../../ui/index.ts';
import type { FoundRow } from './found-rows.ts';
import s from './installation.module.css';

const text = INSTALLATION;

/** Each value with the file that it comes from. */
export function ReviewTable({ rows }: { rows: readonly FoundRow[] }) {
  return (
    <RuledTable className={s.table} label={text.table}>
      <thead>
        <tr>
          <th scope="col">{text.columns.value}</th>
          <th scope="col">{text.columns.found}</th>
          <th scope="col">{text.columns.file}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <th scope="row">{row.label}</th>
            <td className={row.mono ? s.mono : undefined}>
              {row.values.map((value) => (
                <div key={value}>{value}</div>
              ))}
            </td>
            <td>
              {row.file === null ? (
                <span className={s.soft}>{text.missing}</span>
              ) : (
                <FileName file={row.file} />
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </RuledTable>
  );
}

/** The name, with its folder below: names alone are not unique. */
function FileName({ file }: { file: string }) {
  if (file.endsWith('/'))
    return (
      <span className={s.file}>
        <Icon name="folder" size="s" tone="muted" />
        {file.slice(0, -1)}
      </span>
    );
  const cut = file.lastIndexOf('/');
  return (
    <span className={s.file} title={file}>
      <Icon name="file" size="s" tone="muted" />
      <span>
        {file.slice(cut + 1)}
        {cut > 0 && <span className={s.folder}>{shortened(file.slice(0, cut))}</span>}
      </span>
    </span>
  );
}

/** The end of a long folder, from the package on. */
const shortened = (folder: string): string =>
  folder.replace(/^IntegrationServer\/instances\/([^/]+)\/packages\//, '$1: ');
