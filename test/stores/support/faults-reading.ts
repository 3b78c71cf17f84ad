import { expect, test } from 'vitest';
import { errorsIn, type FaultLab } from './faults-lab.ts';
import { draftFor } from './open-engine.ts';

/** Everything that only looks. */
export function readingRules(at: FaultLab): void {
  test('promise 1 everything can be read without an error, in plain JSON and without a product header', async () => {
    const { bench, proxy } = at;
    const { engine, gatewayId } = bench;
    await bench.backUp('read');
    const target = { gatewayId, repository: 'default', name: 'read' };
    const draft = draftFor(bench.server, { name: 'Tried', dataStore: { addresses: [proxy.url] } });
    await proxy.setMode({ kind: 'no-product' });
    const refused = proxy.refusals.length;

    const report = await engine.gateways.test({ draft, secrets: {} });
    expect(report.usable).toBe(true);
    expect(report.checks.find((check) => check.id === 'version')?.title).toBe(`Elasticsearch ${at.version}`);
    const status = await engine.gateways.status({ gatewayId });
    expect(status).toMatchObject({ reachable: true, version: at.version });
    const plan = await bench.plan('read');
    expect(plan.entries.filter((entry) => entry.verdict === 'refused')).toEqual([]);
    const answers = [
      report,
      status,
      plan,
      await engine.repositories.list({ gatewayId }),
      await engine.repositories.verify({ gatewayId, name: 'default' }),
      await bench.list(),
      await engine.backups.detail(target),
      await engine.backups.choices({ gatewayId }),
      await engine.backups.checkName({ ...target, name: 'free' }),
      await engine.overview.get({ gatewayId }),
      await engine.restores.status(target),
      await engine.restarts.pending({ gatewayId }),
    ];
    expect(errorsIn(answers)).toEqual([]);

    const ours = proxy.heads.slice(at.from);
    expect(ours.filter((head) => !/^accept: application\/json$/im.test(head))).toEqual([]);
    expect(ours.filter((head) => /^content-type: (?!application\/json\r?$)/im.test(head))).toEqual([]);
    expect(proxy.heads.filter((head) => /compatible-with/i.test(head))).toEqual([]);
    // The name that was asked for is free, and there is no security to ask for rights: a server says both with 4xx.
    const meant = /^GET \/(_snapshot\/default\/free|(_xpack\/|_)security\/user\/_has_privileges) /;
    expect(proxy.refusals.slice(refused).filter((reply) => !meant.test(reply))).toEqual([]);
  });
}
