import { REPOSITORY_FORM } from '../../strings/repository-form.ts';
import { Stack, TextArea, TextField } from '../../ui/index.ts';
import type { FieldsProps } from './fields.ts';

const TEXTS = REPOSITORY_FORM.other;

/** Any other type: its settings as JSON, judged by the data store. */
export function OtherFields({ draft, change, problems, isNew, onEnter }: FieldsProps) {
  return (
    <Stack>
      <TextField
        label={TEXTS.type}
        hint={TEXTS.typeHint}
        value={draft.type}
        onChange={(type) => change({ type })}
        error={problems.type}
        onEnter={onEnter}
        disabled={!isNew}
        mono
      />
      <TextArea
        label={TEXTS.settings}
        hint={isNew ? TEXTS.settingsHint : TEXTS.hidden}
        value={draft.settings}
        onChange={(settings) => change({ settings })}
        error={problems.settings}
        rows={8}
        maxLength={50_000}
        mono
      />
    </Stack>
  );
}
