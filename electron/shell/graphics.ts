import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { App } from 'electron';
import type { Logger } from '#core/ports.ts';

/** What is written of a machine whose graphics draw nothing, as on a server or over a remote desktop. */
interface Finding {
  electron: string;
  at: number;
}

interface Parts {
  file: string;
  /** The version of Electron that runs. */
  electron: string;
  logger: Logger;
  now: () => number;
}

/** Graphics can be had again: a driver, another session. A start a week looks anew. */
const VALID_MS = 7 * 24 * 3_600_000;

/**
 * Where there are no graphics to draw with, Chromium tries them at each start, one process after another, and the page
 * waits meanwhile. What one start found out spares the next ones the attempts. Before the app is ready.
 */
export function followGraphics(app: App, { file, electron, logger, now }: Parts): void {
  if (isValid(readFinding(file), electron, now())) {
    app.disableHardwareAcceleration();
    return;
  }
  let noted: boolean | undefined;
  app.on('gpu-info-update', () => {
    const without = !app.getGPUFeatureStatus().gpu_compositing.startsWith('enabled');
    if (without === noted) return;
    noted = without;
    try {
      note(file, without ? { electron, at: now() } : null);
      if (without) logger.info('no graphics to draw with: the next starts draw without');
    } catch (thrown) {
      logger.warn(`graphics: ${String(thrown)}`);
    }
  });
}

/** What is in the file; null if there is none or it is not understood. */
export function readFinding(file: string): Finding | null {
  try {
    const found: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof found !== 'object' || found === null) return null;
    const { electron, at } = found as Record<string, unknown>;
    return typeof electron === 'string' && typeof at === 'number' ? { electron, at } : null;
  } catch {
    return null;
  }
}

/** Of the same Electron, a week long; one from the future is of a clock that was wrong. */
export function isValid(finding: Finding | null, electron: string, now: number): boolean {
  return (
    finding !== null && finding.electron === electron && finding.at <= now && now - finding.at < VALID_MS
  );
}

function note(file: string, finding: Finding | null): void {
  if (finding === null) {
    rmSync(file, { force: true });
    return;
  }
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, JSON.stringify(finding), { mode: 0o600 });
}
