import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type LabServer, startServer } from '#lab/servers/start.ts';
import { Authority, type LabCertificate } from '#lab/tls/certificates.ts';
import type { GatewayDraft, GatewaySecrets } from '#shared/model/gateway.ts';
import type { Operation } from '#shared/model/operation.ts';
import { PlanChoices } from '#shared/model/plan.ts';
import { draftFor, type OpenEngine, openEngine } from './open-engine.ts';
import { signedIn } from './signed-in.ts';
import { loadSmallTenant } from './small-tenant.ts';

export const PASSWORD = 'canary-password-1';
/** The bcrypt hash of that password, as the server's own tool writes it. */
const HASH = '$2a$10$NR/qd6x7jvhx.otVPjMItO7VLZuLIGq65bthVRfVrFePw5EoF9u6G';
const LOOKS = 'indices: [{ names: ["gateway_*"], privileges: [monitor, view_index_metadata, read] }]';
const ROLES = `
backs_up:
  cluster: [monitor, create_snapshot, "cluster:admin/repository/get"]
  indices: [{ names: ["*"], privileges: [monitor, view_index_metadata, read, maintenance] }]
sees_nothing:
  cluster: [create_snapshot]
monitors:
  cluster: [monitor]
  ${LOOKS}
looks:
  cluster: [monitor, monitor_snapshot]
  ${LOOKS}
manages_cluster:
  cluster: [manage]
  ${LOOKS}
manages:
  cluster: [manage]
  indices: [{ names: ["gateway_*"], privileges: [manage] }]
`;
/** Users by name, each with its one role. */
const USERS = {
  admin: 'superuser',
  saver: 'backs_up',
  blind: 'sees_nothing',
  watcher: 'monitors',
  looker: 'looks',
  builtin: 'snapshot_user',
  halfway: 'manages_cluster',
  operator: 'manages',
};
const EVERYTHING = { kind: 'everything' } as const;

export interface SecurityLab {
  server: LabServer;
  /** Plain http, everything allowed: for the lab itself. */
  door: { url: string };
  open: OpenEngine;
  authority: Authority;
  /** Of the real server. */
  certificate: LabCertificate;
  file: (name: string, text: string) => string;
  /** Reached by its own address with the authority's file, unless the change says otherwise. */
  draft: (name: string, change?: Partial<GatewayDraft['dataStore']>) => GatewayDraft;
  add: (
    name: string,
    secrets?: GatewaySecrets,
    change?: Partial<GatewayDraft['dataStore']>,
  ) => Promise<string>;
  backUp: (gatewayId: string, name: string) => Promise<Operation>;
  restore: (gatewayId: string, name: string) => Promise<Operation>;
  stop: () => Promise<void>;
}

/** A real 8.12.2 with sign-in, roles and TLS of a private authority, and an engine in front of it. */
export async function openSecurityLab(): Promise<SecurityLab> {
  const folder = mkdtempSync(path.join(tmpdir(), 'gateway-vault-ca-'));
  const file = (name: string, text: string): string => {
    writeFileSync(path.join(folder, name), text);
    return path.join(folder, name);
  };
  const authority = new Authority('Lab CA');
  const caFile = file('ca.pem', authority.cert);
  const certificate = authority.issue({ hosts: ['127.0.0.1', 'localhost'] });
  const server = await startServer('8.12.2', {
    tls: { ...certificate, ca: authority.cert },
    extraYml: ['xpack.security.enabled: true', 'xpack.security.authc.realms.file.file1.order: 0'],
  });
  const config = path.dirname(server.configFile);
  const lines = (line: (user: string, role: string) => string): string =>
    Object.entries(USERS)
      .map(([user, role]) => `${line(user, role)}\n`)
      .join('');
  writeFileSync(path.join(config, 'roles.yml'), ROLES);
  writeFileSync(
    path.join(config, 'users'),
    lines((user) => `${user}:${HASH}`),
  );
  writeFileSync(
    path.join(config, 'users_roles'),
    lines((user, role) => `${role}:${user}`),
  );
  const door = await signedIn(server.url, 'admin', PASSWORD, authority.cert);
  // The server looks at these files every five seconds, and at each by itself: one user is known by all three.
  const saver = await signedIn(server.url, 'saver', PASSWORD, authority.cert);
  while (!(await fetch(`${saver.url}/_cluster/health`)).ok) await sleep(200);
  saver.stop();
  await loadSmallTenant(door.url);
  const open = await openEngine();
  const { engine } = open;

  const draft: SecurityLab['draft'] = (name, change = {}) => {
    const tls = { trust: { kind: 'ca', file: caFile, checkHost: true } } as const;
    return draftFor(server, { name, dataStore: { addresses: [server.url], tls, ...change } });
  };
  return {
    server,
    door,
    open,
    authority,
    certificate,
    file,
    draft,
    add: async (name, secrets = {}, change = {}) =>
      (await engine.gateways.add({ draft: draft(name, change), secrets })).profile.id,
    backUp: async (gatewayId, name) => {
      const backup = { repository: 'default', name, selection: EVERYTHING, reason: '' };
      const { operationId } = await engine.backups.create({ gatewayId, backup });
      return engine.operations.ended(operationId);
    },
    restore: async (gatewayId, name) => {
      const choices = PlanChoices.parse({ fixes: {}, safetyBackup: true });
      const plan = await engine.restores.plan({ gatewayId, repository: 'default', name, choices });
      const confirmation = { planId: plan.id, tenant: 'default', reason: '' };
      return engine.operations.ended((await engine.restores.start(confirmation)).operationId);
    },
    stop: async () => {
      door.stop();
      await open.close();
      await server.stop();
      rmSync(folder, { recursive: true });
    },
  };
}
