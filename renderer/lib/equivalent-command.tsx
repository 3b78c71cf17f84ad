import { commandText, type EquivalentCommand } from '#shared/rules/equivalent-command.ts';
import { useRequest } from '../api/hooks.ts';
import { COMMAND_LINE } from '../strings/command-line.ts';
import { COMMON } from '../strings/common.ts';
import { CodeBlock, Disclosure, Heading, Stack, Text } from '../ui/index.ts';

export interface EquivalentCommandProps {
  command: EquivalentCommand;
  /** What the command does differently. */
  note?: string;
  level?: 2 | 3;
}

/** The command line that does the same as the page, to be copied, or why there is none. */
export function CommandThatDoesTheSame({ level = 2, ...props }: EquivalentCommandProps) {
  return (
    <section>
      <Stack gap="xs">
        <Heading level={level}>{COMMAND_LINE.title}</Heading>
        <Command {...props} />
      </Stack>
    </section>
  );
}

/** The same in a form, folded until somebody wants to see it. */
export function FoldedCommand(props: Omit<EquivalentCommandProps, 'level'>) {
  return (
    <Disclosure label={COMMAND_LINE.title}>
      <Stack gap="xs">
        <Command {...props} />
      </Stack>
    </Disclosure>
  );
}

function Command({ command, note }: EquivalentCommandProps) {
  const info = useRequest('app.info', {});
  const shell = info.data?.platform === 'win32' ? 'powershell' : 'posix';
  if ('gap' in command)
    return (
      <Text as="p" tone="secondary">
        {COMMAND_LINE.gaps[command.gap]}
      </Text>
    );
  return (
    <>
      <CodeBlock
        wrap="words"
        label={COMMAND_LINE.title}
        copyLabel={COMMON.actions.copy}
        copiedLabel={COMMON.actions.copied}
        code={commandText(command.words, shell)}
      />
      <Text as="p" size="s" tone="secondary">
        {COMMON.sentences(...(note === undefined ? [] : [note]), COMMAND_LINE.passwords)}
      </Text>
    </>
  );
}
