import { useMemo, useState } from 'react';
import type { Licence } from '#shared/model/licence.ts';
import { useRequest } from '../../api/hooks.ts';
import { formatCount, formatOf } from '../../lib/format.ts';
import { ListSearch } from '../../lib/list-search.tsx';
import { ReadingError } from '../../lib/reading-error.tsx';
import { COMMON } from '../../strings/common.ts';
import { SETTINGS } from '../../strings/settings.ts';
import {
  Button,
  type Column,
  DataTable,
  EmptyState,
  Flyout,
  PageBody,
  Split,
  Toolbar,
} from '../../ui/index.ts';
import styles from './settings.module.css';

const TEXTS = SETTINGS.licences;
const NONE: Licence[] = [];
const keyOfLicence = ({ name, version }: Licence): string => `${name}@${version}`;

const COLUMNS: Column<Licence>[] = [
  { key: 'name', header: TEXTS.columns.name, render: ({ name }) => name },
  { key: 'version', header: TEXTS.columns.version, width: 110, soft: true, render: ({ version }) => version },
  { key: 'licence', header: TEXTS.columns.licence, width: 140, render: ({ licence }) => licence },
];

/** What the program is built from, to be searched, with the text of each licence. */
export function LicencesTab() {
  const reading = useRequest('app.licences', {});
  const [text, setText] = useState('');
  const [openKey, setOpenKey] = useState<string | null>(null);
  const all = reading.data ?? NONE;
  const shown = useMemo(() => all.filter((one) => hasWords(one, text)), [all, text]);
  const open = all.find((one) => keyOfLicence(one) === openKey);
  if (reading.error !== null && reading.data === undefined) {
    return (
      <PageBody>
        <ReadingError reading={reading} />
      </PageBody>
    );
  }
  return (
    <>
      <p className={styles.intro}>
        {TEXTS.intro} {TEXTS.chromium}
      </p>
      <Toolbar
        search={<ListSearch texts={TEXTS} value={text} onChange={setText} />}
        end={all.length === 0 ? '' : formatOf(shown.length, all.length)}
      />
      <Split
        flyout={
          open !== undefined && (
            <Flyout
              label={TEXTS.label(open.name)}
              title={open.name}
              meta={COMMON.joined(open.version, open.licence)}
              closeLabel={COMMON.actions.close}
              onClose={() => setOpenKey(null)}
            >
              <pre className={styles.licence}>{open.text}</pre>
            </Flyout>
          )
        }
      >
        <div className={styles.list}>
          <DataTable<Licence>
            fill
            label={TEXTS.list}
            columns={COLUMNS}
            rows={shown}
            rowKey={keyOfLicence}
            selectedKey={openKey}
            onSelect={(one) => setOpenKey(keyOfLicence(one))}
            loading={reading.loading}
            loadingLabel={TEXTS.loading}
            empty={
              <EmptyState
                icon="search"
                title={TEXTS.nothing}
                text={TEXTS.nothingText(formatCount(all.length))}
                action={<Button onClick={() => setText('')}>{TEXTS.clear}</Button>}
              />
            }
          />
        </div>
      </Split>
    </>
  );
}

function hasWords({ name, licence }: Licence, text: string): boolean {
  const whole = `${name} ${licence}`.toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => whole.includes(word));
}
