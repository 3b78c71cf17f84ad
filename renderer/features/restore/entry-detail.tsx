import type { PlanEntry, PlanFix, RestoreMode } from '#shared/model/plan.ts';
import { RESTORE } from '../../strings/restore.ts';
import { Button, Row, SideNote, Text } from '../../ui/index.ts';
import styles from './entry-detail.module.css';
import { fixesLeft } from './plan-state.ts';

export interface EntryDetailProps {
  entry: PlanEntry;
  mode: RestoreMode['kind'];
  onFix: (index: string, fix: PlanFix | null) => void;
}

/** Why an index gets its verdict, and what else can be chosen for it. */
export function EntryDetail({ entry, mode, onFix }: EntryDetailProps) {
  const { index, chosen, verdict } = entry;
  const fixes = fixesLeft(entry);
  return (
    <SideNote tone={verdict === 'refused' ? 'bad' : verdict === 'unknown' ? 'warn' : 'neutral'}>
      <Text as="p">
        <Why entry={entry} mode={mode} />
      </Text>
      {(fixes.length > 0 || chosen !== null) && (
        <div className={styles.fixes}>
          <Row wrap>
            {fixes.map((fix) => (
              <Button
                key={fix}
                size="sm"
                variant={destroys(fix) ? 'danger' : 'secondary'}
                onClick={() => onFix(index, fix)}
              >
                {RESTORE.fixes[fix].action}
              </Button>
            ))}
            {chosen !== null && (
              <Button size="sm" onClick={() => onFix(index, null)}>
                {RESTORE.undoFix}
              </Button>
            )}
          </Row>
        </div>
      )}
    </SideNote>
  );
}

const destroys = (fix: PlanFix): boolean => fix === 'delete-first' || fix === 'remove';

/** The first sentence says what, in bold where it stands in the way; the rest says why. */
function Why({ entry: { why, chosen, verdict }, mode }: Pick<EntryDetailProps, 'entry' | 'mode'>) {
  if (chosen !== null) return RESTORE.fixes[chosen].chosen;
  const reason = why === '' ? RESTORE.becauseOf(verdict, mode) : sentence(why);
  if (verdict !== 'refused') return reason;
  const end = reason.indexOf('. ');
  const first = end < 0 ? reason : reason.slice(0, end + 1);
  return (
    <>
      <b>{first}</b>
      {reason.slice(first.length)}
    </>
  );
}

const sentence = (text: string): string => (text.endsWith('.') ? text : `${text}.`);
