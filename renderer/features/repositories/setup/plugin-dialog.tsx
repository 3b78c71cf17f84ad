import { useState } from 'react';
import type { PluginFile } from '#shared/model/setup.ts';
import { useAction } from '../../../api/hooks.ts';
import { ErrorCallout } from '../../../lib/error-callout.tsx';
import { formatBytes } from '../../../lib/format.ts';
import { PathField } from '../../../lib/path-field.tsx';
import { COMMON } from '../../../strings/common.ts';
import { SETUP } from '../../../strings/setup.ts';
import { Button, Callout, Dialog, Mono, Row, Segmented, Stack, Text } from '../../../ui/index.ts';

const TEXTS = SETUP.plugin;
type Source = 'fetched' | 'zip';
const SOURCES = (['fetched', 'zip'] as const).map((value) => ({ value, label: TEXTS.sources[value] }));

interface PluginDialogProps {
  gatewayId: string;
  node: string;
  onClose: () => void;
  /** What was done, for people. */
  onDone: (words: string) => void;
}

/** Installs the plugin for S3 on a node: fetched by the data store's own script, or from a zip that is looked at first. */
export function PluginDialog({ gatewayId, node, onClose, onDone }: PluginDialogProps) {
  const [source, setSource] = useState<Source>('fetched');
  const [file, setFile] = useState('');
  const [looked, setLooked] = useState<PluginFile | null>(null);
  const look = useAction('setup.lookAtPlugin');
  const install = useAction('setup.installPlugin');
  const fits = source === 'fetched' || (looked !== null && looked.error === null);

  const choose = (next: string): void => {
    setFile(next);
    setLooked(null);
    look.reset();
  };
  const lookAt = async (path: string): Promise<void> => {
    choose(path);
    if (path.trim() !== '') setLooked(await look.run({ gatewayId, node, file: path.trim() }));
  };
  const confirm = async (): Promise<void> => {
    const zip = source === 'zip' && looked !== null ? { file: looked.file, sha256: looked.sha256 } : null;
    const run = await install.run({ gatewayId, node, ...(zip === null ? {} : { zip }) });
    if (run !== null) onDone(TEXTS.done(run.command, run.node));
  };
  return (
    <Dialog
      opened
      title={TEXTS.title}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{COMMON.actions.cancel}</Button>
          <Button
            variant="primary"
            busy={install.running}
            disabledReason={fits ? undefined : TEXTS.lookFirst}
            onClick={() => void confirm()}
          >
            {TEXTS.confirm}
          </Button>
        </>
      }
    >
      <Stack>
        <Text as="p">{TEXTS.runs(node)}</Text>
        <Row>
          <Segmented<Source>
            label={TEXTS.source}
            segments={SOURCES}
            value={source}
            onChange={(next) => {
              setSource(next);
              install.reset();
            }}
          />
        </Row>
        {source === 'fetched' ? (
          <Text as="p">{TEXTS.fetches}</Text>
        ) : (
          <>
            <PathField
              kind="plugin"
              label={TEXTS.zip}
              hint={TEXTS.zipHint}
              value={file}
              onChange={choose}
              onPick={(picked) => void lookAt(picked)}
              onEnter={() => void lookAt(file)}
            />
            {looked === null && (
              <Row>
                <Button size="sm" busy={look.running} onClick={() => void lookAt(file)}>
                  {TEXTS.look}
                </Button>
              </Row>
            )}
            <div aria-live="polite">
              {look.error !== null && <ErrorCallout error={look.error} small />}
              {looked !== null && <Looked looked={looked} />}
            </div>
          </>
        )}
        <Text as="p" tone="secondary">
          {TEXTS.restart}
        </Text>
        {install.error !== null && <ErrorCallout error={install.error} small />}
      </Stack>
    </Dialog>
  );
}

/** What the zip holds, beside what the node needs. */
function Looked({ looked }: { looked: PluginFile }) {
  if (looked.error !== null) return <ErrorCallout error={looked.error} small />;
  return (
    <Callout small tone="good" title={TEXTS.fits(looked.name, looked.elasticsearchVersion, looked.node)}>
      <p>
        {TEXTS.facts(formatBytes(looked.bytes))} <Mono>{looked.sha256}</Mono>
      </p>
    </Callout>
  );
}
