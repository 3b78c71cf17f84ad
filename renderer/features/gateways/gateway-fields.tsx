import { GATEWAY_RELEASES, type GatewayRelease } from '#shared/model/gateway.ts';
import { GATEWAY_TRUST } from '../../strings/gateway-trust.ts';
import { GATEWAYS } from '../../strings/gateways.ts';
import { Button, IconButton, Panel, Select, Switch, TextField } from '../../ui/index.ts';
import { storeIsSecure } from './draft.ts';
import s from './form.module.css';
import { SignInFields } from './sign-in-fields.tsx';
import { ClientFields, TrustFields } from './trust-fields.tsx';
import type { GatewayForm } from './use-gateway-form.ts';

const text = GATEWAYS.form;
const releases = [...GATEWAY_RELEASES]
  .reverse()
  .map((value) => ({ value, label: text.releaseOption(value) }));

/** Secrets of the data store that are in the vault already. */
export interface KeptSecrets {
  password: boolean;
  apiKey: boolean;
  passphrase: boolean;
}

interface FieldsProps {
  form: GatewayForm;
}

/** What the gateway is called here, and which one it is. */
export function IdentityFields({ form }: FieldsProps) {
  const { values, change, leave, errorOf } = form;
  return (
    <Panel title={text.sections.gateway}>
      <div className={s.three}>
        <TextField
          label={text.name}
          placeholder={text.namePlaceholder}
          value={values.name}
          onChange={(name) => change({ name })}
          onBlur={() => leave('name')}
          error={errorOf('name', (errors) => errors.name)}
          hint={text.nameHint}
          required
        />
        <TextField
          label={text.tenant}
          mono
          value={values.tenant}
          onChange={(tenant) => change({ tenant })}
          onBlur={() => leave('tenant')}
          error={errorOf('tenant', (errors) => errors.tenant)}
          hint={text.tenantHint}
          required
        />
        <Select<GatewayRelease>
          label={text.release}
          options={releases}
          value={GATEWAY_RELEASES.find((release) => release === values.release) ?? null}
          onChange={(release) => change({ release })}
          placeholder={text.releasePlaceholder}
          error={errorOf('release', (errors) => errors.release)}
          required
        />
      </div>
    </Panel>
  );
}

/** Addresses of the data store, and who signs in there. */
export function StoreFields({ form, kept }: FieldsProps & { kept: KeptSecrets }) {
  const { values, change, leave, errorOf } = form;
  const many = values.addresses.length > 1;
  const put = (place: number, address: string): void =>
    change({ addresses: values.addresses.map((old, other) => (other === place ? address : old)) });
  return (
    <Panel title={text.sections.store}>
      <div className={s.stack}>
        {values.addresses.map((address, place) => (
          // The place is the identity: nothing but the order tells two addresses being typed apart.
          <div className={s.entry} key={place}>
            <TextField
              label={many ? text.addressN(place + 1) : text.address}
              placeholder={text.addressPlaceholder}
              mono
              inputMode="url"
              value={address}
              onChange={(value) => put(place, value)}
              onBlur={() => leave(`address ${place}`)}
              error={errorOf(`address ${place}`, (errors) => errors.addresses[place])}
              required
            />
            {many && (
              <IconButton
                icon="trash"
                variant="quiet"
                label={text.removeAddress(place + 1)}
                onClick={() => change({ addresses: values.addresses.filter((_, other) => other !== place) })}
              />
            )}
          </div>
        ))}
        <div className={s.line}>
          <Button size="sm" icon="plus" onClick={() => change({ addresses: [...values.addresses, ''] })}>
            {text.addAddress}
          </Button>
          <span className={s.hint}>{text.addressHint}</span>
        </div>
        <SignInFields form={form} passwordKept={kept.password} apiKeyKept={kept.apiKey} />
        {storeIsSecure(values) && (
          <>
            <TrustFields
              texts={GATEWAY_TRUST.store}
              values={values.trust}
              onChange={(trust) => change({ trust })}
              onBlur={() => leave('trust')}
              error={errorOf('trust', (errors) => errors.trust)}
            />
            <ClientFields form={form} passphraseKept={kept.passphrase} />
          </>
        )}
      </div>
    </Panel>
  );
}

/** Who changes what: the autostart of the data store and the guard against changes. */
export function ProtectionFields({ form }: FieldsProps) {
  const { values, change } = form;
  return (
    <Panel title={text.sections.protection}>
      <div className={s.stack}>
        <Switch
          label={text.autostart}
          description={text.autostartHint}
          checked={values.autostart}
          onChange={(autostart) => change({ autostart })}
        />
        <Switch
          label={text.readOnly}
          description={text.readOnlyHint}
          checked={values.readOnly}
          onChange={(readOnly) => change({ readOnly })}
        />
      </div>
    </Panel>
  );
}
