import { APP } from '../../strings/app.ts';
import { COMMON } from '../../strings/common.ts';
import { Button, Dialog, KeyHint } from '../../ui/index.ts';
import s from './layout.module.css';

/** The keys of the program. */
export function HelpDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Dialog
      opened={opened}
      title={APP.help.title}
      onClose={onClose}
      size="s"
      footer={
        <Button autoFocus onClick={onClose}>
          {COMMON.actions.close}
        </Button>
      }
    >
      <dl className={s.keys}>
        {APP.help.keys.map(([key, effect]) => (
          <div className={s.key} key={key}>
            <dt>
              <KeyHint>{key}</KeyHint>
            </dt>
            <dd>{effect}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
