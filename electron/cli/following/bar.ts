import type { Operation } from '#shared/model/operation.ts';
import type { Counted } from '#shared/model/primitives.ts';
import { type Follower, isCopying, phaseOf, wordsOf } from './follower.ts';

/** A line at the bottom of a terminal that is drawn over and over. */
export interface Terminal {
  columns(): number;
  /** Puts a text in the place of the one that was drawn before; an empty one takes it away. */
  draw(text: string): void;
}

const WIDTH = 24;
const TICK_MS = 1_000;
/** Numbers that are older than this say so. */
const OLD_MS = 5_000;

/** A bar of what is done, with the time that it has taken. Without a total there is no bar, only the time. */
export function barFollower(terminal: Terminal, out: (line: string) => void): Follower {
  let shown: Operation | null = null;
  let timer: NodeJS.Timeout | null = null;
  const draw = (): void => {
    if (shown?.status === 'running') terminal.draw(barText(shown, Date.now(), terminal.columns()));
  };
  return {
    state: (operation) => {
      shown = operation;
      timer ??= setInterval(draw, TICK_MS).unref();
      draw();
    },
    note: (text) => {
      terminal.draw('');
      out(text);
      draw();
    },
    done: () => {
      if (timer !== null) clearInterval(timer);
      timer = null;
      shown = null;
      terminal.draw('');
    },
  };
}

/** Progress in one line that is no wider than the terminal. */
export function barText(operation: Operation, now: number, columns: number): string {
  const { shards, bytes, readAt } = operation;
  const phase = phaseOf(operation);
  const parts = [
    `${operation.kind.replaceAll('-', ' ')} ${operation.target}`,
    ...(phase === null ? [] : [wordsOf(phase)]),
    ...(phase !== null && isCopying(phase) ? progressParts(shards, bytes) : []),
    clockText(now - operation.startedAt),
    ...(readAt !== null && now - readAt > OLD_MS ? [`as of ${clockText(now - readAt)} ago`] : []),
  ];
  return parts.join('  ').slice(0, Math.max(0, columns - 1));
}

function progressParts(shards: Counted | null, bytes: Counted | null): string[] {
  if (shards === null || shards.total === 0) return [];
  const part = Math.min(1, shards.done / shards.total);
  const full = Math.floor(part * WIDTH);
  return [
    `[${'#'.repeat(full)}${'-'.repeat(WIDTH - full)}] ${Math.floor(part * 100)} %`,
    `${shards.done} of ${shards.total} shards`,
    ...(bytes === null ? [] : [`${mebibytes(bytes.done)} of ${mebibytes(bytes.total)} MiB`]),
  ];
}

const mebibytes = (bytes: number): string => (bytes / 1_048_576).toFixed(1);

function clockText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
