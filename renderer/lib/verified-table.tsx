import type { RestoreResult, VerifiedScope } from '#shared/model/operation.ts';
import { formatCount, formatOf } from '../lib/format.ts';
import { ACTIVITY } from '../strings/activity.ts';
import { COMMON } from '../strings/common.ts';
import { type Column, DataTable, Panel, StateMark, type Tone } from '../ui/index.ts';

const TEXTS = ACTIVITY.verified;

const TONES = { equal: 'good', different: 'bad', unknown: 'wait' } as const satisfies Record<
  VerifiedScope['verdict'],
  Tone
>;

interface Line {
  key: string;
  name: string;
  indices: string;
  shards: string | null;
  expected: string | null;
  found: string | null;
  tone: Tone;
  result: string;
}

const number = (key: 'indices' | 'shards' | 'expected' | 'found', width: number): Column<Line> => ({
  key,
  header: TEXTS.columns[key],
  width,
  align: 'right',
  render: (line) => line[key],
});

const COLUMNS: Column<Line>[] = [
  { key: 'name', header: TEXTS.columns.scope, render: (line) => line.name },
  number('indices', 72),
  number('shards', 100),
  number('expected', 138),
  number('found', 124),
  {
    key: 'result',
    header: TEXTS.columns.result,
    width: 164,
    render: (line) => <StateMark tone={line.tone}>{line.result}</StateMark>,
  },
];

/** What was compared after a restore, scope by scope, and the aliases. */
export function VerifiedTable({ result }: { result: RestoreResult }) {
  return (
    <Panel flush label={TEXTS.title}>
      <DataTable<Line>
        inset
        density="dense"
        label={TEXTS.title}
        fill={false}
        columns={COLUMNS}
        rows={[...result.scopes.map(scopeLine), aliasLine(result.aliases)]}
        rowKey={(line) => line.key}
      />
    </Panel>
  );
}

function scopeLine(scope: VerifiedScope): Line {
  return {
    key: scope.scope ?? 'other',
    name: scope.scope === null ? TEXTS.otherIndices : COMMON.scopes[scope.scope],
    indices: formatOf(scope.indices.done, scope.indices.total),
    shards: formatOf(scope.shards.done, scope.shards.total),
    expected: formatCount(scope.docsExpected),
    found: formatCount(scope.docsFound),
    tone: TONES[scope.verdict],
    result: TEXTS.verdicts[scope.verdict],
  };
}

function aliasLine({ checked, wrong }: RestoreResult['aliases']): Line {
  return {
    key: 'aliases',
    name: TEXTS.aliases,
    indices: formatOf(checked - wrong.length, checked),
    shards: null,
    expected: null,
    found: null,
    tone: checked === 0 ? 'wait' : wrong.length === 0 ? 'good' : 'bad',
    result: aliasWords({ checked, wrong }),
  };
}

function aliasWords({ checked, wrong }: RestoreResult['aliases']): string {
  if (checked === 0) return TEXTS.aliasesNone;
  return wrong.length === 0 ? TEXTS.aliasesGood : TEXTS.aliasesWrong(COMMON.list(wrong));
}
