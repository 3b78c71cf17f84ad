import { isOwnUrl } from '../shell/origin.ts';

/** What is known of the frame that sent a request. */
export interface Sender {
  /** False for contents that the shell did not open itself. */
  windowKnown: boolean;
  /** `null` when the frame is gone or has navigated since. */
  frame: { url: string; isMain: boolean } | null;
}

/** Why a request is not listened to, or `null` when it comes from our own page. */
export function senderRefusal(sender: Sender): string | null {
  if (!sender.windowKnown) return 'not a window of this program';
  if (sender.frame === null) return 'the frame is gone';
  if (!sender.frame.isMain) return 'not the main frame';
  if (!isOwnUrl(sender.frame.url)) return 'not a page of this program';
  return null;
}
