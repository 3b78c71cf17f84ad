import type { GatewayProfile } from '#shared/model/gateway.ts';
import { BesidePrefix } from '#shared/model/plan.ts';
import { formatBytes, formatCount } from '../../lib/format.ts';
import { COMMON } from '../../strings/common.ts';
import { RESTORE_WHAT } from '../../strings/restore-what.ts';
import { DefinitionList, Mono, Select, Side, SideSection, Text, TextField } from '../../ui/index.ts';
import { figuresOf } from './held.ts';
import type { What } from './use-what.ts';
import { selectedIndices, sourceOf } from './what-draft.ts';
import styles from './what-step.module.css';
import { partText } from './words.ts';

const TEXTS = RESTORE_WHAT.side;

interface WhatSideProps {
  what: What;
  profile: GatewayProfile;
  /** Whether a safety backup is wanted, as the last step says. */
  safety: boolean;
}

/** What the restore will be, as chosen so far, and the details of the chosen way. */
export function WhatSide({ what, profile, safety }: WhatSideProps) {
  const { draft, held, choices } = what;
  const figures = held === null ? null : figuresOf(selectedIndices(draft, held));
  const beside = draft.how === 'beside' || draft.how === 'add';
  return (
    <Side label={TEXTS.title}>
      <SideSection title={TEXTS.title}>
        <DefinitionList
          terms="medium"
          items={[
            { term: TEXTS.how, detail: RESTORE_WHAT.how[draft.how].title },
            { term: TEXTS.part, detail: choices === null ? COMMON.empty : partText(choices.selection) },
            { term: TEXTS.indices, detail: formatCount(figures?.indices) },
            { term: TEXTS.docs, detail: formatCount(figures?.docs) },
            { term: TEXTS.size, detail: formatBytes(figures?.bytes) },
            { term: TEXTS.gateway, detail: profile.name },
            { term: TEXTS.tenant, detail: <Mono>{profile.tenant}</Mono> },
            { term: TEXTS.live, detail: beside ? TEXTS.liveStays : TEXTS.liveReplaced(safety) },
            { term: TEXTS.restart, detail: beside ? TEXTS.restartNot : TEXTS.restartNeeded },
          ]}
        />
      </SideSection>
      <Details what={what} />
    </Side>
  );
}

function Details({ what }: { what: What }) {
  switch (what.draft.how) {
    case 'in-place':
      return null;
    case 'beside':
      return <Prefix what={what} />;
    case 'tenant':
      return <Source what={what} />;
    case 'add':
      return (
        <SideSection title={TEXTS.addTitle}>
          <Text as="p" size="s" tone="secondary">
            {TEXTS.addText}
          </Text>
        </SideSection>
      );
  }
}

function Prefix({ what: { draft, change, held } }: { what: What }) {
  const { prefix } = draft;
  const example = held?.indices[0]?.index;
  const error = !BesidePrefix.safeParse(prefix).success
    ? TEXTS.prefixInvalid
    : prefix.startsWith('gateway_')
      ? TEXTS.prefixGateway
      : undefined;
  return (
    <SideSection title={TEXTS.prefixTitle}>
      <TextField
        mono
        label={TEXTS.prefix}
        value={prefix}
        onChange={(text) => change({ prefix: text })}
        error={error}
        hint={TEXTS.prefixHint}
      />
      {example !== undefined && error === undefined && (
        <p className={styles.example}>
          {TEXTS.prefixExample} <Mono small>{`${prefix}${example}`}</Mono>
        </p>
      )}
      <p className={styles.example}>{TEXTS.besideRoom}</p>
    </SideSection>
  );
}

function Source({ what: { draft, change, others } }: { what: What }) {
  const source = sourceOf(draft, others);
  return (
    <SideSection title={TEXTS.tenantTitle}>
      {others.length > 1 ? (
        <Select<string>
          label={TEXTS.source}
          options={others.map((tenant) => ({ value: tenant, label: tenant }))}
          value={source}
          onChange={(tenant) => change({ source: tenant })}
        />
      ) : (
        source !== null && (
          <Text as="p" size="s" tone="secondary">
            {TEXTS.sourceOnly(source)}
          </Text>
        )
      )}
    </SideSection>
  );
}
