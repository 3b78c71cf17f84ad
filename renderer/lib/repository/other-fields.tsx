import { REPOSITORY_FORM } from '../../strings/repository-form.ts';
import { LinkButton, Row, Stack, Text, TextArea, TextField } from '../../ui/index.ts';
import type { FieldsProps } from './fields.ts';
import { chosenType, KNOWN_TYPES, knownType } from './known-types.ts';

const TEXTS = REPOSITORY_FORM.other;

/** Any other type: its settings as JSON, begun for the usual ones, and judged by the data store. */
export function OtherFields({ draft, change, problems, isNew, onEnter }: FieldsProps) {
  const known = knownType(draft.type);
  return (
    <Stack>
      {isNew && (
        <Row wrap gap="md">
          <Text tone="secondary">{TEXTS.begin}</Text>
          {KNOWN_TYPES.map((one) => (
            <LinkButton key={one.type} small onClick={() => change(chosenType(one, draft.settings))}>
              {one.label}
            </LinkButton>
          ))}
        </Row>
      )}
      <TextField
        label={TEXTS.type}
        hint={known?.hint ?? TEXTS.typeHint}
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
