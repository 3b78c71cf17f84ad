import { useState } from 'react';
import type { RepositoryList } from '#shared/model/repository.ts';
import { ErrorCallout } from '../../../lib/error-callout.tsx';
import { RepositoryDialog } from '../../../lib/repository/repository-dialog.tsx';
import { BACKUP_WIZARD } from '../../../strings/backup-wizard.ts';
import { Button, ChoiceRow, ChoiceRows, Heading, Mono } from '../../../ui/index.ts';
import choice from './choice.module.css';
import type { Place } from './place.ts';
import type { Wizard } from './use-wizard.ts';

const TEXTS = BACKUP_WIZARD.where;

/** The second step: the repository. A refused one stays visible with its reason and the ways out. */
export function WhereStep({ wizard, list }: { wizard: Wizard; list: RepositoryList }) {
  const [registering, setRegistering] = useState(false);
  const tenant = wizard.gateway.profile?.tenant ?? '';
  return (
    <div>
      <div className={choice.head}>
        <Heading level={2}>{TEXTS.question}</Heading>
      </div>
      <ChoiceRows label={TEXTS.label}>
        {wizard.places.map((place) => (
          <PlaceRow
            key={place.name}
            place={place}
            tenant={tenant}
            checked={place.name === wizard.place?.name}
            onChoose={() => wizard.change({ repository: place.name })}
          />
        ))}
      </ChoiceRows>
      {list.defaultRefused !== null && (
        <div className={choice.below}>
          <ErrorCallout error={list.defaultRefused} tone="warn" />
        </div>
      )}
      <div className={choice.below}>
        <Button icon="plus" onClick={() => setRegistering(true)}>
          {TEXTS.another}
        </Button>
        <span className={choice.note}>{TEXTS.anotherText}</span>
      </div>
      {registering && (
        <RepositoryDialog
          gatewayId={wizard.gateway.id}
          list={list}
          onClose={() => setRegistering(false)}
          onDone={({ repository }) => {
            wizard.change({ repository });
            wizard.repositories.refresh();
            wizard.choices.refresh();
            setRegistering(false);
          }}
        />
      )}
    </div>
  );
}

interface PlaceRowProps {
  place: Place;
  tenant: string;
  checked: boolean;
  onChoose: () => void;
}

function PlaceRow({ place, tenant, checked, onChoose }: PlaceRowProps) {
  const why = whyNot(place);
  const note = why ?? (place.kind === 'there' ? place.location : TEXTS.missingText(tenant));
  return (
    <ChoiceRow
      kind="radio"
      name="repository"
      checked={checked}
      onChange={onChoose}
      disabled={why !== null}
      title={<Mono weight="strong">{place.name}</Mono>}
      text={note}
      cells={
        <>
          <span className={choice.note}>{marks(place)}</span>
          <span className={choice.type}>{TEXTS.type(place.type)}</span>
        </>
      }
    />
  );
}

const marks = (place: Place): string =>
  [
    place.isDefault && TEXTS.isDefault,
    place.kind === 'registered-by-backup' && place.refused === null && TEXTS.missing,
  ]
    .filter((word) => word !== false)
    .join(', ');

function whyNot(place: Place): string | null {
  if (place.refused === null) return null;
  if (place.refused === 'read-only') return TEXTS.readOnly;
  if (place.refused === 'safety') return TEXTS.safety;
  return place.refused.title;
}
