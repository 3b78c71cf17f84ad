import { INSTALLATION } from '../../../strings/installation.ts';
import { Button, Row, Segmented, StateMark, TextField } from '../../../ui/index.ts';
import { ConfirmedKey } from '../host-key.tsx';
import { SshFields } from '../ssh-fields.tsx';
import s from './installation.module.css';
import type { Reading, Where } from './use-reading.ts';

const text = INSTALLATION;
const PLACES = (['here', 'ssh'] as const).map((value) => ({ value, label: text.where[value] }));

interface PlaceFieldsProps {
  reading: Reading;
  /** How much was found; `null` before. */
  count: string | null;
  passphraseKept: boolean;
  passphraseLost: boolean;
}

/** Where the installation is: a folder of this computer, or of a host with the way into it. */
export function PlaceFields({ reading, count, passphraseKept, passphraseLost }: PlaceFieldsProps) {
  const { where, ssh, put, read } = reading;
  return (
    <>
      <Row>
        <Segmented<Where>
          label={text.whereLabel}
          segments={PLACES}
          value={where}
          onChange={(next) => put({ where: next })}
        />
      </Row>
      {where === 'ssh' && (
        <>
          <SshFields
            reach={ssh}
            put={(changes) => put({ ssh: changes })}
            field={(name) => ({ onBlur: () => undefined, error: reading.errorOf(name), required: true })}
            passphraseKept={passphraseKept}
            passphraseLost={passphraseLost}
          />
          {ssh.hostKey !== null && (
            <ConfirmedKey hostKey={ssh.hostKey} onForget={() => put({ ssh: { hostKey: null } })} />
          )}
        </>
      )}
      <div className={s.line}>
        <TextField
          label={text.folder}
          hint={text.hint}
          placeholder={text.placeholder}
          icon="folder"
          mono
          value={reading.folder}
          onChange={(folder) => put({ folder })}
          onEnter={() => void read()}
          error={reading.errorOf('folder')}
          aside={count !== null && <StateMark tone="good">{count}</StateMark>}
        />
        {where === 'here' && (
          <Button onClick={() => void reading.choose()} busy={reading.picking}>
            {text.choose}
          </Button>
        )}
        <Button busy={reading.running} onClick={() => void read()}>
          {count === null ? text.read : text.again}
        </Button>
      </div>
    </>
  );
}
