import type { ReactNode } from 'react';
import type { RepositoryReading } from '#shared/model/backup.ts';
import type { Repository } from '#shared/model/repository.ts';
import { formatCount, formatDateTime } from '../../lib/format.ts';
import { REPOSITORIES } from '../../strings/repositories.ts';
import { type Column, Icon, type IconName, MiddleCut, Row, StateMark, Tooltip } from '../../ui/index.ts';
import type { Check, Checks } from './use-checks.ts';

const TEXTS = REPOSITORIES.columns;
const HEALTH = REPOSITORIES.health;

interface ColumnParts {
  readings: readonly RepositoryReading[] | undefined;
  checks: Checks;
  /** The menu of a row. */
  menu: (repository: Repository) => ReactNode;
}

/** Name, type, place, access, health, backups, and what can be done. */
export function repositoryColumns({ readings, checks, menu }: ColumnParts): Column<Repository>[] {
  const readingOf = (name: string): RepositoryReading | undefined =>
    readings?.find((reading) => reading.repository === name);
  return [
    {
      key: 'name',
      header: TEXTS.name,
      width: 240,
      mono: true,
      render: ({ name }) => <MiddleCut text={name} />,
    },
    {
      key: 'type',
      header: TEXTS.type,
      width: 132,
      hideWhenNarrow: true,
      render: ({ type }) => (
        <Row gap="xs">
          <Icon name={iconOf(type)} size="s" tone="muted" />
          {typeWord(type)}
        </Row>
      ),
    },
    {
      key: 'location',
      header: TEXTS.location,
      mono: true,
      soft: true,
      render: ({ location }) => (location === null ? null : <MiddleCut text={location} />),
    },
    {
      key: 'access',
      header: TEXTS.access,
      width: 124,
      hideWhenNarrow: true,
      render: (repository) => accessWord(repository),
    },
    {
      key: 'health',
      header: TEXTS.health,
      width: 168,
      render: ({ name }) => <Health check={checks.of(name)} reading={readingOf(name)} />,
    },
    {
      key: 'backups',
      header: TEXTS.backups,
      width: 84,
      align: 'right',
      render: ({ name }) => {
        const reading = readingOf(name);
        return reading === undefined || (reading.error !== null && reading.backups === 0)
          ? null
          : formatCount(reading.backups);
      },
    },
    {
      key: 'actions',
      header: '',
      headerLabel: TEXTS.actions,
      width: 72,
      align: 'right',
      pinned: true,
      render: menu,
    },
  ];
}

/** A verification says more than a list that could be read. */
function Health({ check, reading }: { check: Check | undefined; reading: RepositoryReading | undefined }) {
  if (check?.running === true) return <StateMark tone="run">{HEALTH.verifying}</StateMark>;
  if (check !== undefined && check.error !== null)
    return <CheckedState check={check} tone="bad" text={HEALTH.failed} />;
  if (reading?.error != null)
    return (
      <Tooltip text={reading.error.title}>
        <span>
          <StateMark tone="bad">{HEALTH.notReadable}</StateMark>
        </span>
      </Tooltip>
    );
  if (reading !== undefined && reading.unreadable > 0)
    return <StateMark tone="warn">{HEALTH.damaged(formatCount(reading.unreadable))}</StateMark>;
  if (check !== undefined) {
    const good = check.nodes.filter((node) => node.ok).length;
    const words = HEALTH.verified(`${formatCount(good)} of ${formatCount(check.nodes.length)}`);
    return <CheckedState check={check} tone="good" text={words} />;
  }
  return reading === undefined ? (
    <StateMark tone="wait">{HEALTH.reading}</StateMark>
  ) : (
    <StateMark tone="good">{HEALTH.readable}</StateMark>
  );
}

/** It may be of yesterday: its time is told with it. */
const CheckedState = ({ check, tone, text }: { check: Check; tone: 'good' | 'bad'; text: string }) => (
  <Tooltip text={REPOSITORIES.check.at(formatDateTime(check.at))}>
    <span>
      <StateMark tone={tone}>{text}</StateMark>
    </span>
  </Tooltip>
);

function accessWord({ safety, readOnly }: Repository): string {
  if (safety) return REPOSITORIES.access.safety;
  return readOnly ? REPOSITORIES.access.readOnly : REPOSITORIES.access.writable;
}

/** A type that this program has no word for is shown as the data store calls it. */
function typeWord(type: string): string {
  const words: Readonly<Record<string, string>> = REPOSITORIES.types;
  return words[type] ?? type;
}

function iconOf(type: string): IconName {
  if (type === 'fs') return 'folder';
  return type === 'url' ? 'world' : 'cloud';
}
