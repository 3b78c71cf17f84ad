import { useState } from 'react';
import type { RepositoryCheck, RepositoryList } from '#shared/model/repository.ts';
import { COMMAND_FILES, repositoryCommand } from '#shared/rules/equivalent-command.ts';
import { useAction, useRequest } from '../../api/hooks.ts';
import { COMMAND_LINE } from '../../strings/command-line.ts';
import { REPOSITORY_FORM } from '../../strings/repository-form.ts';
import { Button, Dialog, Segmented, Skeleton, Stack, Text, TextField } from '../../ui/index.ts';
import { type EquivalentCommandProps, FoldedCommand } from '../equivalent-command.tsx';
import { ErrorCallout } from '../error-callout.tsx';
import { NodeResults } from '../node-results.tsx';
import { type PageGateway, usePageGateway } from '../use-page-gateway.ts';
import {
  type Draft,
  draftOf,
  importedPart,
  type Kind,
  keysOf,
  newDraft,
  type Problems,
  placeOf,
  problemsOf,
} from './draft.ts';
import { DraftCalls } from './draft-calls.tsx';
import type { FieldsProps } from './fields.ts';
import { FolderFields } from './folder-fields.tsx';
import { ImportPart } from './import-part.tsx';
import { OtherFields } from './other-fields.tsx';
import s from './repository-dialog.module.css';
import { S3Fields } from './s3-fields.tsx';

const TEXTS = REPOSITORY_FORM;
const KINDS = (['fs', 's3', 'other'] as const).map((value) => ({ value, label: TEXTS.kinds[value] }));

interface RepositoryDialogProps {
  gatewayId: string;
  list: RepositoryList;
  /** The name of the one whose settings are changed; a new one without it. */
  edited?: string;
  onClose: () => void;
  onDone: (check: RepositoryCheck) => void;
}

/** Registers a repository, or changes the settings of one. What goes wrong stays beside what it is about. */
export function RepositoryDialog({ gatewayId, list, edited, onClose, onDone }: RepositoryDialogProps) {
  const isNew = edited === undefined;
  const gateway = usePageGateway();
  const facts = useRequest('repositories.form', { gatewayId, ...(isNew ? {} : { name: edited }) });
  const [typed, setDraft] = useState<Draft | null>(isNew ? newDraft(list.allowedFolders) : null);
  const [tried, setTried] = useState(false);
  const [check, setCheck] = useState<RepositoryCheck | null>(null);
  const register = useAction('repositories.register');
  const edit = useAction('repositories.edit');
  const sending = isNew ? register : edit;
  const form = facts.data;
  const editing = form?.editing ?? null;
  const draft = typed ?? (edited === undefined || editing === null ? null : draftOf(edited, editing.place));

  const problems = draft === null ? {} : problemsOf(draft, list, form, isNew);
  const submit = async (): Promise<void> => {
    setTried(true);
    setCheck(null);
    if (draft === null || Object.keys(problems).length > 0 || sending.running) return;
    const keys = keysOf(draft, form);
    const answer = await sending.run({
      gatewayId,
      name: draft.name,
      place: placeOf(draft),
      ...(keys === undefined ? {} : { keys }),
    });
    if (answer?.ok === true) onDone(answer);
    else setCheck(answer);
  };
  const error = sending.error ?? check?.error ?? facts.error;
  // Whether this version takes keys is not known before; a folder needs no such fact.
  const waits = draft?.kind === 's3' && form === undefined;
  return (
    <Dialog
      opened
      title={isNew ? TEXTS.titleNew : TEXTS.titleEdit(edited)}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{TEXTS.cancel}</Button>
          <Button
            variant="primary"
            busy={sending.running}
            onClick={() => void submit()}
            disabledReason={draft === null || waits ? TEXTS.reading : undefined}
          >
            {isNew ? TEXTS.submitNew : TEXTS.submitEdit}
          </Button>
        </>
      }
    >
      <Stack>
        {draft === null ? (
          facts.loading && <Skeleton label={TEXTS.reading} />
        ) : (
          <Fields
            draft={draft}
            change={(change) => setDraft((now) => ({ ...(now ?? draft), ...change }))}
            problems={tried ? problems : early(problems, draft)}
            form={form}
            isNew={isNew}
            onEnter={() => void submit()}
            allowedFolders={list.allowedFolders}
          />
        )}
        {draft !== null && (
          <DraftCalls gatewayId={gatewayId} draft={draft} problems={problems} form={form} isNew={isNew} />
        )}
        {draft !== null && <FoldedCommand {...commandOf(draft, problems, gateway.profile, isNew)} />}
        {error !== null && (
          <div ref={scrollIntoSight} className={s.verdict}>
            <ErrorCallout error={error} />
            {check !== null && check.nodes.length > 0 && <NodeResults nodes={check.nodes} />}
          </div>
        )}
      </Stack>
    </Dialog>
  );
}

/** The command of what is filled in so far; keys that are still missing are no part of it. */
function commandOf(
  draft: Draft,
  { accessKey, secretKey, ...problems }: Problems,
  gateway: PageGateway['profile'],
  isNew: boolean,
): EquivalentCommandProps {
  if (gateway === undefined || Object.keys(problems).length > 0) return { command: { gap: 'incomplete' } };
  const command = repositoryCommand(
    gateway,
    { name: draft.name, place: placeOf(draft) },
    isNew ? 'add' : 'edit',
  );
  if (draft.kind === 'fs') return { command };
  return { command, note: COMMAND_LINE.file[draft.kind](COMMAND_FILES[draft.kind]) };
}

/** The form may be taller than its window, and the answer is at its end. */
const scrollIntoSight = (element: HTMLElement | null): void => element?.scrollIntoView({ block: 'nearest' });

/** Before the form was sent once, only a name that is being typed is judged. */
function early({ name }: Problems, draft: Draft): Problems {
  return draft.name === '' || name === undefined ? {} : { name };
}

function Fields(props: FieldsProps & { allowedFolders: readonly string[] }) {
  const { draft, change, isNew, problems, onEnter, allowedFolders } = props;
  return (
    <>
      {isNew ? (
        <>
          <Segmented<Kind>
            label={TEXTS.kind}
            segments={KINDS}
            value={draft.kind}
            onChange={(kind) => change({ kind })}
            full
          />
          <TextField
            label={TEXTS.name}
            hint={TEXTS.nameHint}
            value={draft.name}
            onChange={(name) => change({ name })}
            error={problems.name}
            autoFocus
            onEnter={onEnter}
            mono
          />
        </>
      ) : (
        <Text as="p" tone="secondary">
          {TEXTS.editNote}
        </Text>
      )}
      {draft.kind === 'fs' && <FolderFields {...props} allowedFolders={allowedFolders} />}
      {draft.kind === 's3' && (
        <>
          <ImportPart onImport={(imported) => change(importedPart(imported))} />
          <S3Fields {...props} />
        </>
      )}
      {draft.kind === 'other' && <OtherFields {...props} />}
    </>
  );
}
