import { type BrowserWindow, dialog } from 'electron';
import type { Operation } from '#shared/model/operation.ts';
import { SHELL_STRINGS } from './strings.ts';

/** Resolves with true when the window may close although work runs. Staying is the default. */
export async function mayClose(
  window: BrowserWindow,
  running: readonly Pick<Operation, 'gatewayName' | 'target'>[],
): Promise<boolean> {
  const { close } = SHELL_STRINGS;
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    title: close.title,
    message: close.running(running.length),
    detail: close.detail(running.map(({ gatewayName, target }) => `${gatewayName}: ${target}`)),
    buttons: [close.stay, close.close],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return response === 1;
}
