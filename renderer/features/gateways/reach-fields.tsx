import type { ReachKind } from '#shared/model/reach.ts';
import { REACH } from '../../strings/reach.ts';
import { Select, TextField } from '../../ui/index.ts';
import type { NodeValues } from './draft.ts';
import s from './form.module.css';
import { HostCheckPanel } from './host-check.tsx';
import { emptyReach, type ReachErrors, type ReachValues } from './reach-draft.ts';
import { SshFields } from './ssh-fields.tsx';
import type { GatewayForm } from './use-gateway-form.ts';

const KINDS = (['rest', 'scripts', 'ssh', 'by-hand'] as const).map((value) => ({
  value,
  label: REACH.kinds[value],
}));

export interface ReachFieldsProps {
  form: GatewayForm;
  node: NodeValues;
  place: number;
  /** The saved gateway, for its passphrases. */
  saved?: { gatewayId: string; keyPassphraseNodes: readonly string[] } | undefined;
}

/** How one node is restarted, with the fields of that way. */
export function ReachFields({ form, node, place, saved }: ReachFieldsProps) {
  const reach = node.reach ?? emptyReach(node.address);
  const put = (changes: Partial<ReachValues>): void =>
    form.change({
      nodes: form.values.nodes.map((old) =>
        old.id === node.id ? { ...old, reach: { ...reach, ...changes } } : old,
      ),
    });
  const field = (name: keyof ReachErrors) => ({
    onBlur: () => form.leave(`${name} ${node.id}`),
    error: form.errorOf(`${name} ${node.id}`, (errors) => errors.nodes[place]?.reach?.[name]),
    required: true,
  });
  const isKept = saved?.keyPassphraseNodes.includes(node.id) === true;
  return (
    <div className={s.reach}>
      <Select<ReachKind>
        label={REACH.label(place + 1)}
        options={KINDS}
        value={reach.kind}
        onChange={(kind) => put({ ...(reach.host === '' ? emptyReach(node.address) : {}), kind })}
        hint={REACH.hints[reach.kind]}
      />
      {reach.kind === 'ssh' && (
        <SshFields
          reach={reach}
          put={put}
          field={field}
          passphraseKept={isKept}
          passphraseLost={form.isLost(`node ${node.id}`)}
        />
      )}
      {(reach.kind === 'scripts' || reach.kind === 'ssh') && (
        <>
          <div className={s.wide}>
            <TextField
              label={REACH.folder}
              hint={REACH.folderHint}
              placeholder={REACH.folderPlaceholder}
              mono
              value={reach.folder}
              onChange={(folder) => put({ folder })}
              {...field('folder')}
            />
            <TextField
              label={REACH.instance}
              mono
              value={reach.instance}
              onChange={(instance) => put({ instance })}
              {...field('instance')}
            />
          </div>
          <HostCheckPanel
            place={place}
            reach={reach}
            saved={saved === undefined ? undefined : { gatewayId: saved.gatewayId, nodeId: node.id }}
            onHostKey={(hostKey) => put({ hostKey })}
          />
        </>
      )}
    </div>
  );
}
