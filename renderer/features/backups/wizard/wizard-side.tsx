import type { BackupChoices } from '#shared/model/backup.ts';
import { formatAge, formatBytes, formatCount } from '../../../lib/format.ts';
import { Resumed } from '../../../lib/resumed.tsx';
import { useNow } from '../../../lib/use-now.ts';
import { BACKUP_WIZARD } from '../../../strings/backup-wizard.ts';
import { COMMON } from '../../../strings/common.ts';
import { Callout, DefinitionList, Mono, Side, SideSection } from '../../../ui/index.ts';
import { scopeWord, selectionWords } from '../words.ts';
import { allIndices } from './draft.ts';
import { newDataOf, type Place } from './place.ts';
import type { Wizard } from './use-wizard.ts';

const TEXTS = BACKUP_WIZARD.side;

/** What the backup will be, as chosen so far; the same on every step. */
export function WizardSide({ wizard, choices }: { wizard: Wizard; choices: BackupChoices | undefined }) {
  const { figures, place, name, draft } = wizard;
  const now = useNow(30_000);
  return (
    <Side label={TEXTS.title}>
      <SideSection title={TEXTS.title}>
        <DefinitionList
          terms="medium"
          items={[
            { term: TEXTS.scope, detail: selectionWords(draft) ?? TEXTS.nothing },
            {
              term: TEXTS.indices,
              detail:
                choices === undefined
                  ? COMMON.empty
                  : TEXTS.ofAll(
                      formatCount(figures?.indices.length),
                      formatCount(allIndices(choices).length),
                    ),
            },
            { term: TEXTS.docs, detail: formatCount(figures?.docs) },
            { term: TEXTS.size, detail: formatBytes(figures?.bytes) },
            { term: TEXTS.newData, detail: newDataText(place, choices) },
            { term: TEXTS.gateway, detail: TEXTS.gatewayText },
            { term: TEXTS.repository, detail: place === null ? COMMON.empty : <Mono>{place.name}</Mono> },
            { term: TEXTS.name, detail: name === '' ? COMMON.empty : <Mono>{name}</Mono> },
          ]}
        />
        {wizard.resumed && <Resumed onTakeBack={wizard.takeBack} />}
      </SideSection>
      {choices !== undefined &&
        figures !== null &&
        figures.indices.length > 0 &&
        figures.leftOut.length > 0 && (
          <SideSection>
            <Callout
              small
              tone="info"
              title={TEXTS.leftOut(COMMON.list(figures.leftOut.map(scopeWord)), figures.leftOut.length > 1)}
            >
              {choices.lastEverythingAt === null
                ? TEXTS.leftOutNever
                : TEXTS.leftOutSaved(formatAge(choices.lastEverythingAt, now))}{' '}
              {TEXTS.leftOutText}
            </Callout>
          </SideSection>
        )}
    </Side>
  );
}

/** How much of it is copied, as far as it can be told before. */
function newDataText(place: Place | null, choices: BackupChoices | undefined): string {
  if (place === null || choices === undefined) return COMMON.empty;
  const { all, newRepository, noneYet, some, unknown } = TEXTS.newDataText;
  return { new: all(newRepository), none: all(noneYet), some, unknown }[newDataOf(place, choices.held)];
}
