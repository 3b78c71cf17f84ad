import { useState } from 'react';
import type { ImportedRepository } from '#shared/model/repository-place.ts';
import { useAction } from '../../api/hooks.ts';
import { COMMON } from '../../strings/common.ts';
import { REPOSITORY_FORM } from '../../strings/repository-form.ts';
import { Button, Row, Stack, StateMark, Text, TextArea } from '../../ui/index.ts';
import { ErrorCallout } from '../error-callout.tsx';

const TEXTS = REPOSITORY_FORM.import;

/** Fills the form from a file of the vendor's utility, chosen outside of the page, or from its pasted text. */
export function ImportPart({ onImport }: { onImport: (imported: ImportedRepository) => void }) {
  const [pasting, setPasting] = useState(false);
  const [text, setText] = useState('');
  const [read, setRead] = useState<ImportedRepository | null>(null);
  const reading = useAction('repositories.import');

  const take = async (input: { text?: string }): Promise<void> => {
    setRead(null);
    const imported = await reading.run(input);
    if (imported === null) return;
    // The text holds a key: it does not stay.
    setText('');
    setPasting(false);
    setRead(imported);
    onImport(imported);
  };
  return (
    <Stack gap="sm">
      <Row wrap>
        <Button size="sm" icon="upload" busy={reading.running} onClick={() => void take({})}>
          {TEXTS.file}
        </Button>
        <Button size="sm" expanded={pasting} onClick={() => setPasting(!pasting)}>
          {TEXTS.paste}
        </Button>
        <Text size="s" tone="secondary">
          {TEXTS.note}
        </Text>
      </Row>
      {pasting && (
        <>
          <TextArea
            label={TEXTS.text}
            hint={TEXTS.textHint}
            value={text}
            onChange={setText}
            rows={6}
            maxLength={100_000}
            mono
          />
          <Row>
            <Button size="sm" busy={reading.running} onClick={() => text !== '' && void take({ text })}>
              {TEXTS.read}
            </Button>
          </Row>
        </>
      )}
      {reading.error !== null && <ErrorCallout error={reading.error} small />}
      {read?.place.kind === 's3' && (
        <>
          <StateMark tone="good">{TEXTS.done(read.place.bucket)}</StateMark>
          {read.ignored.length > 0 && (
            <Text size="s" tone="secondary">
              {TEXTS.ignored(COMMON.list(read.ignored))}
            </Text>
          )}
        </>
      )}
    </Stack>
  );
}
