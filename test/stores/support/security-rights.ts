import path from 'node:path';
import { expect, test } from 'vitest';
import type { ConnectionCheck, ConnectionReport } from '#shared/model/data-store.ts';
import { expectSentences } from './bench.ts';
import { PASSWORD, type SecurityLab } from './security-lab.ts';

const checkOf = (report: ConnectionReport, id: ConnectionCheck['id']): ConnectionCheck =>
  report.checks.find((check) => check.id === id)!;

/** What each user may do by the test of the connection, and what then really happens. */
const CASES: [user: string, works: string[], missing: Record<string, string[]>][] = [
  ['operator', ['reading', 'backup', 'restore', 'repositories'], {}],
  [
    'saver',
    ['reading', 'backup'],
    {
      restore: ['cluster privilege manage', 'index privilege manage'],
      repositories: ['cluster privilege manage'],
    },
  ],
  ['halfway', ['reading', 'backup', 'repositories'], { restore: ['index privilege manage'] }],
  [
    'looker',
    ['reading'],
    {
      backup: ['cluster privilege create_snapshot'],
      restore: ['cluster privilege create_snapshot, manage'],
      repositories: ['cluster privilege manage'],
    },
  ],
  ['watcher', [], { reading: ['cluster privilege monitor_snapshot'] }],
  ['builtin', [], { reading: ['cluster privilege monitor'] }],
  ['blind', [], { reading: ['cluster privilege monitor', 'index privilege monitor'] }],
];

/** Call after a backup `right` was made by a user who may do all. */
export function rightsRules(lab: () => SecurityLab): void {
  test.each(CASES)(
    '16 the rights of %s are what the connection test says: %j',
    async (user, works, missing) => {
      const { open, draft, add } = lab();
      const { engine } = open;
      const secrets = { dataStorePassword: PASSWORD };
      const report = await engine.gateways.test({ draft: draft(user, { username: user }), secrets });
      expect(checkOf(report, 'sign-in')).toMatchObject({ state: 'passed', detail: `As ${user}` });
      const rights = checkOf(report, 'rights');
      const told = /^For ([a-z, ]+?)(;|$)/.exec(rights.detail)?.[1]?.split(', ') ?? [];
      expect(told).toEqual(works);
      expect(rights.state).toBe(works.length === 0 ? 'failed' : works.length < 4 ? 'warning' : 'passed');
      const parts = (rights.error?.cause ?? '').split(';');
      for (const [use, privileges] of Object.entries(missing)) {
        const part = parts.find((one) => one.includes(`for ${use} `)) ?? '';
        for (const privilege of privileges) expect(part).toContain(privilege);
      }
      if (rights.error === null) expect(missing).toEqual({});
      else expectSentences(rights.error);

      const id = await add(`Rights of ${user}`, secrets, { username: user });
      expect(await reallyWorks(lab(), id, user)).toEqual(works);
    },
  );
}

async function reallyWorks(lab: SecurityLab, gatewayId: string, user: string): Promise<string[]> {
  const { engine } = lab.open;
  const tries: [string, () => Promise<boolean>][] = [
    [
      'reading',
      async () => {
        const { readings } = await engine.backups.list({ gatewayId });
        const { reachable } = await engine.gateways.status({ gatewayId });
        return reachable && readings.length > 0 && readings.every(({ error }) => error === null);
      },
    ],
    ['backup', async () => (await lab.backUp(gatewayId, `by-${user}`)).status === 'succeeded'],
    ['restore', async () => (await lab.restore(gatewayId, 'right')).status === 'succeeded'],
    [
      'repositories',
      async () => {
        const place = { kind: 'fs', location: path.join(lab.server.repoFolder, `of-${user}`) } as const;
        return (
          (await engine.repositories.register({ gatewayId, name: `of-${user}`, place })).nodes.length > 0
        );
      },
    ],
  ];
  const worked: string[] = [];
  for (const [use, attempt] of tries) if (await attempt().catch(() => false)) worked.push(use);
  return worked;
}
