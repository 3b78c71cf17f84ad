import { mkdirSync } from 'node:fs';
import path from 'node:path';
// The plain-Node edition: the one for Electron also listens to whatever pages send.
import log from 'electron-log/node';
import type { Logger } from '#core/ports.ts';
import type { Scrubber } from './scrubber.ts';

const LARGEST_BYTES = 2 * 1024 * 1024;

/** The log file of the data folder, at most twice two megabytes, scrubbed before anything is written. */
export function fileLogger(folder: string, scrubber: Pick<Scrubber, 'scrub'>, console: boolean): Logger {
  const logs = path.join(folder, 'logs');
  mkdirSync(logs, { recursive: true, mode: 0o700 });
  log.transports.file.resolvePathFn = () => path.join(logs, 'main.log');
  log.transports.file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' };
  log.transports.file.maxSize = LARGEST_BYTES;
  log.transports.file.format = '{iso} [{level}] {text}';
  log.transports.console.level = console ? 'info' : false;
  const clean = (text: string): string => oneLine(scrubber.scrub(text));
  return {
    info: (text) => log.info(clean(text)),
    warn: (text) => log.warn(clean(text)),
    error: (text) => log.error(clean(text)),
  };
}

// A text of a server must not be able to forge an entry of the log.
function oneLine(text: string): string {
  return text.replaceAll(/[\r\n]+\s*/g, ' | ');
}
