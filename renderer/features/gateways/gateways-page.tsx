import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { GatewayProfile, GatewayView } from '#shared/model/gateway.ts';
import { useRequest } from '../../api/hooks.ts';
import { formatCount } from '../../lib/format.ts';
import { forgetKept } from '../../lib/kept.ts';
import { ReadingError } from '../../lib/reading-error.tsx';
import { GATEWAYS } from '../../strings/gateways.ts';
import {
  Button,
  type Column,
  DataTable,
  EmptyState,
  IconButton,
  MiddleCut,
  PageFill,
  PageHeader,
} from '../../ui/index.ts';
import { GatewayHealth } from './gateway-health.tsx';
import s from './gateways.module.css';
import { editKey } from './kept-key.ts';
import { RemoveDialog } from './remove-dialog.tsx';

const text = GATEWAYS.list;

const addButton = (
  <Button variant="primary" icon="plus" renderLink={(parts) => <Link to="/gateways/add" {...parts} />}>
    {GATEWAYS.add}
  </Button>
);

/** Every saved gateway with the health of its data store. */
export function GatewaysPage() {
  const list = useRequest('gateways.list', {});
  const [removing, setRemoving] = useState<GatewayProfile | null>(null);
  const client = useQueryClient();
  const views = list.data ?? [];
  const empty = list.data !== undefined && views.length === 0;
  return (
    <>
      <PageHeader
        title={GATEWAYS.title}
        note={views.length > 0 ? GATEWAYS.count(formatCount(views.length)) : undefined}
        right={empty ? undefined : addButton}
      />
      <PageFill>
        {list.error !== null && (
          <div className={s.message}>
            <ReadingError reading={list} />
          </div>
        )}
        {empty && (
          <EmptyState
            icon="server"
            title={GATEWAYS.none.title}
            text={GATEWAYS.none.text}
            action={addButton}
          />
        )}
        {/* Without a list an empty table would look as if there were none. */}
        {!empty && (views.length > 0 || list.error === null) && (
          <GatewayTable views={views} loading={list.loading} onRemove={setRemoving} />
        )}
      </PageFill>
      {removing !== null && (
        <RemoveDialog
          profile={removing}
          onCancel={() => setRemoving(null)}
          onDone={() => {
            setRemoving(null);
            forgetKept(client, editKey(removing.id));
            void client.invalidateQueries({ queryKey: ['gateways.list'] });
          }}
        />
      )}
    </>
  );
}

interface TableProps {
  views: readonly GatewayView[];
  loading: boolean;
  onRemove: (profile: GatewayProfile) => void;
}

function GatewayTable({ views, loading, onRemove }: TableProps) {
  const navigate = useNavigate();
  const open = ({ profile }: GatewayView): void =>
    void navigate({ to: '/g/$gatewayId/overview', params: { gatewayId: profile.id } });
  return (
    <DataTable
      fill
      density="tall"
      label={text.label}
      columns={columnsOf(
        onRemove,
        (gatewayId) => void navigate({ to: '/gateways/$gatewayId/edit', params: { gatewayId } }),
      )}
      rows={views}
      rowKey={({ profile }) => profile.id}
      onSelect={open}
      onRowActivate={open}
      loading={loading}
      loadingLabel={GATEWAYS.loading}
    />
  );
}

function columnsOf(
  onRemove: (profile: GatewayProfile) => void,
  onEdit: (gatewayId: string) => void,
): Column<GatewayView>[] {
  return [
    {
      key: 'name',
      header: text.name,
      width: 220,
      render: ({ profile }) => (
        <>
          <Link to="/g/$gatewayId/overview" params={{ gatewayId: profile.id }} className={s.name ?? ''}>
            {profile.name}
          </Link>
          {profile.readOnly && <div className={s.second}>{text.readOnly}</div>}
        </>
      ),
    },
    {
      key: 'tenant',
      header: text.tenant,
      width: 140,
      render: ({ profile }) => <MiddleCut small text={profile.tenant} />,
    },
    { key: 'release', header: text.release, width: 90, render: ({ profile }) => profile.release },
    {
      key: 'store',
      header: text.store,
      render: ({ profile: { dataStore } }) => (
        <>
          <MiddleCut small text={dataStore.addresses[0] ?? ''} />
          {dataStore.addresses.length > 1 && (
            <div className={s.second}>{text.more(dataStore.addresses.length - 1)}</div>
          )}
        </>
      ),
    },
    {
      key: 'nodes',
      header: text.nodes,
      width: 80,
      align: 'right',
      hideWhenNarrow: true,
      render: ({ profile }) => formatCount(profile.nodes.length),
    },
    {
      key: 'health',
      header: text.health,
      width: 140,
      render: ({ profile }) => <GatewayHealth gatewayId={profile.id} />,
    },
    {
      key: 'actions',
      header: '',
      headerLabel: text.actions,
      width: 96,
      align: 'right',
      pinned: true,
      render: ({ profile }) => (
        // A click on a button is no click on the row.
        <span className={s.actions} onClick={(event) => event.stopPropagation()}>
          <IconButton
            icon="pencil"
            size="sm"
            variant="quiet"
            label={text.edit(profile.name)}
            onClick={() => onEdit(profile.id)}
          />
          <IconButton
            icon="trash"
            size="sm"
            variant="quiet"
            label={text.remove(profile.name)}
            onClick={() => onRemove(profile)}
          />
        </span>
      ),
    },
  ];
}
