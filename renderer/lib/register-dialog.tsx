import { useState } from 'react';
import type { RepositoryCheck, RepositoryList } from '#shared/model/repository.ts';
import { repositoryNameProblem } from '#shared/rules/backup-name.ts';
import { useAction } from '../api/hooks.ts';
import { REPOSITORIES } from '../strings/repositories.ts';
import { Button, Dialog, Stack, TextField } from '../ui/index.ts';
import { ErrorCallout } from './error-callout.tsx';
import { NodeResults } from './node-results.tsx';

const TEXTS = REPOSITORIES.register;

interface RegisterDialogProps {
  gatewayId: string;
  list: RepositoryList;
  onClose: () => void;
  onRegistered: (name: string) => void;
}

/** Registers a folder as a repository. What goes wrong stays beside the fields that it is about. */
export function RegisterDialog({ gatewayId, list, onClose, onRegistered }: RegisterDialogProps) {
  const [name, setName] = useState('');
  const [location, setLocation] = useState(list.allowedFolders[0] ?? '');
  const [tried, setTried] = useState(false);
  const [check, setCheck] = useState<RepositoryCheck | null>(null);
  const register = useAction('repositories.register');
  const nameError = nameProblem(name, list);
  const folderError = location.trim() === '' ? TEXTS.folderEmpty : undefined;

  const submit = async (): Promise<void> => {
    setTried(true);
    setCheck(null);
    if (nameError !== undefined || folderError !== undefined || register.running) return;
    const answer = await register.run({ gatewayId, name, location: location.trim() });
    if (answer?.ok === true) onRegistered(answer.repository);
    else setCheck(answer);
  };
  const error = register.error ?? check?.error ?? null;
  return (
    <Dialog
      opened
      title={TEXTS.title}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{TEXTS.cancel}</Button>
          <Button variant="primary" busy={register.running} onClick={() => void submit()}>
            {TEXTS.submit}
          </Button>
        </>
      }
    >
      <Stack>
        <TextField
          label={TEXTS.name}
          hint={TEXTS.nameHint}
          value={name}
          onChange={setName}
          error={tried || name !== '' ? nameError : undefined}
          autoFocus
          onEnter={() => void submit()}
          mono
        />
        <TextField
          label={TEXTS.folder}
          hint={
            list.allowedFolders.length === 0
              ? TEXTS.folderNone
              : TEXTS.folderHint(list.allowedFolders.join(', '))
          }
          value={location}
          onChange={setLocation}
          error={tried ? folderError : undefined}
          onEnter={() => void submit()}
          mono
        />
        {error !== null && <ErrorCallout error={error} />}
        {check !== null && check.nodes.length > 0 && <NodeResults nodes={check.nodes} />}
      </Stack>
    </Dialog>
  );
}

function nameProblem(name: string, list: RepositoryList): string | undefined {
  const problem = repositoryNameProblem(name);
  if (problem !== null) return TEXTS.nameInvalid(problem);
  const taken = list.repositories.some((repository) => repository.name === name);
  return taken ? TEXTS.nameTaken(name) : undefined;
}
