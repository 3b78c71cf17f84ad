import type { RepositoryCheck } from '#shared/model/repository.ts';
import { BACKUPS } from '../strings/backups.ts';
import { StateMark } from '../ui/index.ts';
import styles from './node-results.module.css';

const TEXTS = BACKUPS.repositoryError;

/** Which node reaches a repository and which does not. */
export function NodeResults({ nodes }: { nodes: RepositoryCheck['nodes'] }) {
  if (nodes.length === 0) return <p>{TEXTS.noNodes}</p>;
  return (
    <ul className={styles.nodes} aria-label={TEXTS.notVerified}>
      {nodes.map((node) => (
        <li key={node.name}>
          <StateMark tone={node.ok ? 'good' : 'bad'}>{node.name}</StateMark>{' '}
          <span className={styles.word}>{node.ok ? TEXTS.nodeOk : TEXTS.nodeFailed}</span>
        </li>
      ))}
    </ul>
  );
}
