import { COMMON } from '../../strings/common.ts';
import { RESTART } from '../../strings/restart.ts';
import { CodeBlock, Text } from '../../ui/index.ts';
import styles from './node.module.css';

const TEXTS = RESTART.hand;

const COMMANDS = [
  { name: TEXTS.script, code: TEXTS.scriptCommand },
  { name: TEXTS.docker, code: TEXTS.dockerCommand },
  { name: TEXTS.kubernetes, code: TEXTS.kubernetesCommand },
] as const;

/** The commands that restart a node, by the ways it may have been installed. */
export function ByHand({ name }: { name: string }) {
  return (
    <div className={styles.body}>
      <Text as="p" size="s" tone="secondary">
        {TEXTS.intro(name)}
      </Text>
      {COMMANDS.map((command) => (
        <div key={command.name}>
          <Text as="p" size="s" weight="medium">
            {command.name}
          </Text>
          <CodeBlock
            code={command.code}
            label={command.name}
            copyLabel={TEXTS.copy(command.name)}
            copiedLabel={COMMON.actions.copied}
          />
        </div>
      ))}
      <Text as="p" size="s" tone="secondary">
        {TEXTS.after}
      </Text>
    </div>
  );
}
