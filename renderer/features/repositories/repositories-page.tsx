import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { BackupList } from '#shared/model/backup.ts';
import type { GatewayProfile } from '#shared/model/gateway.ts';
import type { Repository, RepositoryCheck, RepositoryCleanUp } from '#shared/model/repository.ts';
import { useRequest } from '../../api/hooks.ts';
import { formatBytes, formatCount } from '../../lib/format.ts';
import { NodeResults } from '../../lib/node-results.tsx';
import { ReadingError } from '../../lib/reading-error.tsx';
import { RepositoryDialog } from '../../lib/repository/repository-dialog.tsx';
import { usePageGateway } from '../../lib/use-page-gateway.ts';
import { REPOSITORIES } from '../../strings/repositories.ts';
import { SETUP } from '../../strings/setup.ts';
import { Button, Callout, DataTable, EmptyState, PageFill, PageHeader } from '../../ui/index.ts';
import { CheckResults } from './check-results.tsx';
import { CleanUpDialog } from './clean-up-dialog.tsx';
import { ReadOnlyDialog } from './read-only-dialog.tsx';
import { RemoveDialog } from './remove-dialog.tsx';
import s from './repositories.module.css';
import { repositoryColumns } from './repository-columns.tsx';
import { RepositoryMenu } from './repository-menu.tsx';
import { SetupPanel } from './setup/setup-panel.tsx';
import { useChecks } from './use-checks.ts';

type Asked = { kind: 'add' } | { kind: 'edit' | 'read-only' | 'clean-up' | 'remove'; repository: Repository };

/** Where backups live: every registered repository, its health, and what is done to it as a whole. */
export function RepositoriesPage() {
  const { id, readOnly, profile } = usePageGateway();
  // What was found out about the repositories of one gateway says nothing about those of another.
  return (
    <Repositories
      key={id}
      gatewayId={id}
      addresses={profile?.dataStore.addresses ?? []}
      locked={readOnly}
      gateway={profile}
    />
  );
}

function Repositories({
  gatewayId,
  addresses,
  locked,
  gateway,
}: {
  gatewayId: string;
  addresses: readonly string[];
  locked: boolean;
  /** Undefined until the list of gateways was read. */
  gateway: GatewayProfile | undefined;
}) {
  const navigate = useNavigate();
  const list = useRequest('repositories.list', { gatewayId });
  const backups = useRequest('backups.list', { gatewayId });
  const checks = useChecks(gatewayId, addresses);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [made, setMade] = useState<{ check: RepositoryCheck; isNew: boolean } | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const [inSetup, setInSetup] = useState(false);
  const rows = list.data?.repositories ?? [];
  const close = (): void => setAsked(null);
  const lock = locked ? { disabledReason: REPOSITORIES.actions.gatewayReadOnly } : {};
  const add = (
    <Button variant="primary" icon="plus" onClick={() => setAsked({ kind: 'add' })} {...lock}>
      {REPOSITORIES.add}
    </Button>
  );
  const isEmpty = list.data !== undefined && rows.length === 0;
  const columns = repositoryColumns({
    readings: backups.data?.readings,
    checks,
    menu: (repository) => (
      <RepositoryMenu
        repository={repository}
        locked={locked}
        onShow={() =>
          void navigate({
            to: '/g/$gatewayId/backups',
            params: { gatewayId },
            search: { repositories: repository.name },
          })
        }
        onVerify={() => void checks.verify([repository.name])}
        onEdit={() => setAsked({ kind: 'edit', repository })}
        onReadOnly={() => setAsked({ kind: 'read-only', repository })}
        onCleanUp={() => setAsked({ kind: 'clean-up', repository })}
        onRemove={() => setAsked({ kind: 'remove', repository })}
      />
    ),
  });
  return (
    <>
      <PageHeader
        title={REPOSITORIES.title}
        note={rows.length > 0 ? REPOSITORIES.count(rows.length) : undefined}
        right={
          <>
            <Button icon="settings" onClick={() => setInSetup(!inSetup)}>
              {SETUP.button}
            </Button>
            {!isEmpty && (
              <>
                <Button
                  icon="refresh"
                  busy={checks.running}
                  onClick={() => void checks.verify(rows.map((row) => row.name))}
                >
                  {REPOSITORIES.verifyAll}
                </Button>
                {add}
              </>
            )}
          </>
        }
      />
      <PageFill>
        <div className={s.messages}>
          <ReadingError reading={list} />
          {done !== null && <Callout alert tone="good" title={done} />}
          {made !== null && (
            <Callout
              tone="good"
              title={REPOSITORIES.check[made.isNew ? 'registered' : 'changed'](made.check.repository)}
              actions={
                <Button size="sm" onClick={() => setMade(null)}>
                  {REPOSITORIES.check.close}
                </Button>
              }
            >
              <NodeResults nodes={made.check.nodes} />
            </Callout>
          )}
          {rows.map(({ name }) => (
            <CheckResults
              key={name}
              name={name}
              check={checks.of(name)}
              onClose={() => checks.forget(name)}
            />
          ))}
        </div>
        {isEmpty ? (
          <EmptyState
            icon="repository"
            title={REPOSITORIES.none}
            text={
              list.data?.defaultRefused == null
                ? REPOSITORIES.noneText(list.data?.defaultName ?? '')
                : REPOSITORIES.noneRefused
            }
            action={add}
          />
        ) : (
          // What could not be read takes the place of the rows instead of pushing them down.
          (list.data !== undefined || list.error === null) && (
            <DataTable<Repository>
              fill
              label={REPOSITORIES.title}
              columns={columns}
              rows={rows}
              rowKey={(row) => row.name}
              loading={list.loading}
              loadingLabel={REPOSITORIES.loading}
            />
          )
        )}
        {inSetup && (
          <SetupPanel
            gatewayId={gatewayId}
            folder={list.data?.allowedFolders[0] ?? ''}
            readOnly={locked}
            autostart={gateway?.autostart ?? false}
            onClose={() => setInSetup(false)}
          />
        )}
      </PageFill>
      {(asked?.kind === 'add' || asked?.kind === 'edit') && list.data !== undefined && (
        <RepositoryDialog
          gatewayId={gatewayId}
          list={list.data}
          {...(asked.kind === 'edit' ? { edited: asked.repository.name } : {})}
          onClose={close}
          onDone={(check) => {
            checks.note(check);
            setMade({ check, isNew: asked.kind === 'add' });
            close();
          }}
        />
      )}
      {asked?.kind === 'read-only' && gateway !== undefined && (
        <ReadOnlyDialog
          gateway={gateway}
          repository={asked.repository}
          onCancel={close}
          onDone={() => {
            setDone(accessWords(asked.repository));
            close();
          }}
        />
      )}
      {asked?.kind === 'remove' && gateway !== undefined && (
        <RemoveDialog
          gateway={gateway}
          repository={asked.repository}
          held={heldIn(asked.repository.name, backups.data?.readings)}
          onCancel={close}
          onDone={() => {
            checks.forget(asked.repository.name);
            close();
          }}
        />
      )}
      {asked?.kind === 'clean-up' && gateway !== undefined && (
        <CleanUpDialog
          gateway={gateway}
          name={asked.repository.name}
          onCancel={close}
          onDone={(result) => {
            setDone(cleanedWords(asked.repository.name, result));
            close();
          }}
        />
      )}
    </>
  );
}

/** What it holds is known only where it could be read. */
function heldIn(name: string, readings: BackupList['readings'] | undefined): number | null {
  const reading = readings?.find((one) => one.repository === name);
  return reading?.error === null ? reading.backups : null;
}

/** What is true of a repository after its access was changed. */
function accessWords({ name, readOnly }: Repository): string {
  const { makeWritable, makeReadOnly } = REPOSITORIES.access;
  return (readOnly ? makeWritable : makeReadOnly).done(name);
}

function cleanedWords(name: string, { freedBytes, freedFiles }: RepositoryCleanUp): string {
  if (freedFiles === 0) return REPOSITORIES.cleaning.nothing(name);
  return REPOSITORIES.cleaning.done(name, formatBytes(freedBytes), formatCount(freedFiles));
}
