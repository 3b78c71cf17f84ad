import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { systemClock } from '#core/files/system-clock.ts';
import { Reaches } from '#core/hosts/reaches.ts';
import { Installations } from '#core/installation/installations.ts';
import type { GatewayProfile } from '#shared/model/gateway.ts';
import { gatewayHere } from '../../../electron/cli/installation-here.ts';
import { chosen } from '../../../electron/cli/selected.ts';

const root = mkdtempSync(path.join(tmpdir(), 'gateway-vault-here-'));
const bin = (instance: string) =>
  path.join(root, 'IntegrationServer', 'instances', instance, 'packages', 'WmAPIGateway', 'cli', 'bin');
function install(instance: string, tenant: string): void {
  const config = path.join(bin(instance), '..', '..', 'config', 'resources', 'elasticsearch');
  mkdirSync(bin(instance), { recursive: true });
  mkdirSync(config, { recursive: true });
  writeFileSync(
    path.join(config, 'config.properties'),
    `pg.gateway.elasticsearch.tenantId=${tenant}\npg.gateway.elasticsearch.hosts=localhost:9240\n`,
  );
}
install('default', 'default');
install('eu', 'europe');
afterAll(() => rmSync(root, { recursive: true, force: true }));

const reaches = new Reaches(() => Promise.resolve(null));
const installations = new Installations(systemClock, reaches, () => undefined);
const session = { engine: { installation: installations } } as never;
const saved = (name: string, tenant: string, address: string) =>
  ({ id: name, name, tenant, dataStore: { addresses: [address] } }) as unknown as GatewayProfile;

describe('a command that is run inside an installation', () => {
  it('means the tenant of the instance in whose folders it is run', async () => {
    expect(await gatewayHere(session, bin('eu'))).toMatchObject({ tenant: 'europe' });
    expect(await gatewayHere(session, bin('default'))).toMatchObject({ tenant: 'default' });
    expect(await gatewayHere(session, tmpdir())).toBeNull();
  });

  it('works on the saved gateway of it, and is refused where none is saved', async () => {
    const here = (await gatewayHere(session, bin('eu')))!;
    const others = [saved('Default', 'default', 'http://a:9240'), saved('EU', 'europe', 'http://b:9240')];
    expect(chosen(others, root, here).name).toBe('EU');
    const [theOnly] = others;
    expect(() => chosen([theOnly!], root, here)).toThrow(
      /No saved gateway is tenant europe, as in .*config\.properties/,
    );
  });

  it('means the one of several gateways whose data store is told there', async () => {
    const here = (await gatewayHere(session, bin('eu')))!;
    const [address] = here.addresses;
    const twins = [saved('Test', 'europe', 'http://test:9240'), saved('EU', 'europe', address!)];
    expect(chosen(twins, root, here).name).toBe('EU');
    expect(() => chosen([twins[0]!, twins[0]!], root, here)).toThrow('Several saved gateways fit');
  });
});
