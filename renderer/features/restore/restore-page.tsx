import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { GatewayProfile } from '#shared/model/gateway.ts';
import { useRequest } from '../../api/hooks.ts';
import { RESTORE } from '../../strings/restore.ts';
import { Mono, PageHeader, Text } from '../../ui/index.ts';
import { EMPTY_DRAFT } from './confirm-rules.ts';
import { ConfirmStep } from './confirm-step.tsx';
import { stopOf } from './plan-state.ts';
import { PlanStep } from './plan-step.tsx';
import type { RestoreStep } from './steps.tsx';
import { useRestorePlan } from './use-restore-plan.ts';
import { WhatStep } from './what-step.tsx';

/** Brings a backup back: the plan with the defaults at once, what else could be restored one step back, then the confirmation. */
export function RestorePage() {
  const { gatewayId = '', repository = '', name = '' } = useParams({ strict: false });
  const { step } = useSearch({ strict: false });
  const navigate = useNavigate();
  const gateways = useRequest('gateways.list', {});
  const profile = gateways.data?.find((view) => view.profile.id === gatewayId)?.profile ?? null;
  const reading = useRestorePlan({ gatewayId, repository, name });
  const [draft, setDraft] = useState(EMPTY_DRAFT);

  const go = (to: RestoreStep): void =>
    void navigate({
      to: '/g/$gatewayId/restore/$repository/$name',
      params: { gatewayId, repository, name },
      search: { step: to },
    });
  const leave = (): void => void navigate({ to: '/g/$gatewayId/backups', params: { gatewayId } });

  const { plan } = reading;
  // An address with the last step in it opens the plan as long as the plan may not be carried out.
  const confirms = step === 'confirm' && plan !== null && profile !== null && stopOf(plan) === null;
  if (step === 'what' && profile !== null) {
    return (
      <>
        <RestoreHeader gatewayId={gatewayId} name={name} profile={profile} />
        <WhatStep
          backup={{ gatewayId, repository, name }}
          profile={profile}
          reading={reading}
          onNext={() => go('plan')}
          onCancel={leave}
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
          draft={draft}
          onDraft={setDraft}
          onWhat={() => go('what')}
          onBack={() => go('plan')}
          onCancel={leave}
        />
      ) : (
        <PlanStep
          reading={reading}
          tenant={profile?.tenant ?? null}
          onWhat={() => go('what')}
          onNext={() => go('confirm')}
          onCancel={leave}
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
  return (
    <PageHeader
      title={RESTORE.title}
      name={name}
      crumbs={[
        {
          label: RESTORE.backups,
          renderLink: (parts) => <Link to="/g/$gatewayId/backups" params={{ gatewayId }} {...parts} />,
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
