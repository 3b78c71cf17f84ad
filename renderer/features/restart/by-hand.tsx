import type { NodeReach } from '#shared/model/reach.ts';
import { COMMON } from '../../strings/common.ts';
import { RESTART } from '../../strings/restart.ts';
import { CodeBlock, Text } from '../../ui/index.ts';
import { commandsFor } from './hand-commands.ts';
import styles from './node.module.css';

const TEXTS = RESTART.hand;

/** The commands that restart a node, by the ways it may have been installed. */
export function ByHand({ name, reach }: { name: string; reach: NodeReach }) {
  return (
    <div className={styles.body}>
      <Text as="p" size="s" tone="secondary">
        {TEXTS.intro(name)}
      </Text>
      {commandsFor(reach).map((command) => (
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
        {reach.kind === 'by-hand' ? TEXTS.afterWatched : TEXTS.after}
      </Text>
    </div>
  );
}
