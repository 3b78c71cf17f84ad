import { rmSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe } from 'vitest';
import { startTcpProxy } from '#lab/faults/tcp-proxy.ts';
import { type GatewayStandIn, startGatewayStandIn } from '#lab/gateway/stand-in.ts';
import type { ServerVersion } from '#lab/servers/start.ts';
import { abilitiesOf } from './abilities.ts';
import { adoptionRules } from './backup-adoption.ts';
import { deletionRules } from './backup-deletion.ts';
import { type BackupLab, InFlightHook } from './backup-lab.ts';
import { quiesceRules } from './backup-quiesce.ts';
import { scopeRules } from './backup-scopes.ts';
import { stopRules } from './backup-stop.ts';
import { verdictRules } from './backup-verdict.ts';
import { Bench, openBench } from './bench.ts';
import { draftFor, makeFolder } from './open-engine.ts';

/** The rules of making, following, cancelling and deleting backups. */
export function backupRules(version: ServerVersion): void {
  describe(`backups on ${version}`, () => {
    const at = { hook: new InFlightHook(), can: abilitiesOf(version), folder: makeFolder() } as BackupLab;
    let gateway: GatewayStandIn;

    beforeAll(async () => {
      const { folder, hook } = at;
      const direct = await openBench(version, {
        folder,
        files: hook.files,
        draft: { name: 'Direct' },
        timing: { pollLongestMs: 500 },
      });
      at.proxy = await startTcpProxy(direct.url);
      gateway = await startGatewayStandIn({ dataStoreUrl: direct.url });
      [at.node] = gateway.nodes;
      const { name, url } = at.node;
      const draft = draftFor(direct.server, {
        dataStore: { addresses: [at.proxy.url] },
        nodes: [{ id: name, name, address: url }],
        nodeUsername: 'Administrator',
      });
      const { profile } = await direct.engine.gateways.add({ draft, secrets: { nodePassword: 'manage' } });
      at.bench = new Bench(direct.server, direct.open, profile.id);
      at.secrets = { [`${profile.id}.node`]: 'manage' };
    });
    beforeEach(async () => {
      at.hook.reset();
      await at.proxy.setMode({ kind: 'pass' });
      at.proxy.requests.splice(0);
      at.node.setBehaviour('normal');
      at.node.quiesce = { enable: false };
      at.node.requests.splice(0);
    });
    afterAll(async () => {
      await gateway.stop();
      await at.proxy.stop();
      await at.bench.stop();
      rmSync(at.folder, { recursive: true, force: true });
    });

    scopeRules(at);
    verdictRules(at);
    quiesceRules(at);
    stopRules(at);
    adoptionRules(at);
    deletionRules(at);
  });
}
