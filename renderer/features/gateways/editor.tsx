import type { ReactNode } from 'react';
import { useRequest } from '../../api/hooks.ts';
import { GATEWAYS } from '../../strings/gateways.ts';
import { Icon, Side, WizardLayout } from '../../ui/index.ts';
import s from './form.module.css';
import { IdentityFields, ProtectionFields, StoreFields } from './gateway-fields.tsx';
import { NodeFields, type NodeFieldsProps } from './node-fields.tsx';
import { TestPanel } from './test-panel.tsx';
import type { ConnectionTest } from './use-connection-test.ts';
import type { GatewayForm } from './use-gateway-form.ts';

const text = GATEWAYS.form;

export interface EditorProps {
  form: GatewayForm;
  test: ConnectionTest;
  storePasswordKept?: boolean;
  nodePasswordKept?: boolean;
  /** The saved gateway whose passphrases are kept. */
  saved?: NodeFieldsProps['saved'];
  /** A failure of saving, above the fields. */
  message?: ReactNode;
  cancel: ReactNode;
  reason?: ReactNode;
  save: ReactNode;
}

/** The form of one gateway with its connection test beside it. */
export function Editor(props: EditorProps) {
  const { form, test } = props;
  const runTest = (): void => {
    form.showAll();
    void test.run();
  };
  return (
    <WizardLayout
      sideSize="wide"
      side={
        <Side label={GATEWAYS.test.title}>
          <TestPanel test={test} onTest={runTest} />
        </Side>
      }
      cancel={props.cancel}
      reason={props.reason}
      next={props.save}
    >
      <div className={s.form}>
        {props.message}
        <IdentityFields form={form} />
        <StoreFields form={form} passwordKept={props.storePasswordKept ?? false} />
        <NodeFields form={form} passwordKept={props.nodePasswordKept ?? false} saved={props.saved} />
        <ProtectionFields form={form} />
        <SecretsNote />
      </div>
    </WizardLayout>
  );
}

/** Where passwords go on this computer. */
function SecretsNote() {
  const info = useRequest('app.info', {});
  if (info.data === undefined) return null;
  const { secretsPersist, secretBackend } = info.data;
  return (
    <p className={s.note}>
      <Icon name={secretsPersist ? 'lock' : 'warn'} size="s" />
      <span>{secretsPersist ? text.persists(secretBackend) : text.session}</span>
    </p>
  );
}
