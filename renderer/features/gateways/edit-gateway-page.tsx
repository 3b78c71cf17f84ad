import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import type { GatewayView } from '#shared/model/gateway.ts';
import { useAction, useRequest } from '../../api/hooks.ts';
import { ErrorCallout } from '../../lib/error-callout.tsx';
import { GATEWAYS } from '../../strings/gateways.ts';
import { Button, EmptyState, PageBody, PageHeader, Skeleton, StateMark } from '../../ui/index.ts';
import { type FormValues, formOf, inputOf } from './draft.ts';
import { Editor } from './editor.tsx';
import { editKey } from './kept-key.ts';
import { useConnectionTest } from './use-connection-test.ts';
import { useGatewayForm } from './use-gateway-form.ts';

const text = GATEWAYS.form;

/** Changes a saved gateway. A test is offered, not demanded: a name can be corrected while the server is down. */
export function EditGatewayPage() {
  const { gatewayId } = useParams({ from: '/gateways/$gatewayId/edit' });
  const list = useRequest('gateways.list', {});
  const view = list.data?.find((one) => one.profile.id === gatewayId);
  if (view !== undefined) return <Edit key={gatewayId} view={view} />;
  return (
    <>
      <PageHeader title={GATEWAYS.title} />
      <PageBody>
        {list.loading && <Skeleton lines={8} label={GATEWAYS.loading} />}
        {list.error !== null && <ErrorCallout error={list.error} />}
        {list.data !== undefined && <EmptyState icon="server" title={text.unknown} />}
      </PageBody>
    </>
  );
}

function blockedBy(values: FormValues, view: GatewayView): string | null {
  const input = inputOf(values);
  if (input === null) return GATEWAYS.reasons.input;
  const before = JSON.stringify(inputOf(formOf(view.profile)));
  return JSON.stringify(input) === before ? GATEWAYS.reasons.unchanged : null;
}

function Edit({ view }: { view: GatewayView }) {
  const { id, name } = view.profile;
  const form = useGatewayForm({
    of: editKey(id),
    values: () => formOf(view.profile),
    madeFor: JSON.stringify(view.profile),
  });
  const test = useConnectionTest(form.input, id);
  const update = useAction('gateways.update');
  const client = useQueryClient();
  const navigate = useNavigate();
  const blocked = blockedBy(form.values, view);

  const save = async (): Promise<void> => {
    if (form.input === null) return;
    if ((await update.run({ gatewayId: id, ...form.input })) === null) return;
    form.forget();
    await client.invalidateQueries();
    await navigate({ to: '/gateways' });
  };

  return (
    <>
      <PageHeader
        title={text.editTitle(name)}
        crumbs={[{ label: GATEWAYS.title, renderLink: (parts) => <Link to="/gateways" {...parts} /> }]}
      />
      <Editor
        form={form}
        test={test}
        kept={{
          password: view.hasDataStorePassword,
          apiKey: view.hasDataStoreApiKey,
          passphrase: view.hasClientKeyPassphrase,
        }}
        nodePasswordKept={view.hasNodePassword}
        saved={{ gatewayId: id, keyPassphraseNodes: view.keyPassphraseNodes ?? [] }}
        message={update.error !== null && <ErrorCallout error={update.error} />}
        takeBack={text.backToSaved}
        cancel={
          <Button renderLink={(parts) => <Link to="/gateways" onClick={form.forget} {...parts} />}>
            {text.cancel}
          </Button>
        }
        reason={blocked !== null && <StateMark tone="wait">{blocked}</StateMark>}
        save={
          <Button
            variant="primary"
            disabledReason={blocked ?? undefined}
            busy={update.running}
            onClick={() => void save()}
          >
            {text.saveButton}
          </Button>
        }
      />
    </>
  );
}
