import type { ReachKind, SshSignIn } from '#shared/model/reach.ts';
import { COMMON } from '../../strings/common.ts';
import { REACH } from '../../strings/reach.ts';
import { PasswordField, Select, TextField } from '../../ui/index.ts';
import type { NodeValues } from './draft.ts';
import s from './form.module.css';
import { HostCheckPanel } from './host-check.tsx';
import { emptyReach, type ReachErrors, type ReachValues } from './reach-draft.ts';
import type { GatewayForm } from './use-gateway-form.ts';

const KINDS = (['rest', 'scripts', 'ssh', 'by-hand'] as const).map((value) => ({
  value,
  label: REACH.kinds[value],
}));
const SIGN_INS = (['agent', 'key-file'] as const).map((value) => ({ value, label: REACH.signIns[value] }));

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
        <>
          <div className={s.three}>
            <TextField
              label={REACH.host}
              placeholder={REACH.hostPlaceholder}
              mono
              value={reach.host}
              onChange={(host) => put({ host, hostKey: null })}
              {...field('host')}
            />
            <TextField
              label={REACH.port}
              mono
              inputMode="numeric"
              value={reach.port}
              onChange={(port) => put({ port, hostKey: null })}
              {...field('port')}
            />
            <TextField
              label={REACH.user}
              placeholder={REACH.userPlaceholder}
              mono
              value={reach.user}
              onChange={(user) => put({ user })}
              {...field('user')}
            />
          </div>
          <div className={s.three}>
            <Select<SshSignIn['kind']>
              label={REACH.signIn}
              options={SIGN_INS}
              value={reach.signIn}
              onChange={(signIn) => put({ signIn })}
            />
            {reach.signIn === 'key-file' && (
              <>
                <TextField
                  label={REACH.keyFile}
                  placeholder={REACH.keyFilePlaceholder}
                  mono
                  value={reach.keyFile}
                  onChange={(keyFile) => put({ keyFile })}
                  {...field('keyFile')}
                />
                <PasswordField
                  label={REACH.passphrase}
                  value={reach.passphrase}
                  onChange={(passphrase) => put({ passphrase })}
                  showLabel={COMMON.actions.showPassword}
                  hideLabel={COMMON.actions.hidePassword}
                  hint={REACH.passphraseHint}
                  {...(isKept ? { placeholder: REACH.passphraseKept } : {})}
                />
              </>
            )}
          </div>
        </>
      )}
      {(reach.kind === 'scripts' || reach.kind === 'ssh') && (
        <>
          <div className={s.wide}>
            <TextField
              label={REACH.folder}
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
