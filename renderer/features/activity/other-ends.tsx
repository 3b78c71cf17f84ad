import type { Operation, OperationResult } from '#shared/model/operation.ts';
import { ErrorCallout } from '../../lib/error-callout.tsx';
import { NamesList } from '../../lib/names-list.tsx';
import { ACTIVITY } from '../../strings/activity.ts';
import { COMMON } from '../../strings/common.ts';
import { Callout, Mono } from '../../ui/index.ts';

const TEXTS = ACTIVITY.end;

type DeleteResult = Extract<OperationResult, { kind: 'delete-backup' }>;
type OpenResult = Extract<OperationResult, { kind: 'open-indices' }>;
type RestartResult = Extract<OperationResult, { kind: 'restart' }>;

/** What was deleted, and why the rest was not. */
export function DeleteEnd({ result: { deleted, failed } }: { result: DeleteResult }) {
  return (
    <>
      {deleted.length > 0 && (
        <Callout tone="good" title={TEXTS.deleted(deleted.length)}>
          <NamesList>
            {deleted.map(({ repository, name }) => (
              <li key={`${repository}/${name}`}>
                {name} {TEXTS.inRepository} {repository}
              </li>
            ))}
          </NamesList>
        </Callout>
      )}
      {failed.length > 0 && (
        <Callout tone="bad" title={TEXTS.notDeleted(failed.length)}>
          {failed.map(({ repository, name, error }) => (
            <div key={`${repository}/${name}`}>
              <Mono>{name}</Mono> {TEXTS.inRepository} <Mono>{repository}</Mono>
              <ErrorCallout error={error} small />
            </div>
          ))}
        </Callout>
      )}
    </>
  );
}

/** What is open now, and what needs more than that. */
export function OpenEnd({
  operation,
  result: { opened, failed },
}: {
  operation: Operation;
  result: OpenResult;
}) {
  return (
    <>
      {(opened.length > 0 || failed.length === 0) && (
        <Callout tone="good" title={TEXTS.opened(opened.length)}>
          {opened.length === 0 ? TEXTS.openedNone : <Names names={opened} />}
        </Callout>
      )}
      {failed.length > 0 && operation.error !== null && (
        <ErrorCallout error={operation.error} title={TEXTS.notOpened(failed.length)}>
          <Names names={failed} />
        </ErrorCallout>
      )}
    </>
  );
}

function Names({ names }: { names: readonly string[] }) {
  return (
    <NamesList>
      {names.map((name) => (
        <li key={name}>{name}</li>
      ))}
    </NamesList>
  );
}

/** Which nodes are back. */
export function RestartEnd({ result: { healthy, failed } }: { result: RestartResult }) {
  return (
    <Callout
      tone={failed.length === 0 ? 'good' : 'bad'}
      title={TEXTS.restarted(healthy.length, healthy.length + failed.length)}
    >
      {failed.length > 0 && `${TEXTS.restartFailed} ${COMMON.list(failed)}`}
    </Callout>
  );
}
