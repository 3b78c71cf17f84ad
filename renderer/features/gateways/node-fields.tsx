import { COMMON } from '../../strings/common.ts';
import { GATEWAY_TRUST } from '../../strings/gateway-trust.ts';
import { GATEWAYS } from '../../strings/gateways.ts';
import { Button, IconButton, Panel, PasswordField, TextField } from '../../ui/index.ts';
import { emptyNode, type NodeValues, nodesAreSecure, nodesFromAddresses } from './draft.ts';
import s from './form.module.css';
import { ReachFields, type ReachFieldsProps } from './reach-fields.tsx';
import { TrustFields } from './trust-fields.tsx';
import type { GatewayForm } from './use-gateway-form.ts';

const text = GATEWAYS.form;

export interface NodeFieldsProps {
  form: GatewayForm;
  passwordKept: boolean;
  saved?: ReachFieldsProps['saved'];
}

/** The nodes of the gateway, on their administration ports, and who signs in there. */
export function NodeFields({ form, passwordKept, saved }: NodeFieldsProps) {
  const { values, change } = form;
  const suggested = values.nodes.length === 0 ? nodesFromAddresses(values.addresses) : [];
  return (
    <Panel title={text.sections.nodes}>
      <div className={s.stack}>
        <p className={s.hint}>{text.nodesHint}</p>
        {values.nodes.map((node, place) => (
          <div key={node.id} className={s.nodeBox}>
            <NodeRow form={form} node={node} place={place} />
            <ReachFields form={form} node={node} place={place} saved={saved} />
          </div>
        ))}
        <div className={s.line}>
          <Button size="sm" icon="plus" onClick={() => change({ nodes: [...values.nodes, emptyNode()] })}>
            {text.addNode}
          </Button>
          {suggested.length > 0 && (
            <Button size="sm" variant="subtle" onClick={() => change({ nodes: suggested })}>
              {text.fromAddresses}
            </Button>
          )}
        </div>
        {values.nodes.length > 0 && (
          <div className={s.two}>
            <TextField
              label={text.nodeUsername}
              mono
              value={values.nodeUsername}
              onChange={(nodeUsername) => change({ nodeUsername })}
            />
            <PasswordField
              label={text.nodePassword}
              value={values.nodePassword}
              onChange={(nodePassword) => change({ nodePassword })}
              showLabel={COMMON.actions.showPassword}
              hideLabel={COMMON.actions.hidePassword}
              hint={form.isLost('nodePassword') ? text.lost : undefined}
              {...(passwordKept ? { placeholder: text.passwordKept } : {})}
            />
          </div>
        )}
        {nodesAreSecure(values) && (
          <TrustFields
            texts={GATEWAY_TRUST.nodes}
            values={values.nodeTrust}
            onChange={(nodeTrust) => change({ nodeTrust })}
            onBlur={() => form.leave('node trust')}
            error={form.errorOf('node trust', (errors) => errors.nodeTrust)}
          />
        )}
      </div>
    </Panel>
  );
}

function NodeRow({ form, node, place }: { form: GatewayForm; node: NodeValues; place: number }) {
  const { values, change, leave, errorOf } = form;
  const put = (changes: Partial<NodeValues>): void =>
    change({ nodes: values.nodes.map((old) => (old.id === node.id ? { ...old, ...changes } : old)) });
  return (
    <div className={s.node}>
      <TextField
        label={text.nodeNameN(place + 1)}
        placeholder={text.nodeNamePlaceholder}
        value={node.name}
        onChange={(name) => put({ name })}
        onBlur={() => leave(`node name ${node.id}`)}
        error={errorOf(`node name ${node.id}`, (errors) => errors.nodes[place]?.name)}
        required
      />
      <TextField
        label={text.nodeAddressN(place + 1)}
        placeholder={text.nodeAddressPlaceholder}
        mono
        inputMode="url"
        value={node.address}
        onChange={(address) => put({ address })}
        onBlur={() => leave(`node address ${node.id}`)}
        error={errorOf(`node address ${node.id}`, (errors) => errors.nodes[place]?.address)}
        required
      />
      <IconButton
        icon="trash"
        variant="quiet"
        label={text.removeNode(place + 1)}
        onClick={() => change({ nodes: values.nodes.filter((old) => old.id !== node.id) })}
      />
    </div>
  );
}
