import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import { runCommand } from './run-command.ts';

let folder: string;
let engine: Record<string, Record<string, unknown> | (() => unknown)>;
const PROFILE = { id: 'g', name: 'Production', createdAt: 1 };
const answers = (value: unknown) => () => Promise.resolve(value);

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'gateway-vault-doctor-'));
  const check = {
    id: 'version',
    state: 'passed',
    title: 'Elasticsearch 7.13.0',
    detail: 'green',
    error: null,
  };
  engine = {
    notices: () => [],
    gateways: {
      list: answers([{ profile: PROFILE }]),
      test: answers({ checks: [check], tookMs: 1, usable: true }),
    },
    repositories: {
      list: answers({ repositories: [{ name: 'default', type: 'fs' }], allowedFolders: ['/backups'] }),
      verify: answers({ repository: 'default', ok: true, nodes: [], error: null }),
    },
    setup: { check: answers({ steps: [], problems: [], ready: true, readAt: 1 }) },
    journals: { list: answers([]) },
    restarts: { pending: answers(null) },
  };
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const doctor = (gateway: () => Promise<unknown> = answers(PROFILE), inFolder = folder) =>
  runCommand({ engine, folder: inFolder, gateway }, PROFILE, ['doctor']);

describe('doctor', () => {
  it('finds nothing in the way where nothing is, and leaves no file', async () => {
    const { code, json, lines } = await doctor();
    expect([code, (json as { ok: boolean }).ok]).toEqual([0, true]);
    expect(lines).toContain('passed   Set-up: Nothing is open');
  });

  it.each<[string, () => void, string]>([
    [
      'a restore that did not end',
      () =>
        (engine.journals = {
          list: answers([{ gatewayId: 'g', backup: 'nightly', step: 'restore', active: false }]),
        }),
      'failed   Restore: The restore of nightly did not end: restore. No other change is made until it is settled',
    ],
    [
      'a repository that cannot be used',
      () =>
        (engine.repositories = {
          ...(engine.repositories as object),
          verify: answers({ error: appError('repository-not-shared', { what: 'default' }) }),
        }),
      'failed   Repository default: ',
    ],
    [
      'a file of gateways that was set aside',
      () => (engine.notices = () => [appError('profiles-unreadable', { what: 'profiles.json.unreadable' })]),
      'failed   Saved gateways: ',
    ],
  ])('says of %s that it is in the way', async (_, arrange, line) => {
    arrange();
    const { code, lines } = await doctor();
    expect(code).toBe(2);
    expect(lines.some((one) => one.startsWith(line))).toBe(true);
  });

  it('goes on with the other looks where a password is missing', async () => {
    const { code, lines } = await doctor(() => Promise.reject(new AppFailure(appError('sign-in-refused'))));
    expect(code).toBe(2);
    expect(lines.some((line) => line.startsWith('failed   Data store: '))).toBe(true);
    expect(lines).toContain('passed   Restart: None is due');
  });

  it('warns of a restart that is due and of a lock, whether its process lives or is gone', async () => {
    engine.restarts = {
      pending: answers({ why: 'Restore of nightly', nodes: [{ name: 'a', state: 'pending' }] }),
    };
    mkdirSync(path.join(folder, 'locks'));
    const lock = (pid: number) =>
      JSON.stringify({ token: 't', pid, host: hostname(), beat: Date.now(), what: 'restore', user: 'svc' });
    writeFileSync(path.join(folder, 'locks', 'alive.json'), lock(process.ppid));
    writeFileSync(path.join(folder, 'locks', 'gone.json'), lock(2 ** 22 - 1));
    const { code, lines } = await doctor();
    expect(code).toBe(0);
    expect(lines).toContain('warning  Restart: Due on a: Restore of nightly');
    const told = lines.find((line) => line.startsWith('warning  Locks: '));
    expect(told?.match(/restore, begun by svc/g)).toHaveLength(2);
    expect(told?.match(/its process is gone/g)).toHaveLength(1);
  });

  it('tells a data folder that cannot be written to', async () => {
    const file = path.join(folder, 'file');
    writeFileSync(file, '');
    const { code, lines } = await doctor(answers(PROFILE), file);
    expect(code).toBe(2);
    expect(lines[0]).toMatch(/^failed {3}Data folder: /);
  });
});
