import type { NodeReach } from '#shared/model/reach.ts';
import type { RestartNode } from '#shared/model/restart.ts';
import { nodeCommands, storeCommands } from '#shared/rules/hand-commands.ts';
import { COMMON } from '../../strings/common.ts';
import { RESTART } from '../../strings/restart.ts';
import { CodeBlock, Text } from '../../ui/index.ts';
import styles from './node.module.css';

const TEXTS = RESTART.hand;

/** The commands that restart a node, by the ways it may have been installed. */
export function ByHand({ node, reach }: { node: RestartNode; reach: NodeReach }) {
  const { name, store } = node;
  const commands = store === undefined ? nodeCommands(reach) : storeCommands(store);
  const texts = store === undefined ? TEXTS : RESTART.handStore;
  return (
    <div className={styles.body}>
      <Text as="p" size="s" tone="secondary">
        {texts.intro(name)}
      </Text>
      {commands.map(({ way, code }) => (
        <div key={way}>
          <Text as="p" size="s" weight="medium">
            {TEXTS.ways[way]}
          </Text>
          <CodeBlock
            code={code}
            label={TEXTS.ways[way]}
            copyLabel={TEXTS.copy(TEXTS.ways[way])}
            copiedLabel={COMMON.actions.copied}
          />
        </div>
      ))}
      <Text as="p" size="s" tone="secondary">
        {reach.kind === 'by-hand' ? texts.afterWatched : texts.after}
      </Text>
    </div>
  );
}
