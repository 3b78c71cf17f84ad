import { Link } from '@tanstack/react-router';
import { APP } from '../../strings/app.ts';
import { COMMON } from '../../strings/common.ts';
import { HELP } from '../../strings/help.ts';
import { Button, Dialog, Grow, KeyHint, LinkButton } from '../../ui/index.ts';
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
        <>
          <LinkButton
            renderLink={(parts) => (
              <Link to="/help/$page" params={{ page: 'keyboard' }} onClick={onClose} {...parts} />
            )}
          >
            {HELP.keys}
          </LinkButton>
          <Grow />
          <Button autoFocus onClick={onClose}>
            {COMMON.actions.close}
          </Button>
        </>
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
