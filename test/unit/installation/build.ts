import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export const PACKAGE = 'IntegrationServer/instances/default/packages/WmAPIGateway';
export const CONFIG = `${PACKAGE}/config/resources/elasticsearch/config.properties`;
export const BEANS = `${PACKAGE}/config/resources/beans`;
export const EXTERNAL = `${PACKAGE}/resources/configuration`;

/** Writes an invented installation; a text is a file, bytes are a file as they are. */
export function build(files: Record<string, string | Buffer>): string {
  const root = mkdtempSync(path.join(tmpdir(), 'gateway-vault-installation-'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), content);
  }
  return root;
}

export const manifest = (version: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<Values version="2.0">\n  <value name="enabled">yes</value>\n  <value name="version">${version}</value>\n</Values>\n`;

const es = (lines: string[], end = '\n'): string => lines.join(end) + end;

/** 10.1 on Windows: EventDataStore, settings of TLS in the beans, CRLF. */
export const windows101 = (): Record<string, string | Buffer> => ({
  [`${PACKAGE}/manifest.v3`]: manifest('10.1.0.0.134').replaceAll('\n', '\r\n'),
  [CONFIG]: [
    '# Data store',
    'pg.gateway.elasticsearch.hosts = vault-w1:9240',
    'pg.gateway.elasticsearch.autostart = true',
    'pg.gateway.elasticsearch.config.location = EventDataStore\\\\config\\\\elasticsearch.yml',
    '',
  ].join('\r\n'),
  [`${BEANS}/gateway-core.xml`]: [
    '<beans>',
    '  <!-- the tenant -->',
    '  <bean id="configuration" class="example.Configuration">',
    '    <property name="tenantId"><value>emea</value></property>',
    '    <property name="dashboardInstance" value="http://localhost:9405"/>',
    '  </bean>',
    '</beans>',
  ].join('\r\n'),
  [`${BEANS}/gateway-es-store.xml`]: [
    '<beans><bean id="store"><property name="settings"><props>',
    '  <prop key="pg.gateway.elasticsearch.http.username">sgadmin</prop>',
    '  <prop key="pg.gateway.elasticsearch.http.password">pa&amp;ss-w0rd</prop>',
    '  <prop key="searchguard.ssl.http.truststore_filepath">sagconfig/root-ca.jks</prop>',
    '  <prop key="pg.gateway.elasticsearch.https.enabled">true</prop>',
    '</props></property></bean></beans>',
  ].join('\r\n'),
  'EventDataStore/config/elasticsearch.yml': es(
    ['# EventDataStore', 'http.port: 9240', "path.repo: ['C:\\SoftwareAG\\EventDataStore\\archives']"],
    '\r\n',
  ),
  'EventDataStore/bin/startup.bat': '@echo off\r\n',
  'EventDataStore/bin/shutdown.bat': '@echo off\r\n',
  'IntegrationServer/instances/default/bin/startup.bat': '@echo off\r\n',
  'IntegrationServer/instances/default/bin/shutdown.bat': '@echo off\r\n',
});

/** 10.5 on Linux, embedded, as it is after the installation. */
export const linux105 = (version = '7.2.0'): Record<string, string | Buffer> => ({
  [CONFIG]: [
    'pg.gateway.elasticsearch.autostart=true',
    'pg.gateway.elasticsearch.hosts=changeOnInstall',
    'pg.gateway.elasticsearch.tenantId=default',
    '',
  ].join('\n'),
  [`${BEANS}/gateway-es-store.xml`]:
    '<beans><prop key="pg.gateway.elasticsearch.hosts">${pg.gateway.elasticsearch.hosts}</prop></beans>',
  'InternalDataStore/config/elasticsearch.yml': es([
    'cluster.name: SAG_EventDataStore',
    'node.name: vault-l11574000000000',
    'http.port: 9241',
    "path.repo: ['/opt/softwareag/InternalDataStore/archives']",
  ]),
  [`InternalDataStore/lib/elasticsearch-${version}.jar`]: '',
  'InternalDataStore/bin/startup.sh': '#!/bin/sh\n',
  'InternalDataStore/bin/shutdown.sh': '#!/bin/sh\n',
  'InternalDataStore/bin/restart.sh': '#!/bin/sh\n',
  'IntegrationServer/instances/default/bin/startup.sh': '#!/bin/sh\n',
  'IntegrationServer/instances/default/bin/shutdown.sh': '#!/bin/sh\n',
  'profiles/IS_default/bin/restart.sh': '#!/bin/sh\n',
});

/** 10.15 on Linux with an external cluster and externalised configuration. */
export const linux1015 = (): Record<string, string | Buffer> => ({
  [`${PACKAGE}/manifest.v3`]: manifest('10.15'),
  [CONFIG]:
    'pg.gateway.elasticsearch.tenantId=default\npg.gateway.elasticsearch.hosts=localhost:9240\npg.gateway.elasticsearch.http.password=old-one\n',
  [`${EXTERNAL}/config-sources.yml`]:
    'sources:\n- type: YAML\n  allowEdit: true\n  properties:\n    location: system-settings.yml\n',
  [`${EXTERNAL}/system-settings.yml`]: [
    '---',
    'apigw:',
    '  elasticsearch:',
    '    tenantId: "apigateway"',
    '    hosts: "es-a.example.com:9200, es-b.example.com:9200"',
    '    autostart: false',
    '    http:',
    '      username: gateway',
    '      password: "s3cret: #1"',
    '    https:',
    '      enabled: true',
    '      truststoreFilepath: "/opt/trust.jks"',
    '',
  ].join('\n'),
});

/** 11.1 ships no data store. */
export const linux111 = (): Record<string, string | Buffer> => ({
  [`${PACKAGE}/manifest.v3`]: manifest('11.1'),
  [CONFIG]:
    'pg.gateway.elasticsearch.tenantId=default\npg.gateway.elasticsearch.hosts=[fd00::7]:9200\npg.gateway.elasticsearch.autostart=false\n',
});
