import { Modal } from '@mantine/core';
import { type ReactNode, useRef } from 'react';
import { Button } from '../buttons/button.tsx';
import s from './dialog.module.css';
import { useEscapeLayer } from './use-escape-layer.ts';
import { useReturnFocus } from './use-return-focus.ts';

export interface DialogProps {
  opened: boolean;
  title: ReactNode;
  onClose: () => void;
  children: ReactNode;
  /** Buttons, at the right end. */
  footer?: ReactNode;
  /** 440, 600 or 800 px. */
  size?: 's' | 'm' | 'l';
}

const widths = { s: 440, m: 600, l: 800 } as const;

/** A modal layer: focus stays inside, Esc closes it, focus goes back where it came from. */
export function Dialog({ opened, title, onClose, children, footer, size = 'm' }: DialogProps) {
  const layer = useRef<HTMLDivElement>(null);
  useEscapeLayer(opened, onClose, 'dialog');
  useReturnFocus(opened, layer);
  return (
    <Modal.Root opened={opened} onClose={onClose} size={widths[size]} closeOnEscape={false} centered>
      <Modal.Overlay />
      <Modal.Content ref={layer}>
        <div className={s.head}>
          <Modal.Title className={s.title ?? ''}>{title}</Modal.Title>
        </div>
        <div className={s.body}>{children}</div>
        {footer !== undefined && <div className={s.foot}>{footer}</div>}
      </Modal.Content>
    </Modal.Root>
  );
}

export interface ConfirmDialogProps {
  opened: boolean;
  /** Names the effect, such as “Delete 3 backups of default”. */
  title: ReactNode;
  /** What happens, to what, and what cannot be undone. */
  children: ReactNode;
  /** The effect as a verb with its object, never “OK”. */
  confirmLabel: string;
  cancelLabel: string;
  tone?: 'neutral' | 'danger';
  onConfirm: () => void;
  onCancel: () => void;
  busy?: boolean;
  disabledReason?: string | undefined;
}

/** Asks once before an effect. Cancel has the focus, so Enter and Esc do no harm. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { opened, title, children, confirmLabel, cancelLabel, tone = 'neutral', onConfirm, onCancel } = props;
  const footer = (
    <>
      <Button autoFocus onClick={onCancel}>
        {cancelLabel}
      </Button>
      <Button
        variant={tone === 'danger' ? 'danger' : 'primary'}
        onClick={onConfirm}
        busy={props.busy ?? false}
        disabledReason={props.disabledReason}
      >
        {confirmLabel}
      </Button>
    </>
  );
  return (
    <Dialog opened={opened} title={title} onClose={onCancel} footer={footer} size="s">
      {children}
    </Dialog>
  );
}
