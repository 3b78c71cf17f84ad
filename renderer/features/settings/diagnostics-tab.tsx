import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Bundle, BundleFile } from '#shared/model/diagnostics.ts';
import { useAction, useRequest } from '../../api/hooks.ts';
import { ErrorCallout } from '../../lib/error-callout.tsx';
import { formatBytes, formatCount, formatExactTime } from '../../lib/format.ts';
import { ReadingError } from '../../lib/reading-error.tsx';
import { SETTINGS } from '../../strings/settings.ts';
import {
  Button,
  Callout,
  DataTable,
  Heading,
  MiddleCut,
  Mono,
  ScrollArea,
  Skeleton,
  Stack,
  Text,
} from '../../ui/index.ts';
import styles from './settings.module.css';

const TEXTS = SETTINGS.diagnostics;
/** The bundle that was gathered last stays while other pages are looked at. */
const KEY = ['diagnostics.bundle'] as const;

/** What helps to find a fault: gathered, looked at file by file, and saved exactly as it was looked at. */
export function DiagnosticsTab() {
  const client = useQueryClient();
  const [bundle, setBundle] = useState<Bundle | null>(client.getQueryData<Bundle>(KEY) ?? null);
  const gathering = useAction('diagnostics.gather');
  const saving = useAction('diagnostics.save');
  const [saved, setSaved] = useState<string | null>(null);

  const gather = async (): Promise<void> => {
    setSaved(null);
    saving.reset();
    const next = await gathering.run({});
    setBundle(next);
    client.setQueryData(KEY, next ?? undefined);
  };
  const save = async (bundleId: string): Promise<void> => {
    setSaved(null);
    setSaved((await saving.run({ bundleId }))?.file ?? null);
  };
  return (
    <>
      <div className={styles.head}>
        <div className={styles.headRow}>
          <div className={styles.headText}>
            <Stack gap="xs">
              <Heading level={2}>{TEXTS.title}</Heading>
              <Text as="p">{TEXTS.text}</Text>
              <Text as="p" size="s" tone="secondary">
                {bundle === null ? TEXTS.look : `${summaryOf(bundle)}. ${TEXTS.look}`}
              </Text>
            </Stack>
          </div>
          <div className={styles.headButtons}>
            <Button
              variant={bundle === null ? 'primary' : 'secondary'}
              busy={gathering.running}
              onClick={() => void gather()}
            >
              {bundle === null ? TEXTS.gather : TEXTS.again}
            </Button>
            {bundle !== null && (
              <Button
                variant="primary"
                icon="download"
                busy={saving.running}
                onClick={() => void save(bundle.id)}
              >
                {TEXTS.save}
              </Button>
            )}
          </div>
        </div>
        {gathering.error !== null && <ErrorCallout error={gathering.error} />}
        {saving.error !== null && <ErrorCallout error={saving.error} />}
        {saved !== null && (
          <Callout tone="good" title={TEXTS.saved}>
            <Mono>{saved}</Mono>
          </Callout>
        )}
      </div>
      {bundle !== null && <Files key={bundle.id} bundle={bundle} />}
    </>
  );
}

function summaryOf({ files, madeAt }: Bundle): string {
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return TEXTS.gathered(formatCount(files.length), formatBytes(bytes), formatExactTime(madeAt));
}

function Files({ bundle }: { bundle: Bundle }) {
  const [name, setName] = useState(bundle.files[0]?.name ?? '');
  return (
    <div className={styles.bundle}>
      <div className={styles.files}>
        <DataTable<BundleFile>
          fill
          density="tall"
          label={TEXTS.files}
          columns={[
            {
              key: 'name',
              header: TEXTS.columns.name,
              render: (file) => (
                <div title={file.about}>
                  <Mono>{file.name}</Mono>
                  <Text as="p" size="s" tone="secondary">
                    <MiddleCut plain text={file.about} />
                  </Text>
                </div>
              ),
            },
            {
              key: 'size',
              header: TEXTS.columns.size,
              width: 96,
              align: 'right',
              render: (file) => formatBytes(file.bytes),
            },
          ]}
          rows={bundle.files}
          rowKey={(file) => file.name}
          selectedKey={name}
          onSelect={(file) => setName(file.name)}
        />
      </div>
      <Preview bundleId={bundle.id} name={name} />
    </div>
  );
}

function Preview({ bundleId, name }: { bundleId: string; name: string }) {
  const reading = useRequest('diagnostics.file', { bundleId, name });
  const text = reading.data?.text;
  return (
    <div className={styles.preview}>
      <ScrollArea label={TEXTS.content(name)}>
        {reading.error !== null && (
          <div className={styles.note}>
            <ReadingError reading={reading} />
          </div>
        )}
        {text === undefined && reading.error === null && (
          <div className={styles.note}>
            <Skeleton lines={8} label={TEXTS.reading(name)} />
          </div>
        )}
        {text === '' && <p className={styles.note}>{TEXTS.empty}</p>}
        {text !== undefined && text !== '' && <pre className={styles.text}>{text}</pre>}
      </ScrollArea>
    </div>
  );
}
