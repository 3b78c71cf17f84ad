import type { RestoreMode } from '#shared/model/plan.ts';
import rows from '../../lib/choice-rows.module.css';
import { RESTORE_WHAT } from '../../strings/restore-what.ts';
import { ChoiceRow, ChoiceRows, Heading } from '../../ui/index.ts';
import type { What } from './use-what.ts';

const TEXTS = RESTORE_WHAT;

/** Where the restored data goes. Details of a way stand in the side panel, so that choosing moves nothing here. */
export function HowRows({ what, own }: { what: What; own: string }) {
  const { draft, change, others, othersKnown, held } = what;
  const noTenant = othersKnown && others.length === 0 ? TEXTS.noOtherTenant(own) : null;
  const noneToAdd =
    held !== null && draft.how !== 'tenant' && held.addable.length === 0 ? TEXTS.nothingToAdd : null;
  const row = (how: RestoreMode['kind'], text: string, why: string | null) => (
    <ChoiceRow
      kind="radio"
      name="how"
      checked={draft.how === how}
      onChange={() => change({ how })}
      title={TEXTS.how[how].title}
      text={why ?? text}
      // The chosen one stays reachable, so that the group keeps its place for the keyboard.
      disabled={why !== null && draft.how !== how}
    />
  );
  return (
    <>
      <div className={rows.head}>
        <Heading level={2}>{TEXTS.question}</Heading>
      </div>
      <ChoiceRows label={TEXTS.question}>
        {row('in-place', TEXTS.how['in-place'].text, null)}
        {row('beside', TEXTS.how.beside.text, null)}
        {row('tenant', TEXTS.how.tenant.text(own), noTenant)}
        {row('add', TEXTS.how.add.text, noneToAdd)}
      </ChoiceRows>
    </>
  );
}
