import { readFileSync } from 'node:fs';
import path from 'node:path';
import { REPOSITORY } from '#lab/electron/runtime.ts';
import type { RecordedReply } from './recorder.ts';

/** What a real 7.13.0 answered; made anew by `npx tsx test/lab/bin/record-replies.ts`. */
export const RECORDED_FILE = 'test/lab/replay/replies-7.13.0.json';
/** The repository whose backups were recorded, and one that its server could not read. */
export const RECORDED = 'local';
export const DEAD = 'archive';

export function recordedReplies(): RecordedReply[] {
  return JSON.parse(readFileSync(path.join(REPOSITORY, RECORDED_FILE), 'utf8')) as RecordedReply[];
}
