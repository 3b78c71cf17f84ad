import { type IpcMainInvokeEvent, ipcMain } from 'electron';
import type { Logger } from '#core/ports.ts';
import type { Envelope } from '#shared/ipc/envelope.ts';
import { REQUEST_CHANNEL } from '#shared/ipc/names.ts';
import { type Sender, senderRefusal } from './sender.ts';

/** Listens to the pages of our own windows. The one place that knows how requests travel. */
export function listenToRequests(
  parts: { logger: Logger; answer: (name: unknown, input: unknown) => Promise<Envelope<unknown>> },
  isKnownWindow: (webContentsId: number) => boolean,
): void {
  ipcMain.handle(REQUEST_CHANNEL, (event, name: unknown, input: unknown) => {
    const refusal = senderRefusal(senderOf(event, isKnownWindow));
    if (refusal === null) return parts.answer(name, input);
    parts.logger.warn(`a request was refused: ${refusal}`);
    throw new Error('request refused');
  });
}

function senderOf(event: IpcMainInvokeEvent, isKnownWindow: (webContentsId: number) => boolean): Sender {
  const frame = event.senderFrame;
  return {
    windowKnown: isKnownWindow(event.sender.id),
    frame: frame === null ? null : { url: frame.url, isMain: frame.parent === null },
  };
}
