import { useState } from 'react';
import { INSTALLATION_ACCESS } from '#shared/model/gateway.ts';
import type { InstallationReview } from '#shared/model/installation.ts';
import { ErrorCallout } from '../../../lib/error-callout.tsx';
import { INSTALLATION } from '../../../strings/installation.ts';
import { Button, Callout, Panel, Select, StateMark, Text } from '../../../ui/index.ts';
import { placeFrom, valuesFrom } from '../draft.ts';
import { isToConfirm, KeyOffer } from '../host-key.tsx';
import type { ReachFieldsProps } from '../reach-fields.tsx';
import type { GatewayForm } from '../use-gateway-form.ts';
import { countOf, foundRows } from './found-rows.ts';
import s from './installation.module.css';
import { PlaceFields } from './place-fields.tsx';
import { ReviewTable } from './review-table.tsx';
import { type Reading, useReading } from './use-reading.ts';

const text = INSTALLATION;

interface InstallationPanelProps {
  form: GatewayForm;
  /** The saved gateway, for its passphrases. */
  saved: ReachFieldsProps['saved'];
}

/** Reads an installation, here or over SSH, shows what its files say, and fills the form when told to. */
export function InstallationPanel({ form, saved }: InstallationPanelProps) {
  const { installation, nodes } = form.values;
  const reading = useReading(form, saved?.gatewayId);
  const [filled, setFilled] = useState(false);
  const { review, over } = reading;
  const rows = review === null ? [] : foundRows(review);
  const read: Reading['read'] = (changes) => {
    setFilled(false);
    return reading.read(changes);
  };
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
        <PlaceFields
          reading={{ ...reading, read }}
          count={review === null ? null : countOf(rows)}
          passphraseKept={saved?.keyPassphraseNodes.includes(INSTALLATION_ACCESS) === true}
          passphraseLost={form.isLost('installation')}
        />
        <Told reading={{ ...reading, read }} />
        {review !== null && review.instances.length > 1 && (
          <Select
            label={text.instance}
            options={review.instances.map((value) => ({ value, label: value }))}
            value={review.instance}
            onChange={(instance) => void read({ instance })}
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
                form.change(valuesFrom(review, over, nodes));
                setFilled(true);
              }}
            >
              {text.fill}
            </Button>
            <Button size="sm" onClick={() => form.change(placeFrom(review, over))}>
              {text.folderOnly}
            </Button>
            <span aria-live="polite">{filled && <StateMark tone="good">{text.filled}</StateMark>}</span>
          </div>
        )}
        {installation !== null && (
          <div className={s.actions}>
            <Text size="s" tone="secondary">
              {text.remembered(installation.folder, installation.target?.host)}
            </Text>
            <Button
              size="sm"
              variant="quiet"
              onClick={() => form.change({ installation: null, installationPassphrase: '' })}
            >
              {text.forget}
            </Button>
          </div>
        )}
      </div>
    </Panel>
  );
}

/** Why there is no review, or which key has to be confirmed before. */
function Told({ reading }: { reading: Reading }) {
  const { error, told, read } = reading;
  return (
    <div aria-live="polite">
      {error !== null && <ErrorCallout error={error} small />}
      {told !== null && isToConfirm(told) && (
        <KeyOffer {...told} onConfirm={(hostKey) => void read({ hostKey })} />
      )}
      {told?.error != null && !isToConfirm(told) && <ErrorCallout error={told.error} small />}
    </div>
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
