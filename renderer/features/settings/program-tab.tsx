import { useQueryClient } from '@tanstack/react-query';
import type { RequestOutput } from '#shared/ipc/contract.ts';
import { OwnFolder, type Settings, Theme } from '#shared/model/settings.ts';
import { keyOf, useAction, useRequest } from '../../api/hooks.ts';
import { ErrorCallout } from '../../lib/error-callout.tsx';
import { ReadingError } from '../../lib/reading-error.tsx';
import { COMMON } from '../../strings/common.ts';
import { SETTINGS } from '../../strings/settings.ts';
import {
  Button,
  CopyButton,
  DefinitionList,
  Mono,
  PageBody,
  Panel,
  Row,
  Segmented,
  Skeleton,
  Stack,
  Switch,
  Text,
} from '../../ui/index.ts';
import styles from './settings.module.css';

/** How the program looks, when it calls for attention, and where it keeps its files. */
export function ProgramTab() {
  const reading = useRequest('settings.get', {});
  const info = useRequest('app.info', {});
  const client = useQueryClient();
  const saving = useAction('settings.set');
  const settings = reading.data;
  // Shown at once; what could not be kept is shown as it was.
  const change = async (next: Settings): Promise<void> => {
    client.setQueryData(keyOf('settings.get', {}), next);
    const saved = await saving.run(next);
    if (saved === null) client.setQueryData(keyOf('settings.get', {}), settings);
  };
  return (
    <PageBody>
      <div className={styles.program}>
        <Stack gap="lg">
          <ReadingError reading={reading} />
          {saving.error !== null && <ErrorCallout error={saving.error} />}
          {settings === undefined && reading.error === null && (
            <Skeleton lines={12} label={SETTINGS.loading} />
          )}
          {settings !== undefined && (
            <>
              <Panel title={SETTINGS.appearance}>
                <Stack gap="sm">
                  <Row>
                    <Segmented<Theme>
                      label={SETTINGS.theme}
                      value={settings.theme}
                      onChange={(theme) => void change({ ...settings, theme })}
                      segments={Theme.options.map((value) => ({ value, label: SETTINGS.themes[value] }))}
                    />
                  </Row>
                  <Text as="p" size="s" tone="secondary">
                    {SETTINGS.themeNote}
                  </Text>
                </Stack>
              </Panel>
              <Panel title={SETTINGS.notifications}>
                <Switch
                  label={SETTINGS.notify}
                  description={SETTINGS.notifyNote}
                  checked={settings.notifications}
                  onChange={(notifications) => void change({ ...settings, notifications })}
                />
              </Panel>
            </>
          )}
          <ReadingError reading={info} />
          {info.data !== undefined && (settings !== undefined || reading.error !== null) && (
            <>
              <Folders info={info.data} />
              <About info={info.data} />
            </>
          )}
        </Stack>
      </div>
    </PageBody>
  );
}

type Info = RequestOutput<'app.info'>;

function Folders({ info: { dataFolder, platform } }: { info: Info }) {
  const showing = useAction('app.openFolder');
  const rule = platform === 'win32' ? '\\' : '/';
  const paths: Record<OwnFolder, string> = { data: dataFolder, logs: `${dataFolder}${rule}logs` };
  return (
    <Panel title={SETTINGS.folders}>
      {OwnFolder.options.map((folder) => (
        <div key={folder} className={styles.folder}>
          <div className={styles.folderText}>
            <Text as="p" weight="medium">
              {SETTINGS.folderNames[folder]}
            </Text>
            <p>
              <Mono>{paths[folder]}</Mono>{' '}
              <CopyButton
                look="quiet"
                text={paths[folder]}
                label={`${SETTINGS.copyPath}: ${SETTINGS.folderNames[folder]}`}
                copiedLabel={COMMON.actions.copied}
              />
            </p>
            <Text as="p" size="s" tone="secondary">
              {SETTINGS.folderNotes[folder]}
            </Text>
          </div>
          <Button size="sm" icon="folder" onClick={() => void showing.run({ folder })}>
            {SETTINGS.show[folder]}
          </Button>
        </div>
      ))}
      {showing.error !== null && <ErrorCallout error={showing.error} small />}
    </Panel>
  );
}

function About({ info }: { info: Info }) {
  return (
    <Panel title={SETTINGS.about}>
      <DefinitionList
        items={[
          { term: SETTINGS.version, detail: info.version },
          { term: SETTINGS.runtime, detail: info.runtime },
          { term: SETTINGS.account, detail: info.user },
          {
            term: SETTINGS.secrets,
            detail: info.secretsPersist ? SETTINGS.secretsKept(info.secretBackend) : SETTINGS.secretsSession,
          },
        ]}
      />
    </Panel>
  );
}
