import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { StandInOptions } from './types.ts';

/** Paths below the installation folder, as on a real host. */
export const INSTALLATION = {
  properties:
    'IntegrationServer/instances/default/packages/WmAPIGateway/config/resources/elasticsearch/config.properties',
  storeXml:
    'IntegrationServer/instances/default/packages/WmAPIGateway/config/resources/beans/gateway-es-store.xml',
  coreXml:
    'IntegrationServer/instances/default/packages/WmAPIGateway/config/resources/beans/gateway-core.xml',
  yml: 'InternalDataStore/config/elasticsearch.yml',
  startup: 'IntegrationServer/instances/default/bin/startup.sh',
  shutdown: 'IntegrationServer/instances/default/bin/shutdown.sh',
  restart: 'profiles/IS_default/bin/restart.sh',
  storeStartup: 'InternalDataStore/bin/startup.sh',
  storeShutdown: 'InternalDataStore/bin/shutdown.sh',
  storeRestart: 'InternalDataStore/bin/restart.sh',
} as const;

// Sent by the scripts to the stand-in; waits for the answer, so that a script fails when its work does.
const CALL = `const http = require('node:http');
const request = http.request(process.argv[2], { method: 'POST' }, (reply) => {
  reply.pipe(process.stdout);
  reply.on('end', () => process.exit(reply.statusCode === 200 ? 0 : 1));
});
request.on('error', (error) => { console.error(error.message); process.exit(1); });
request.end();
`;

/** Writes the tree of an installation whose scripts call `controlUrl`. */
export function writeInstallation(
  folder: string,
  controlUrl: string,
  options: Required<Pick<StandInOptions, 'dataStoreUrl' | 'tenant' | 'autostart'>> &
    Pick<StandInOptions, 'dataStore'>,
): void {
  const call = path.join(folder, '.lab', 'call.cjs');
  const put = (file: string, text: string, mode = 0o644): void => {
    const target = path.join(folder, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, text);
    chmodSync(target, mode);
  };
  put('.lab/call.cjs', CALL);
  put(INSTALLATION.properties, properties(options));
  put(INSTALLATION.storeXml, beans('<bean id="elasticSearchClient" class="sample.Store"/>'));
  put(
    INSTALLATION.coreXml,
    beans(
      `<bean id="gatewayConfig" class="sample.Core"><property name="tenantId" value="${options.tenant}"/></bean>`,
    ),
  );
  put(INSTALLATION.yml, yml(folder, options));
  mkdirSync(path.join(folder, 'InternalDataStore/archives'), { recursive: true });
  const scripts = {
    startup: 'start',
    shutdown: 'stop',
    restart: 'bounce',
    storeStartup: 'store-start',
    storeShutdown: 'store-stop',
    storeRestart: 'store-restart',
  } as const;
  for (const [name, action] of Object.entries(scripts) as [keyof typeof scripts, string][]) {
    put(
      INSTALLATION[name],
      `#!/bin/sh\nexec '${process.execPath}' '${call}' '${controlUrl}/${action}'\n`,
      0o755,
    );
  }
}

function properties(options: { dataStoreUrl: string; tenant: string; autostart: boolean }): string {
  const url = new URL(options.dataStoreUrl);
  return [
    '# API Gateway data store client',
    `pg.gateway.elasticsearch.autostart=${options.autostart}`,
    'pg.gateway.elasticsearch.start.maxwait=300',
    'pg.gateway.elasticsearch.config.location=../InternalDataStore/config/elasticsearch.yml',
    `pg.gateway.elasticsearch.hosts=${url.host}`,
    `pg.gateway.elasticsearch.tenantId=${options.tenant}`,
    'pg.gateway.elasticsearch.http.keepAlive=true',
    'pg.gateway.elasticsearch.http.connectionTimeout=10000',
    'pg.gateway.elasticsearch.http.socketTimeout=30000',
    'pg.gateway.elasticsearch.http.maxRetryTimeout=100000',
    `pg.gateway.elasticsearch.https.enabled=${url.protocol === 'https:'}`,
    'pg.gateway.elasticsearch.sniff.enable=false',
    '',
  ].join('\n');
}

function beans(content: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<beans xmlns="http://www.springframework.org/schema/beans">\n  ${content}\n</beans>\n`;
}

function yml(folder: string, options: Pick<StandInOptions, 'dataStoreUrl' | 'dataStore'>): string {
  const { dataStore } = options;
  if (dataStore !== undefined && existsSync(dataStore.configFile))
    return readFileSync(dataStore.configFile, 'utf8');
  return [
    'cluster.name: SAG_EventDataStore',
    'node.name: lab',
    `path.logs: ${folder}/InternalDataStore/logs`,
    'network.host: 0.0.0.0',
    `http.port: ${new URL(options.dataStoreUrl).port}`,
    'discovery.seed_hosts: ["localhost:9340"]',
    'transport.tcp.port: 9340',
    `path.repo: ['${folder}/InternalDataStore/archives']`,
    'cluster.initial_master_nodes: ["lab"]',
    '',
  ].join('\n');
}
