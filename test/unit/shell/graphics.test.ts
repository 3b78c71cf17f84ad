import { EventEmitter } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { App } from 'electron';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { followGraphics, isValid } from '../../../electron/shell/graphics.ts';

const LOGGER = { info: () => undefined, warn: () => undefined, error: () => undefined };
const DAY_MS = 86_400_000;
const NOW = Date.UTC(2026, 10, 27);
let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'graphics-'));
  file = path.join(folder, 'desktop', 'graphics.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A start on a machine; its graphics report what they are given. */
function start(at = NOW) {
  const app = Object.assign(new EventEmitter(), {
    inSoftware: false,
    compositing: '',
    disableHardwareAcceleration: () => void (app.inSoftware = true),
    getGPUFeatureStatus: () => ({ gpu_compositing: app.compositing }),
  });
  followGraphics(app as unknown as App, { file, electron: '45.4.1', logger: LOGGER, now: () => at });
  const report = (compositing: string): void => {
    app.compositing = compositing;
    app.emit('gpu-info-update');
  };
  return { app, report };
}

describe('a machine without graphics', () => {
  it('is told by one start to the next, which tries none', () => {
    const first = start();
    expect(first.app.inSoftware).toBe(false);
    first.report('disabled_software');
    const second = start(NOW + DAY_MS);
    expect(second.app.inSoftware).toBe(true);
  });

  it('is looked at anew after a week, not put off by each start', () => {
    start().report('disabled_software');
    start(NOW + 6 * DAY_MS).report('disabled_software');
    expect(start(NOW + 7 * DAY_MS).app.inSoftware).toBe(false);
  });

  it('is looked at anew by another Electron, and where the clock was wrong', () => {
    const found = { electron: '1.2.3', at: NOW };
    expect(isValid(found, '1.2.3', NOW)).toBe(true);
    expect(isValid(found, '1.2.4', NOW)).toBe(false);
    expect(isValid(found, '1.2.3', NOW - DAY_MS)).toBe(false);
    expect(isValid(null, '1.2.3', NOW)).toBe(false);
  });
});

describe('a machine with graphics', () => {
  it('leaves nothing behind, also when they came late', () => {
    const { report } = start();
    report('disabled_software');
    expect(existsSync(file)).toBe(true);
    report('enabled');
    expect(existsSync(file)).toBe(false);
    expect(start().app.inSoftware).toBe(false);
  });
});

describe('a file that says nothing', () => {
  it.each(['', 'null', '{', '[]', '{"electron":1,"at":"x"}'])('%j counts as none', (text) => {
    start().report('disabled_software');
    writeFileSync(file, text);
    const { app, report } = start();
    expect(app.inSoftware).toBe(false);
    report('disabled_software');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ at: NOW });
  });

  it('that cannot be written is noted and keeps nobody from the program', () => {
    writeFileSync(path.join(folder, 'desktop'), 'a file where the folder should be');
    expect(() => start().report('disabled_software')).not.toThrow();
  });
});
