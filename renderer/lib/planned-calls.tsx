import type { PlannedCall } from '#shared/model/planned-call.ts';
import { COMMON } from '../strings/common.ts';
import { PHASES } from '../strings/phases.ts';
import { PLANNED_CALLS } from '../strings/planned-calls.ts';
import { CodeBlock, Disclosure, Heading, Stack, Text } from '../ui/index.ts';
import { formatCount } from './format.ts';

const TEXTS = PLANNED_CALLS;

export interface PlannedCallsProps {
  /** Undefined while they are being put together. */
  calls: readonly PlannedCall[] | undefined;
  /** Why there are none yet, where they are not being put together. */
  waits?: string;
  /** What else is sent, in words. */
  note?: string;
  level?: 2 | 3;
}

/** The calls of what is about to start, folded until somebody wants to see them, and to be copied. */
export function PlannedCalls({ calls, waits = TEXTS.reading, note, level = 2 }: PlannedCallsProps) {
  return (
    <section>
      <Stack gap="xs">
        <Heading level={level}>{TEXTS.title}</Heading>
        {calls === undefined || calls.length === 0 ? (
          <Text as="p" tone="secondary">
            {calls === undefined ? waits : TEXTS.none}
          </Text>
        ) : (
          <Disclosure label={TEXTS.show(formatCount(calls.length))} note={TEXTS.showNote}>
            <Stack gap="xs">
              <CodeBlock
                wrap
                label={TEXTS.title}
                copyLabel={COMMON.actions.copy}
                copiedLabel={COMMON.actions.copied}
                code={calls.map((call, at) => textOf(call, calls[at - 1])).join('\n\n')}
              />
              <Text as="p" size="s" tone="secondary">
                {COMMON.sentences(
                  TEXTS.reads,
                  ...(calls.some(isOpen) ? [TEXTS.later] : []),
                  ...(note === undefined ? [] : [note]),
                )}
              </Text>
            </Stack>
          </Disclosure>
        )}
      </Stack>
    </section>
  );
}

/** As the console of Kibana takes it; the first call of a phase says which one it is. */
function textOf(call: PlannedCall, before: PlannedCall | undefined): string {
  const { method, path, body } = call;
  const title = titleOf(call);
  const isNew = before === undefined || titleOf(before) !== title;
  return [...(isNew ? [title] : []), `${method} ${path}`, ...(body === null ? [] : [spaced(body)])].join(
    '\n',
  );
}

/** With blanks, at which a long line breaks. */
const spaced = (body: string): string => JSON.stringify(JSON.parse(body), null, 1).replaceAll(/\n */g, ' ');

const titleOf = ({ phase, ifNeeded }: PlannedCall): string =>
  (ifNeeded ? TEXTS.ifNeeded : TEXTS.phase)(PHASES[phase]);

const isOpen = ({ path, body }: PlannedCall): boolean => /\([a-z]+\)/.test(`${path} ${body ?? ''}`);
