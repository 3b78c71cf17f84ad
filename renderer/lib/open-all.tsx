import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { openIndicesCommand } from '#shared/rules/equivalent-command.ts';
import { useAction, useRequest } from '../api/hooks.ts';
import { COMMON } from '../strings/common.ts';
import { OPEN_ALL } from '../strings/open-all.ts';
import {
  Button,
  type ButtonSize,
  type ButtonVariant,
  ConfirmDialog,
  DefinitionList,
  Mono,
} from '../ui/index.ts';
import { CommandThatDoesTheSame } from './equivalent-command.tsx';
import { ErrorCallout } from './error-callout.tsx';
import s from './open-all.module.css';
import { useUnsettled } from './use-unsettled.ts';

export interface OpenAllProps {
  gatewayId: string;
  variant?: ButtonVariant;
  size?: ButtonSize;
}

/** The way out of indices that were left closed: asks, then opens every closed index of the tenant. */
export function OpenAll({ gatewayId, variant = 'secondary', size = 'md' }: OpenAllProps) {
  const [asking, setAsking] = useState(false);
  const open = useAction('indices.openAll');
  const navigate = useNavigate();
  // A second click may come before the first one has drawn the button anew.
  const sent = useRef(false);
  const gateways = useRequest('gateways.list', {});
  const unsettled = useUnsettled(gatewayId);
  const profile = gateways.data?.find((view) => view.profile.id === gatewayId)?.profile;

  async function confirm(): Promise<void> {
    if (sent.current) return;
    sent.current = true;
    const started = await open.run({ gatewayId });
    sent.current = false;
    if (started === null) return;
    setAsking(false);
    await navigate({
      to: '/g/$gatewayId/activity/$operationId',
      params: { gatewayId, operationId: started.operationId },
    });
  }

  return (
    <>
      <Button
        variant={variant}
        size={size}
        disabledReason={
          profile?.readOnly === true ? OPEN_ALL.readOnly : unsettled ? COMMON.unsettled : undefined
        }
        onClick={() => {
          open.reset();
          setAsking(true);
        }}
      >
        {OPEN_ALL.button}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={OPEN_ALL.title(profile?.tenant ?? '')}
        confirmLabel={OPEN_ALL.confirm}
        cancelLabel={COMMON.actions.cancel}
        busy={open.running}
        onConfirm={() => void confirm()}
        onCancel={() => setAsking(false)}
      >
        <div className={s.text}>
          <DefinitionList
            items={[
              { term: OPEN_ALL.gateway, detail: profile?.name ?? COMMON.empty },
              { term: OPEN_ALL.tenant, detail: <Mono>{profile?.tenant ?? COMMON.empty}</Mono> },
            ]}
          />
          <p>{OPEN_ALL.what}</p>
          <p>{OPEN_ALL.when}</p>
          <p>{OPEN_ALL.incomplete}</p>
          {profile !== undefined && (
            <CommandThatDoesTheSame level={3} command={openIndicesCommand(profile)} />
          )}
          {open.error !== null && <ErrorCallout error={open.error} small />}
        </div>
      </ConfirmDialog>
    </>
  );
}
