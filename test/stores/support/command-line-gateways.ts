import { expect, test } from 'vitest';
import { startGatewayStandIn } from '#lab/gateway/stand-in.ts';
import { ConnectionReport } from '#shared/model/data-store.ts';
import { Findings } from '../../../electron/cli/results/results.ts';
import type { VaultBench } from './command-line-repositories.ts';
import { openEngine } from './open-engine.ts';

/**
 * A gateway is tested and its nodes restarted by commands; each node is a stand-in whose socket really closes. With
 * two of them they are restarted one after another.
 */
export function gatewayCommandRules(bench: () => VaultBench & { home: string }, count: 1 | 2): void {
  test('E21 what is due is restarted node by node; doctor and test say what is there', async () => {
    const { vault, url, home } = bench();
    const standIn = await startGatewayStandIn({
      dataStoreUrl: url,
      nodes: count,
      lingerSeconds: 1,
      bounceSeconds: 1,
    });
    const restarts = (): number[] => standIn.nodes.map((node) => node.restarts);
    const app = await openEngine({ folder: home });
    try {
      const [saved] = await app.engine.gateways.list({});
      const { id, createdAt: _, ...draft } = saved!.profile;
      const nodes = standIn.nodes.map((node) => ({ id: node.name, name: node.name, address: node.url }));
      const names = nodes.map(({ name }) => name).join(', ');
      const secrets = { GATEWAY_VAULT_SESSION_SECRETS: JSON.stringify({ [`${id}.node`]: 'manage' }) };
      await app.engine.gateways.update({
        gatewayId: id,
        draft: { ...draft, nodes, nodeUsername: 'Administrator' },
        secrets: {},
      });
      await app.engine.restarts.request({ gatewayId: id });

      const tested = await vault('gateway test --json', secrets);
      expect(ConnectionReport.parse(JSON.parse(tested.out)).usable).toBe(tested.code === 0);
      const doctor = await vault('doctor', secrets);
      expect([doctor.code, doctor.err]).toEqual([0, '']);
      expect(doctor.out).toMatch(/^passed {3}Data folder: \S+ can be written to\n/);
      expect(doctor.out).toContain('passed   Repository default: Every node can use it\n');
      expect(doctor.out).toContain(`warning  Restart: Due on ${names}: `);

      const told = await vault('doctor --json', secrets);
      expect(Findings.parse(JSON.parse(told.out)).ok).toBe(true);

      const dry = await vault('gateway restart --dry-run --json', secrets);
      expect([dry.code, restarts()]).toEqual([0, nodes.map(() => 0)]);
      const restarted = await vault('gateway restart', secrets);
      expect([restarted.code, restarted.err]).toEqual([0, '']);
      expect(restarted.out).toMatch(/Z {2}\S+ {2}Shutdown with restart accepted\n/);
      expect(restarted.out).toContain(`Healthy: ${names}\n`);
      expect(restarts()).toEqual(nodes.map(() => 1));
      expect(JSON.parse((await vault('gateway restart --json', secrets)).out)).toEqual({ pending: null });
      await app.engine.gateways.update({ gatewayId: id, draft, secrets: {} });
    } finally {
      await app.close();
      await standIn.stop();
    }
  });
}
