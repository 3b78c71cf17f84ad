import type { Operation } from '#shared/model/operation.ts';
import { ErrorCallout } from '../../lib/error-callout.tsx';
import { formatDateTime, formatDuration } from '../../lib/format.ts';
import { ACTIVITY } from '../../strings/activity.ts';
import { COMMON } from '../../strings/common.ts';
import { Callout, DefinitionList, Heading, Mono, PageBody, Stack, Text } from '../../ui/index.ts';
import styles from './operation.module.css';

const TEXTS = ACTIVITY.change;

/** A change that was made in a moment: who, when, how it ended, and what was noted of it. */
export function ChangeView({ operation }: { operation: Operation }) {
  const { status, error, log, reason } = operation;
  return (
    <PageBody>
      <Stack gap="lg">
        {error === null ? (
          <Callout
            tone={status === 'succeeded' ? 'good' : status === 'running' ? 'info' : 'warn'}
            title={ACTIVITY.end.statusTitle[status](operation.kind)}
          />
        ) : (
          <ErrorCallout
            error={error}
            tone={status === 'warning' ? 'warn' : 'bad'}
            title={`${ACTIVITY.end.statusTitle[status](operation.kind)}. ${error.title}`}
          />
        )}
        <DefinitionList
          items={[
            { term: TEXTS.name, detail: <Mono>{operation.target}</Mono> },
            { term: TEXTS.gateway, detail: operation.gatewayName },
            { term: TEXTS.by, detail: operation.user },
            { term: TEXTS.started, detail: formatDateTime(operation.startedAt) },
            {
              term: TEXTS.took,
              detail: formatDuration(
                operation.endedAt === null ? null : operation.endedAt - operation.startedAt,
              ),
            },
            { term: TEXTS.reason, detail: reason === '' ? COMMON.empty : reason },
          ]}
        />
        <div>
          <Heading level={2}>{TEXTS.noted}</Heading>
          {log.length === 0 ? (
            <Text as="p" tone="secondary">
              {TEXTS.nothingNoted}
            </Text>
          ) : (
            <ul className={styles.noted}>
              {log.map(({ at, text }) => (
                <li key={`${at} ${text}`}>{text}</li>
              ))}
            </ul>
          )}
        </div>
      </Stack>
    </PageBody>
  );
}
