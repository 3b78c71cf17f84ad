import { useState } from 'react';
import { ClientName, type SetupPlace, type SetupStepId, StoreFolder } from '#shared/model/setup.ts';
import { useRequest } from '../../../api/hooks.ts';
import { ErrorCallout } from '../../../lib/error-callout.tsx';
import { COMMON } from '../../../strings/common.ts';
import { SETUP } from '../../../strings/setup.ts';
import {
  Button,
  Callout,
  Grow,
  Heading,
  IconButton,
  Row,
  Segmented,
  Skeleton,
  Stack,
  Text,
  TextField,
} from '../../../ui/index.ts';
import s from './setup.module.css';
import { SetupDialog } from './setup-dialog.tsx';
import { StepTable } from './step-table.tsx';

const TEXTS = SETUP;
const KINDS = [
  { value: 'folder' as const, label: TEXTS.kinds.folder },
  { value: 's3' as const, label: TEXTS.kinds.s3 },
];

interface SetupPanelProps {
  gatewayId: string;
  /** Folder to begin with. */
  folder: string;
  readOnly: boolean;
  autostart: boolean;
  onClose: () => void;
}

/** What a kind of place needs on every node, what is missing, and what can be done about it from here. */
export function SetupPanel({ gatewayId, folder: first, readOnly, autostart, onClose }: SetupPanelProps) {
  const [kind, setKind] = useState<SetupPlace['kind']>('folder');
  const [folder, setFolder] = useState(first);
  const [client, setClient] = useState('default');
  const [place, setPlace] = useState<SetupPlace | null>(null);
  const [tried, setTried] = useState(false);
  const [doing, setDoing] = useState<{ step: SetupStepId; node: string } | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const asked = place ?? { kind: 'folder', folder: '/' };
  const reading = useRequest('setup.check', { gatewayId, place: asked }, { enabled: place !== null });
  const typed = typedPlace(kind, folder, client);

  const check = (): void => {
    setTried(true);
    setDone(null);
    if (typed === null) return;
    if (JSON.stringify(typed) === JSON.stringify(place)) reading.refresh();
    else setPlace(typed);
  };
  const current = place !== null && place.kind === kind ? reading.data : undefined;
  return (
    <section className={s.panel} aria-label={TEXTS.title}>
      <Stack>
        <Row align="top">
          <Grow>
            <Heading level={2}>{TEXTS.title}</Heading>
            <Text as="p" size="s" tone="secondary">
              {TEXTS.text}
            </Text>
          </Grow>
          <IconButton icon="close" variant="quiet" label={TEXTS.close} onClick={onClose} />
        </Row>
        <div className={s.place}>
          <Segmented label={TEXTS.kind} segments={KINDS} value={kind} onChange={setKind} />
          {kind === 'folder' ? (
            <TextField
              label={TEXTS.folder}
              hint={TEXTS.folderHint}
              value={folder}
              onChange={setFolder}
              onEnter={check}
              error={tried && typed === null ? TEXTS.folderWrong : undefined}
              mono
            />
          ) : (
            <TextField
              label={TEXTS.client}
              hint={TEXTS.clientHint}
              value={client}
              onChange={setClient}
              onEnter={check}
              error={tried && typed === null ? TEXTS.clientWrong : undefined}
              mono
            />
          )}
          <Button icon="refresh" busy={reading.refreshing} onClick={check}>
            {current === undefined ? TEXTS.check : TEXTS.again}
          </Button>
        </div>
        {reading.error !== null && <ErrorCallout error={reading.error} small />}
        {current?.problems.map((problem) => (
          <Callout key={`${problem.title} ${problem.cause}`} small tone="warn" title={problem.title}>
            {COMMON.sentences(problem.cause, TEXTS.unreached)}
          </Callout>
        ))}
        {done !== null && <Callout small tone="good" title={done} />}
        {place !== null && reading.loading && <Skeleton lines={3} label={TEXTS.reading} />}
        {current !== undefined && (
          <StepTable
            gatewayId={gatewayId}
            steps={current.steps}
            autostart={autostart}
            locked={readOnly}
            onDo={(step, node) => setDoing({ step, node })}
          />
        )}
        {current?.ready === true && <Callout small tone="good" title={TEXTS.ready} />}
      </Stack>
      {doing !== null && place !== null && (
        <SetupDialog
          {...doing}
          gatewayId={gatewayId}
          place={place}
          onClose={() => setDoing(null)}
          onDone={(words) => {
            setDoing(null);
            setDone(words);
            reading.refresh();
          }}
        />
      )}
    </section>
  );
}

function typedPlace(kind: SetupPlace['kind'], folder: string, client: string): SetupPlace | null {
  if (kind === 's3') {
    const parsed = ClientName.safeParse(client.trim());
    return parsed.success ? { kind, client: parsed.data } : null;
  }
  const parsed = StoreFolder.safeParse(folder);
  return parsed.success ? { kind, folder: parsed.data } : null;
}
