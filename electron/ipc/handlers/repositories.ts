import type { Engine } from '#core/engine-api.ts';
import { secretsIn } from '#core/errors/mask.ts';
import type { Handlers, RequestName } from '#shared/ipc/contract.ts';
import type { RepositoryDraft } from '#shared/model/repository-place.ts';
import { parseSettings } from '#shared/rules/repository-settings.ts';
import type { ShellActions } from './app.ts';

type RepositoryRequests = Extract<RequestName, `repositories.${string}`>;

export function repositoryHandlers(
  engine: Engine,
  /** Hears every key before anything is done with it, so that no log can hold it. */
  learnSecret: (secret: string) => void,
  shell: Pick<ShellActions, 'readChosenFile'>,
): Pick<Handlers, RepositoryRequests> {
  const learn = (draft: RepositoryDraft): RepositoryDraft => {
    secretsOf(draft).forEach(learnSecret);
    return draft;
  };
  return {
    'repositories.list': (input) => engine.repositories.list(input),
    'repositories.verify': (input) => engine.repositories.verify(input),
    'repositories.register': (input) => engine.repositories.register(learn(input)),
    'repositories.edit': (input) => engine.repositories.edit(learn(input)),
    'repositories.form': (input) => engine.repositories.form(input),
    'repositories.import': async (input) => {
      const text = input.text ?? (await shell.readChosenFile());
      return text === null ? null : engine.repositories.import({ text });
    },
    'repositories.setReadOnly': (input) => engine.repositories.setReadOnly(input),
    'repositories.remove': (input) => engine.repositories.remove(input),
    'repositories.cleanUp': (input) => engine.repositories.cleanUp(input),
  };
}

function secretsOf({ place, keys }: RepositoryDraft): string[] {
  const typed = keys?.from === 'typed' ? [keys.accessKey, keys.secretKey] : [];
  if (place.kind !== 'other') return typed;
  const parsed = parseSettings(place.settings);
  return 'problem' in parsed ? typed : [...typed, ...secretsIn(parsed.settings)];
}
