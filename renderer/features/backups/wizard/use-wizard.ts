import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useRef } from 'react';
import type { AppError } from '#shared/errors/app-error.ts';
import type { BackupChoices, NewBackup } from '#shared/model/backup.ts';
import type { RepositoryList } from '#shared/model/repository.ts';
import { type Reading, useAction, useRequest } from '../../../api/hooks.ts';
import { choicesStandOn, useKeptDraft } from '../../../lib/kept.ts';
import { type PageGateway, usePageGateway } from '../../../lib/use-page-gateway.ts';
import { useUnsettled } from '../../../lib/use-unsettled.ts';
import { blockedReason, type NameVerdict } from './blocked.ts';
import { type Draft, EMPTY_DRAFT, type Figures, figuresOf, newBackup, type Step, stepOf } from './draft.ts';
import { chosenPlace, type Place, placesOf } from './place.ts';
import { useNameCheck } from './use-name-check.ts';

export interface Wizard {
  gateway: PageGateway;
  step: Step;
  draft: Draft;
  change: (changes: Partial<Draft>) => void;
  choices: Reading<BackupChoices>;
  repositories: Reading<RepositoryList>;
  figures: Figures | null;
  places: Place[];
  place: Place | null;
  name: string;
  verdict: NameVerdict;
  /** What the start sends; null while it is not complete. */
  order: NewBackup | null;
  /** Takes the suggested name, as fresh as the data store gives it. */
  suggest: () => void;
  blocked: string | null;
  goTo: (step: Step) => void;
  start: () => Promise<void>;
  starting: boolean;
  startError: AppError | null;
  /** Whether all that is chosen was chosen on an earlier visit of the page. */
  resumed: boolean;
  /** Begins with the defaults. */
  takeBack: () => void;
  /** The next backup of this gateway begins with the defaults. */
  forget: () => void;
}

/** Everything the three steps share. The draft outlives the page, so going away and coming back loses nothing. */
export function useWizard(): Wizard {
  const gateway = usePageGateway();
  const search: { step?: string } = useSearch({ strict: false });
  const step = stepOf(search.step);
  const kept = useKeptDraft(['backup', gateway.id], () => EMPTY_DRAFT, {
    madeFor: [choicesStandOn(gateway.profile)],
  });
  const { draft, setDraft, forget } = kept;
  const change = (changes: Partial<Draft>): void => setDraft((before) => ({ ...before, ...changes }));
  const choices = useRequest('backups.choices', { gatewayId: gateway.id });
  const repositories = useRequest('repositories.list', { gatewayId: gateway.id });
  const figures = useMemo(
    () => (choices.data === undefined ? null : figuresOf(draft, choices.data)),
    [choices.data, draft],
  );
  const places = useMemo(
    () => (repositories.data === undefined ? [] : placesOf(repositories.data)),
    [repositories.data],
  );
  const place = chosenPlace(places, draft.repository);
  const name = draft.name ?? choices.data?.suggestedName ?? '';
  const verdict = useNameCheck(gateway.id, place?.name ?? null, name);
  // What was ticked before the nodes could no longer be asked is not sent.
  const quiesce = draft.quiesce && choices.data?.quiesce.possible === true;
  const order = place === null ? null : newBackup({ ...draft, quiesce }, place.name, name);
  const { start, starting, startError } = useStart(gateway.id, order, forget);
  const unsettled = useUnsettled(gateway.id);
  const navigate = useNavigate();
  return {
    gateway,
    step,
    draft,
    change,
    choices,
    repositories,
    figures,
    places,
    place,
    name,
    verdict,
    order,
    suggest: () => {
      change({ name: null });
      choices.refresh();
    },
    blocked: blockedReason(step, {
      draft,
      figures,
      place,
      placesRead: repositories.data !== undefined,
      unreadable: choices.error !== null || repositories.error !== null,
      verdict,
      readOnly: gateway.readOnly ? (gateway.profile?.name ?? '') : null,
      unsettled,
      starting,
    }),
    goTo: (next) =>
      void navigate({
        to: '/g/$gatewayId/backups/new',
        params: { gatewayId: gateway.id },
        search: next === 'what' ? {} : { step: next },
      }),
    start,
    starting,
    startError,
    resumed: draft === kept.begun && JSON.stringify(draft) !== JSON.stringify(EMPTY_DRAFT),
    takeBack: () => setDraft(() => EMPTY_DRAFT),
    forget,
  };
}

function useStart(gatewayId: string, backup: NewBackup | null, onStarted: () => void) {
  const create = useAction('backups.create');
  const navigate = useNavigate();
  // A second click may come before the first has drawn: one backup is one request (E4).
  const sent = useRef(false);
  const start = async (): Promise<void> => {
    if (backup === null || sent.current) return;
    sent.current = true;
    const started = await create.run({ gatewayId, backup });
    sent.current = false;
    if (started === null) return;
    onStarted();
    await navigate({
      to: '/g/$gatewayId/activity/$operationId',
      params: { gatewayId, operationId: started.operationId },
    });
  };
  return { start, starting: create.running, startError: create.error };
}
