import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useAction } from '../../api/hooks.ts';
import { ErrorCallout } from '../../lib/error-callout.tsx';
import { GATEWAY_TRUST } from '../../strings/gateway-trust.ts';
import { GATEWAYS } from '../../strings/gateways.ts';
import { Button, PageHeader, StateMark, Text } from '../../ui/index.ts';
import { emptyForm } from './draft.ts';
import { Editor } from './editor.tsx';
import { ADD_KEY } from './kept-key.ts';
import { isToDecide } from './test-panel.tsx';
import type { ConnectionTest } from './use-connection-test.ts';
import { useConnectionTest } from './use-connection-test.ts';
import type { GatewayForm } from './use-gateway-form.ts';
import { useGatewayForm } from './use-gateway-form.ts';

const text = GATEWAYS.form;
const reasons = GATEWAYS.reasons;

/** Why the gateway cannot be added yet; `null` when it can. */
export function blockedBy(
  form: Pick<GatewayForm, 'input'>,
  test: Pick<ConnectionTest, 'running' | 'passed' | 'stale' | 'report'>,
): string | null {
  if (form.input === null) return reasons.input;
  if (test.running) return reasons.testing;
  if (test.passed) return null;
  if (test.report === null) return reasons.untested;
  if (test.stale) return reasons.changed;
  return isToDecide(test.report) ? GATEWAY_TRUST.offer.reason : reasons.failed;
}

/** A gateway is added by address, and only after a test of exactly this input found no failure. */
export function AddGatewayPage() {
  const form = useGatewayForm({ of: ADD_KEY, values: emptyForm });
  const test = useConnectionTest(form.input);
  const add = useAction('gateways.add');
  const client = useQueryClient();
  const navigate = useNavigate();
  const blocked = blockedBy(form, test);

  const save = async (): Promise<void> => {
    if (form.input === null) return;
    const view = await add.run(form.input);
    if (view === null) return;
    form.forget();
    await client.invalidateQueries({ queryKey: ['gateways.list'] });
    await navigate({ to: '/g/$gatewayId/overview', params: { gatewayId: view.profile.id } });
  };

  return (
    <>
      <PageHeader
        title={text.addTitle}
        right={
          <Text size="s" tone="secondary">
            {text.note}
          </Text>
        }
      />
      <Editor
        form={form}
        test={test}
        message={add.error !== null && <ErrorCallout error={add.error} />}
        takeBack={text.startOver}
        cancel={
          <Button renderLink={(parts) => <Link to="/gateways" onClick={form.forget} {...parts} />}>
            {text.cancel}
          </Button>
        }
        reason={blocked !== null && <StateMark tone="warn">{blocked}</StateMark>}
        save={
          <Button
            variant="primary"
            disabledReason={blocked ?? undefined}
            busy={add.running}
            onClick={() => void save()}
          >
            {text.addButton}
          </Button>
        }
      />
    </>
  );
}
