import { SignIn } from '#shared/model/gateway.ts';
import { COMMON } from '../../strings/common.ts';
import { GATEWAY_TRUST } from '../../strings/gateway-trust.ts';
import { GATEWAYS } from '../../strings/gateways.ts';
import { PasswordField, Segmented, TextField } from '../../ui/index.ts';
import s from './form.module.css';
import type { GatewayForm } from './use-gateway-form.ts';

const text = GATEWAYS.form;
const kinds = SignIn.options.map((value) => ({ value, label: GATEWAY_TRUST.signInKinds[value] }));
const secret = { showLabel: COMMON.actions.showPassword, hideLabel: COMMON.actions.hidePassword };

export interface SignInFieldsProps {
  form: GatewayForm;
  passwordKept: boolean;
  apiKeyKept: boolean;
}

/** As whom the data store is asked. */
export function SignInFields({ form, passwordKept, apiKeyKept }: SignInFieldsProps) {
  const { values, change, leave, errorOf } = form;
  return (
    <>
      <div className={s.choice}>
        <span className={s.choiceLabel}>{GATEWAY_TRUST.signIn}</span>
        <Segmented<SignIn>
          label={GATEWAY_TRUST.signIn}
          segments={kinds}
          value={values.signIn}
          onChange={(signIn) => change({ signIn })}
        />
      </div>
      {values.signIn === 'password' && (
        <div className={s.two}>
          <TextField
            label={text.username}
            mono
            value={values.username}
            onChange={(username) => change({ username })}
            onBlur={() => leave('username')}
            error={errorOf('username', (errors) => errors.username)}
            required
          />
          <PasswordField
            label={text.password}
            value={values.password}
            onChange={(password) => change({ password })}
            {...secret}
            {...passwordHint(values.passwordFound !== null, passwordKept)}
            hint={form.isLost('password') ? text.lost : undefined}
          />
        </div>
      )}
      {values.signIn === 'api-key' && (
        <PasswordField
          label={GATEWAY_TRUST.apiKey}
          value={values.apiKey}
          onChange={(apiKey) => change({ apiKey })}
          hint={form.isLost('apiKey') ? text.lost : GATEWAY_TRUST.apiKeyHint}
          {...secret}
          {...(apiKeyKept ? { placeholder: text.passwordKept } : {})}
        />
      )}
    </>
  );
}

function passwordHint(found: boolean, kept: boolean): { placeholder?: string } {
  if (found) return { placeholder: text.passwordFound };
  return kept ? { placeholder: text.passwordKept } : {};
}
