import type { RepositoryForm, RepositoryPlan } from '#shared/model/repository-place.ts';
import { hiddenPlace } from '#shared/rules/repository-settings.ts';
import { useRequest } from '../../api/hooks.ts';
import { REPOSITORY_FORM } from '../../strings/repository-form.ts';
import { ErrorCallout } from '../error-callout.tsx';
import { PlannedCalls } from '../planned-calls.tsx';
import { useSettled } from '../use-settled.ts';
import { type Draft, keysOf, type Problems, placeOf } from './draft.ts';

const TEXTS = REPOSITORY_FORM.calls;
const PAUSE_MS = 400;

interface DraftCallsProps {
  gatewayId: string;
  draft: Draft;
  problems: Problems;
  /** Undefined until it was read. */
  form: RepositoryForm | undefined;
  isNew: boolean;
}

/** The calls that the form will send, told by the engine, which sends them. Keys stay in the form. */
export function DraftCalls({ gatewayId, draft, problems, form, isNew }: DraftCallsProps) {
  // Keys that are still missing change nothing: none is told.
  const { accessKey, secretKey, ...others } = problems;
  const isUsable = form !== undefined && Object.keys(others).length === 0;
  const keys = keysOf(draft, form);
  const plan: RepositoryPlan = {
    gatewayId,
    does: isNew ? 'register' : 'edit',
    name: draft.name,
    place: hiddenPlace(placeOf(draft)),
    withKeys: keys !== undefined && keys.from !== 'elsewhere',
  };
  const wanted = isUsable ? JSON.stringify(plan) : null;
  const settled = useSettled(wanted, PAUSE_MS);
  const calls = useRequest(
    'repositories.calls',
    settled === null ? plan : (JSON.parse(settled) as RepositoryPlan),
    {
      enabled: settled !== null,
      keepPrevious: true,
    },
  );
  if (!isUsable) return <PlannedCalls calls={undefined} waits={TEXTS.waits} level={3} />;
  if (calls.error !== null) return <ErrorCallout error={calls.error} small />;
  return (
    <PlannedCalls
      calls={settled === null ? undefined : calls.data}
      level={3}
      {...(draft.kind === 'other' ? { note: TEXTS.hidden } : {})}
    />
  );
}
