import type { DiffLine, FileChange, FileChanged } from '#shared/model/setup.ts';
import { useAction, useRequest } from '../../../api/hooks.ts';
import { ErrorCallout } from '../../../lib/error-callout.tsx';
import { COMMON } from '../../../strings/common.ts';
import { SETUP } from '../../../strings/setup.ts';
import { Button, Dialog, Skeleton, Stack, Text } from '../../../ui/index.ts';
import s from './setup.module.css';

const TEXTS = SETUP.edit;
const SIGNS = { same: ' ', removed: '-', added: '+' } as const;

interface EditDialogProps {
  gatewayId: string;
  node: string;
  folder: string;
  onClose: () => void;
  onDone: (changed: FileChanged) => void;
}

/** Shows the change of `elasticsearch.yml`, line by line, and makes exactly that one when it is confirmed. */
export function EditDialog({ gatewayId, node, folder, onClose, onDone }: EditDialogProps) {
  const plan = useRequest('setup.planPathRepo', { gatewayId, node, folder });
  const change = useAction('setup.changePathRepo');
  const confirm = async ({ fingerprint }: FileChange): Promise<void> => {
    const done = await change.run({ gatewayId, node, folder, fingerprint });
    if (done !== null) onDone(done);
    // What is shown must be what the next confirmation does.
    else plan.refresh();
  };
  const { data } = plan;
  return (
    <Dialog
      opened
      size="l"
      title={TEXTS.title}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{COMMON.actions.cancel}</Button>
          {data !== undefined && data.diff.some(({ kind }) => kind !== 'same') && (
            <Button variant="primary" busy={change.running} onClick={() => void confirm(data)}>
              {TEXTS.confirm}
            </Button>
          )}
        </>
      }
    >
      <Stack>
        {plan.loading && <Skeleton lines={4} label={SETUP.reading} />}
        {plan.error !== null && <ErrorCallout error={plan.error} />}
        {data !== undefined && <Change change={data} />}
        {change.error !== null && <ErrorCallout error={change.error} />}
      </Stack>
    </Dialog>
  );
}

function Change({ change }: { change: FileChange }) {
  return (
    <>
      <Text as="p">{TEXTS.file(change.node, change.file)}</Text>
      {change.diff.some(({ kind }) => kind !== 'same') ? (
        <ol className={s.diff} aria-label={TEXTS.diff}>
          {change.diff.map((line) => (
            <Line key={`${line.kind} ${line.line}`} line={line} />
          ))}
        </ol>
      ) : (
        <Text as="p">{TEXTS.nothing}</Text>
      )}
      <Text as="p" tone="secondary">
        {TEXTS.copyStays}
      </Text>
    </>
  );
}

function Line({ line }: { line: DiffLine }) {
  const word = line.kind === 'same' ? undefined : TEXTS[line.kind];
  return (
    <li className={s[line.kind]} aria-label={word === undefined ? undefined : `${word}: ${line.text}`}>
      <span className={s.number}>{line.line}</span>
      <span>{`${SIGNS[line.kind]} ${line.text}`}</span>
    </li>
  );
}
