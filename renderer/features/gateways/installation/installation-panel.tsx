import { useState } from 'react';
import type { InstallationReview } from '#shared/model/installation.ts';
import { useAction } from '../../../api/hooks.ts';
import { ErrorCallout } from '../../../lib/error-callout.tsx';
import { INSTALLATION } from '../../../strings/installation.ts';
import { Button, Callout, Panel, Select, StateMark, Text, TextField } from '../../../ui/index.ts';
import { valuesFrom } from '../draft.ts';
import type { GatewayForm } from '../use-gateway-form.ts';
import { countOf, foundRows } from './found-rows.ts';
import s from './installation.module.css';
import { ReviewTable } from './review-table.tsx';

const text = INSTALLATION;

/** Reads an installation on this computer, shows what its files say, and fills the form when told to. */
export function InstallationPanel({ form }: { form: GatewayForm }) {
  const { installation } = form.values;
  const [folder, setFolder] = useState(installation?.folder ?? '');
  const [review, setReview] = useState<InstallationReview | null>(null);
  const [filled, setFilled] = useState(false);
  const picking = useAction('app.pickFolder');
  const reading = useAction('installation.read');

  const read = async (from: string, instance?: string): Promise<void> => {
    if (from.trim() === '' || reading.running) return;
    setFilled(false);
    setReview(await reading.run({ folder: from.trim(), ...(instance === undefined ? {} : { instance }) }));
  };
  const choose = async (): Promise<void> => {
    const picked = (await picking.run({}))?.folder;
    if (picked == null) return;
    setFolder(picked);
    await read(picked);
  };
  const rows = review === null ? [] : foundRows(review);
  return (
    <Panel
      title={text.title}
      subtitle={
        <Text size="s" tone="secondary">
          {text.optional}
        </Text>
      }
    >
      <div className={s.stack}>
        <div className={s.line}>
          <TextField
            label={text.folder}
            hint={text.hint}
            placeholder={text.placeholder}
            icon="folder"
            mono
            value={folder}
            onChange={setFolder}
            onEnter={() => void read(folder)}
            aside={review !== null && <StateMark tone="good">{countOf(rows)}</StateMark>}
          />
          <Button onClick={() => void choose()} busy={picking.running}>
            {text.choose}
          </Button>
          <Button busy={reading.running} onClick={() => void read(folder)}>
            {review === null ? text.read : text.again}
          </Button>
        </div>
        {reading.error !== null && <ErrorCallout error={reading.error} small />}
        {review !== null && review.instances.length > 1 && (
          <Select
            label={text.instance}
            options={review.instances.map((value) => ({ value, label: value }))}
            value={review.instance}
            onChange={(instance) => void read(folder, instance)}
          />
        )}
        {review !== null && <ReviewTable rows={rows} />}
        {review !== null && review.notes.length > 0 && <Notes notes={review.notes} />}
        {review !== null && (
          <div className={s.actions}>
            <Button
              variant="primary"
              size="sm"
              onClick={() => {
                form.change(valuesFrom(review));
                setFilled(true);
              }}
            >
              {text.fill}
            </Button>
            <Button
              size="sm"
              onClick={() =>
                form.change({ installation: { folder: review.folder, instance: review.instance } })
              }
            >
              {text.folderOnly}
            </Button>
            <span aria-live="polite">{filled && <StateMark tone="good">{text.filled}</StateMark>}</span>
          </div>
        )}
        {installation !== null && (
          <div className={s.actions}>
            <Text size="s" tone="secondary">
              {text.remembered(installation.folder)}
            </Text>
            <Button size="sm" variant="quiet" onClick={() => form.change({ installation: null })}>
              {text.forget}
            </Button>
          </div>
        )}
      </div>
    </Panel>
  );
}

function Notes({ notes }: { notes: InstallationReview['notes'] }) {
  return (
    <Callout tone="warn" small title={text.notes}>
      <ul className={s.notes}>
        {notes.map(({ file, text: note }) => (
          <li key={`${file} ${note}`}>
            <span className={s.mono}>{file}</span>: {note}
          </li>
        ))}
      </ul>
    </Callout>
  );
}
