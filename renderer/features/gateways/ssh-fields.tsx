import type { SshSignIn } from '#shared/model/reach.ts';
import { PathField } from '../../lib/path-field.tsx';
import { COMMON } from '../../strings/common.ts';
import { GATEWAYS } from '../../strings/gateways.ts';
import { REACH } from '../../strings/reach.ts';
import { PasswordField, Select, TextField } from '../../ui/index.ts';
import s from './form.module.css';
import type { ReachErrors, ReachValues } from './reach-draft.ts';

const SIGN_INS = (['agent', 'key-file'] as const).map((value) => ({ value, label: REACH.signIns[value] }));

interface SshFieldsProps {
  reach: ReachValues;
  put: (changes: Partial<ReachValues>) => void;
  /** What a field needs beside its value. */
  field: (name: keyof ReachErrors) => { onBlur: () => void; error: string | undefined; required: boolean };
  passphraseKept: boolean;
  /** The passphrase was typed on an earlier visit of the page and is to be typed again. */
  passphraseLost: boolean;
}

/** A host, and who signs in there. */
export function SshFields({ reach, put, field, passphraseKept, passphraseLost }: SshFieldsProps) {
  return (
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
      <div className={s.signIn}>
        <Select<SshSignIn['kind']>
          label={REACH.signIn}
          options={SIGN_INS}
          value={reach.signIn}
          onChange={(signIn) => put({ signIn })}
        />
        {reach.signIn === 'key-file' && (
          <>
            <PathField
              kind="ssh-key"
              label={REACH.keyFile}
              placeholder={REACH.keyFilePlaceholder}
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
              hint={passphraseLost ? GATEWAYS.form.lost : REACH.passphraseHint}
              {...(passphraseKept ? { placeholder: REACH.passphraseKept } : {})}
            />
          </>
        )}
      </div>
    </>
  );
}
