import type { Trust } from '#shared/model/trust.ts';
import { PathField } from '../../lib/path-field.tsx';
import { COMMON } from '../../strings/common.ts';
import { GATEWAY_TRUST } from '../../strings/gateway-trust.ts';
import { GATEWAYS } from '../../strings/gateways.ts';
import { PasswordField, Segmented, Switch, TextArea } from '../../ui/index.ts';
import s from './form.module.css';
import type { ClientValues, TrustValues } from './trust.ts';
import type { GatewayForm } from './use-gateway-form.ts';

const text = GATEWAY_TRUST;
const kinds = (['system', 'ca', 'pin'] as const).map((value) => ({ value, label: text.kinds[value] }));

interface TrustFieldsProps {
  texts: (typeof GATEWAY_TRUST)['store' | 'nodes'];
  values: TrustValues;
  onChange: (values: TrustValues) => void;
  onBlur: () => void;
  error: string | undefined;
}

/** Whom to believe at https addresses. */
export function TrustFields({ texts, values, onChange, onBlur, error }: TrustFieldsProps) {
  const put = (changes: Partial<TrustValues>): void => onChange({ ...values, ...changes });
  return (
    <>
      <div className={s.choice}>
        <span className={s.choiceLabel}>{texts.title}</span>
        <Segmented<Trust['kind']>
          label={texts.title}
          segments={kinds}
          value={values.kind}
          onChange={(kind) => put({ kind })}
        />
        {values.kind === 'system' && <span className={s.hint}>{text.systemHint}</span>}
      </div>
      {values.kind === 'ca' && (
        <div className={s.two}>
          <PathField
            kind="authority"
            label={texts.file}
            placeholder={text.filePlaceholder}
            value={values.file}
            onChange={(file) => put({ file })}
            onBlur={onBlur}
            error={error}
            hint={text.fileHint}
            required
          />
          <Switch
            label={texts.checkHost}
            description={text.checkHostHint}
            checked={values.checkHost}
            onChange={(checkHost) => put({ checkHost })}
          />
        </div>
      )}
      {values.kind === 'pin' && (
        <TextArea
          label={texts.fingerprints}
          mono
          rows={2}
          value={values.fingerprints}
          onChange={(fingerprints) => put({ fingerprints })}
          error={error}
          hint={text.fingerprintsHint}
          required
        />
      )}
    </>
  );
}

/** The certificate by which this computer shows who it is. */
export function ClientFields({ form, passphraseKept }: { form: GatewayForm; passphraseKept: boolean }) {
  const { client } = form.values;
  const put = (changes: Partial<ClientValues>): void => form.change({ client: { ...client, ...changes } });
  return (
    <>
      <Switch
        label={text.client}
        description={text.clientHint}
        checked={client.used}
        onChange={(used) => put({ used })}
      />
      {client.used && (
        <div className={s.three}>
          <PathField
            kind="certificate"
            label={text.clientFile}
            value={client.certificate}
            onChange={(certificate) => put({ certificate })}
            onBlur={() => form.leave('client certificate')}
            error={form.errorOf('client certificate', (errors) => errors.clientCertificate)}
            required
          />
          <PathField
            kind="certificate-key"
            label={text.clientKey}
            value={client.key}
            onChange={(key) => put({ key })}
            onBlur={() => form.leave('client key')}
            error={form.errorOf('client key', (errors) => errors.clientKey)}
            required
          />
          <PasswordField
            label={text.clientPassphrase}
            value={client.passphrase}
            onChange={(passphrase) => put({ passphrase })}
            showLabel={COMMON.actions.showPassword}
            hideLabel={COMMON.actions.hidePassword}
            hint={form.isLost('clientPassphrase') ? GATEWAYS.form.lost : undefined}
            {...(passphraseKept ? { placeholder: GATEWAYS.form.passwordKept } : {})}
          />
        </div>
      )}
    </>
  );
}
