import { type BrowserWindow, Notification } from 'electron';
import type { Operation } from '#shared/model/operation.ts';
import type { Place } from '#shared/model/place.ts';
import { isFailure } from '#shared/rules/failure.ts';
import { isChange } from '#shared/rules/history.ts';
import { isWorthTelling, type TaskBar, taskBarOf } from './attention.ts';
import { bringToFront } from './lifecycle.ts';
import { SHELL_STRINGS } from './strings.ts';

interface AttentionParts {
  window: () => BrowserWindow | null;
  mayNotify: () => boolean;
  /** Asks the page to go there. */
  show: (place: Place) => void;
}

export interface Attention {
  /** Hears every operation, in every state it goes through. */
  operation: (operation: Operation) => void;
  /** The window is in front: whatever failed is being looked at. */
  seen: () => void;
}

/** Tells people who are looking elsewhere: progress in the task bar, a notification at the end of work. */
export function callAttention({ window, mayNotify, show }: AttentionParts): Attention {
  const running = new Map<string, Operation>();
  const failures = new Set<string>();
  // Without a reference a notification is collected, and with it what a click on it does.
  const shown = new Set<Notification>();

  const draw = (): void => {
    const open = window();
    if (open !== null && !open.isDestroyed())
      drawTaskBar(open, taskBarOf([...running.values()], failures.size));
  };

  const notify = (operation: Operation): void => {
    const { kind, status, gatewayId, gatewayName, target, error, id } = operation;
    if (!mayNotify() || !Notification.isSupported() || status === 'running' || isChange(kind)) return;
    const failed = isFailure(operation);
    const notification = new Notification({
      title: SHELL_STRINGS.ended.title(kind, status),
      body: SHELL_STRINGS.ended.body(gatewayName, target, error?.title ?? ''),
      timeoutType: failed ? 'never' : 'default',
      urgency: failed ? 'critical' : 'normal',
    });
    shown.add(notification);
    notification.on('click', () => {
      shown.delete(notification);
      bringToFront(window());
      show({ page: 'operation', gatewayId, operationId: id });
    });
    notification.on('close', () => shown.delete(notification));
    notification.show();
  };

  return {
    operation: (operation) => {
      if (operation.status === 'running') running.set(operation.id, operation);
      else {
        running.delete(operation.id);
        const open = window();
        const isElsewhere = open === null || open.isDestroyed() || !open.isFocused();
        if (isElsewhere && isFailure(operation)) {
          failures.add(operation.id);
          open?.flashFrame(true);
        }
        if (isElsewhere && isWorthTelling(operation)) notify(operation);
      }
      draw();
    },
    seen: () => {
      if (failures.size > 0) window()?.flashFrame(false);
      failures.clear();
      draw();
    },
  };
}

function drawTaskBar(window: BrowserWindow, bar: TaskBar): void {
  switch (bar.mode) {
    case 'none':
      window.setProgressBar(-1);
      break;
    case 'normal':
      window.setProgressBar(bar.share, { mode: 'normal' });
      break;
    case 'indeterminate':
      window.setProgressBar(2, { mode: 'indeterminate' });
      break;
    case 'error':
      window.setProgressBar(1, { mode: 'error' });
      break;
  }
}
