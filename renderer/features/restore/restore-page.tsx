import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { GatewayProfile } from '#shared/model/gateway.ts';
import { useRequest } from '../../api/hooks.ts';
import { useListPlace } from '../../lib/kept.ts';
import { RESTORE } from '../../strings/restore.ts';
import { Mono, PageHeader, Text } from '../../ui/index.ts';
import { EMPTY_DRAFT } from './confirm-rules.ts';
import { ConfirmStep } from './confirm-step.tsx';
import { stopOf } from './plan-state.ts';
import { PlanStep } from './plan-step.tsx';
import type { RestoreStep } from './steps.tsx';
import { type BackupAddress, useRestorePlan } from './use-restore-plan.ts';
import { WhatStep } from './what-step.tsx';

/** Brings a backup back: the plan with the defaults at once, what else could be restored one step back, then the confirmation. */
export function RestorePage() {
  const { gatewayId = '', repository = '', name = '' } = useParams({ strict: false });
  // What was typed to confirm the restore of one backup says nothing about another one.
  return <Restore key={[gatewayId, repository, name].join('/')} backup={{ gatewayId, repository, name }} />;
}

function Restore({ backup }: { backup: BackupAddress }) {
  const { gatewayId, name } = backup;
  const { step } = useSearch({ strict: false });
  const navigate = useNavigate();
  const gateways = useRequest('gateways.list', {});
  const profile = gateways.data?.find((view) => view.profile.id === gatewayId)?.profile ?? null;
  const reading = useRestorePlan(backup, profile);
  const [typed, setTyped] = useState(EMPTY_DRAFT);
  // The plan of a page that was just opened is a new one, whatever step its address names: it is to be read first.
  const [planRead, setPlanRead] = useState(false);
  const list = useListPlace(gatewayId);

  const go = (to: RestoreStep): void =>
    void navigate({ to: '/g/$gatewayId/restore/$repository/$name', params: backup, search: { step: to } });
  const leave = (): void =>
    void navigate({ to: '/g/$gatewayId/backups', params: { gatewayId }, search: list });
  const cancel = (): void => {
    reading.forget();
    leave();
  };
  const confirm = (): void => {
    setPlanRead(true);
    go('confirm');
  };

  const { plan } = reading;
  const confirms =
    step === 'confirm' && planRead && plan !== null && profile !== null && stopOf(plan) === null;
  if (step === 'what' && profile !== null) {
    return (
      <>
        <RestoreHeader gatewayId={gatewayId} name={name} profile={profile} />
        <WhatStep
          backup={backup}
          profile={profile}
          reading={reading}
          onNext={() => go('plan')}
          onBack={leave}
          onCancel={cancel}
        />
      </>
    );
  }
  return (
    <>
      <RestoreHeader gatewayId={gatewayId} name={name} profile={profile} />
      {confirms ? (
        <ConfirmStep
          plan={plan}
          profile={profile}
          reading={reading}
          draft={{ ...typed, reason: reading.reason }}
          onDraft={(draft) => {
            setTyped(draft);
            if (draft.reason !== reading.reason) reading.setReason(draft.reason);
          }}
          onWhat={() => go('what')}
          onBack={() => go('plan')}
          onCancel={cancel}
        />
      ) : (
        <PlanStep
          reading={reading}
          tenant={profile?.tenant ?? null}
          onWhat={() => go('what')}
          onNext={confirm}
          onCancel={cancel}
        />
      )}
    </>
  );
}

interface RestoreHeaderProps {
  gatewayId: string;
  name: string;
  profile: GatewayProfile | null;
}

function RestoreHeader({ gatewayId, name, profile }: RestoreHeaderProps) {
  const list = useListPlace(gatewayId);
  return (
    <PageHeader
      title={RESTORE.title}
      name={name}
      crumbs={[
        {
          label: RESTORE.backups,
          renderLink: (parts) => (
            <Link to="/g/$gatewayId/backups" params={{ gatewayId }} search={list} {...parts} />
          ),
        },
      ]}
      right={
        profile !== null && (
          <Text size="s" tone="secondary" nowrap>
            {RESTORE.into(profile.name)} <Mono>{profile.tenant}</Mono>
          </Text>
        )
      }
    />
  );
}
