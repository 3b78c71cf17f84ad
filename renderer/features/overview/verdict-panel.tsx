import type { ReactNode } from 'react';
import type { Overview } from '#shared/model/overview.ts';
import { OpenAll } from '../../lib/open-all.tsx';
import { OVERVIEW } from '../../strings/overview.ts';
import { Facts, Icon, type IconName, type IconTone, Panel, StateMark } from '../../ui/index.ts';
import { type FactText, factsOf } from './facts.ts';
import s from './overview.module.css';
import { type VerdictText, verdictText } from './verdict.ts';

const icons: Record<VerdictText['tone'], { name: IconName; tone: IconTone }> = {
  good: { name: 'shield', tone: 'good' },
  warn: { name: 'warn', tone: 'warn' },
  bad: { name: 'stop', tone: 'bad' },
  wait: { name: 'help', tone: 'muted' },
};

/** Where indices may be closed, the quiet way to open them stands beside the state. */
function Value({ fact: { value, tone }, gatewayId }: { fact: FactText; gatewayId: string | null }) {
  return (
    <span className={s.fact}>
      {tone === null ? value : <StateMark tone={tone}>{value}</StateMark>}
      {gatewayId !== null && <OpenAll gatewayId={gatewayId} variant="subtle" size="sm" />}
    </span>
  );
}

export interface VerdictPanelProps {
  gatewayId: string;
  overview: Overview;
  now: number;
  /** The next action, where the verdict asks for one. */
  action?: ReactNode;
}

/** Is this gateway safe? One plain line, and the facts it stands on. */
export function VerdictPanel({ gatewayId, overview, now, action }: VerdictPanelProps) {
  const verdict = verdictText(overview, now);
  const icon = icons[verdict.tone];
  return (
    <Panel flush label={OVERVIEW.verdict.label}>
      <div className={s.verdict} data-verdict={overview.verdict.state}>
        <Icon name={icon.name} tone={icon.tone} size="l" />
        <div className={s.verdictText}>
          <p className={s.sentence}>{verdict.title}</p>
          <p className={s.detail}>{verdict.detail}</p>
        </div>
        {action}
      </div>
      <Facts
        items={factsOf(overview, now).map((fact) => ({
          key: fact.term,
          term: fact.term,
          value: <Value fact={fact} gatewayId={fact.opens ? gatewayId : null} />,
          ...(fact.note === '' ? {} : { note: fact.note }),
        }))}
      />
    </Panel>
  );
}
