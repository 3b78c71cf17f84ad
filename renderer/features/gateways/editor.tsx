import type { ReactNode } from 'react';
import type { ConnectionCheck } from '#shared/model/data-store.ts';
import type { ServerCertificate } from '#shared/model/trust.ts';
import { useRequest } from '../../api/hooks.ts';
import { Resumed } from '../../lib/resumed.tsx';
import { GATEWAYS } from '../../strings/gateways.ts';
import { Icon, Side, WizardLayout } from '../../ui/index.ts';
import s from './form.module.css';
import { IdentityFields, type KeptSecrets, ProtectionFields, StoreFields } from './gateway-fields.tsx';
import { InstallationPanel } from './installation/installation-panel.tsx';
import { NodeFields, type NodeFieldsProps } from './node-fields.tsx';
import { TestPanel } from './test-panel.tsx';
import { isSecure, pinned } from './trust.ts';
import type { ConnectionTest } from './use-connection-test.ts';
import type { GatewayForm } from './use-gateway-form.ts';

const text = GATEWAYS.form;
const NONE_KEPT: KeptSecrets = { password: false, apiKey: false, passphrase: false };

export interface EditorProps {
  form: GatewayForm;
  test: ConnectionTest;
  kept?: KeptSecrets;
  nodePasswordKept?: boolean;
  /** The saved gateway whose passphrases are kept. */
  saved?: NodeFieldsProps['saved'];
  /** What the button is called that takes back what an earlier visit typed. */
  takeBack: string;
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
  const trust = (check: ConnectionCheck, { fingerprint }: ServerCertificate): void => {
    const { values, change } = form;
    if (check.id === 'nodes') {
      const servers = values.nodes.filter((node) => isSecure(node.address)).length;
      change({ nodeTrust: pinned(values.nodeTrust, fingerprint, servers) });
    } else {
      const servers = values.addresses.filter(isSecure).length;
      change({ trust: pinned(values.trust, fingerprint, servers) });
    }
  };
  return (
    <WizardLayout
      sideSize="wide"
      side={
        <Side label={GATEWAYS.test.title}>
          <TestPanel test={test} onTest={runTest} onTrust={trust} />
        </Side>
      }
      cancel={props.cancel}
      reason={props.reason}
      next={props.save}
    >
      <div className={s.form}>
        {form.resumed && <Resumed onTakeBack={form.takeBack} text={text.resumed} takeBack={props.takeBack} />}
        {props.message}
        <InstallationPanel form={form} saved={props.saved} />
        <IdentityFields form={form} />
        <StoreFields form={form} kept={props.kept ?? NONE_KEPT} />
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
