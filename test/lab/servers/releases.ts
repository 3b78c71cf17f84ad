/** One row of the lab's table: a data store release that API Gateway shipped, and what it needs to run here. */
export interface Release {
  /** Maven coordinates `group:artifact:version:type`. */
  artifact: string;
  java: { min: number; max: number };
  transportPort: 'transport.tcp.port' | 'transport.port';
  yml: string[];
  /** `direct`: the JVM is started with our options; `script`: by bin/elasticsearch. */
  launch: 'direct' | 'script';
  /** JVM options that the release's own scripts add. */
  jvm: string[];
  /** Plugins that are part of it here: archives to be unpacked, and jars that they lack on a later Java. */
  plugins?: { name: string; artifact: string; jars: string[] }[];
  /** Folder of root-plugin/ with the signatures of this release, where `GET /` is missing. */
  rootPlugin?: 'v8' | 'v9';
}

const DIST = 'org.elasticsearch.distribution';
const OLD_JAVA = { min: 17, max: 17 };
const NETTY = [
  '-Dio.netty.noUnsafe=true',
  '-Dio.netty.noKeySetOptimization=true',
  '-Dio.netty.recycler.maxCapacityPerThread=0',
];
const LOG4J = ['-Dlog4j.shutdownHookEnabled=false', '-Dlog4j2.disable.jmx=true'];
const OSS = ['-Des.distribution.flavor=oss', '-Des.distribution.type=zip', '-Des.bundled_jdk=false'];
const SEVEN = [
  ...NETTY,
  ...LOG4J,
  ...OSS,
  '-Des.networkaddress.cache.ttl=60',
  '-Djava.locale.providers=SPI,COMPAT',
];
const ZEN = ['discovery.zen.ping.unicast.hosts: []'];
const SINGLE = ['discovery.type: single-node'];
const OPEN = [...SINGLE, 'xpack.security.enabled: false'];

const seven = (version: string, more: string[] = []): Release => ({
  artifact: `${DIST}.integ-test-zip:elasticsearch:${version}:zip`,
  java: OLD_JAVA,
  transportPort: 'transport.port',
  yml: SINGLE,
  launch: 'direct',
  jvm: [...SEVEN, ...more],
});

const eight = (version: string, java: Release['java']): Release => ({
  artifact: `${DIST}.integ-test-zip:elasticsearch:${version}:zip`,
  java,
  transportPort: 'transport.port',
  yml: OPEN,
  launch: 'script',
  jvm: [],
});

/** Every release of the lab, by version. */
const RELEASES = {
  '2.3.2': {
    artifact: `${DIST}.tar:elasticsearch:2.3.2:tar.gz`,
    java: OLD_JAVA,
    transportPort: 'transport.tcp.port',
    yml: [...ZEN, 'bootstrap.seccomp: false', 'discovery.zen.ping_timeout: 200ms'],
    launch: 'direct',
    jvm: [],
  },
  /** No gateway ships it: it is the one release with a plugin for S3 to be had, and speaks like 2.3. */
  '2.4.6': {
    artifact: `${DIST}.zip:elasticsearch:2.4.6:zip`,
    java: OLD_JAVA,
    transportPort: 'transport.tcp.port',
    yml: [...ZEN, 'bootstrap.seccomp: false', 'discovery.zen.ping_timeout: 200ms'],
    launch: 'direct',
    jvm: [],
    plugins: [
      {
        name: 'cloud-aws',
        artifact: 'org.elasticsearch.plugin:cloud-aws:2.4.6:zip',
        jars: ['javax.xml.bind:jaxb-api:2.3.0:jar'],
      },
    ],
  },
  '5.6.4': {
    artifact: `${DIST}.zip:elasticsearch:5.6.4:zip`,
    java: OLD_JAVA,
    transportPort: 'transport.tcp.port',
    yml: [...ZEN, 'bootstrap.system_call_filter: false', 'discovery.zen.ping_timeout: 200ms'],
    launch: 'direct',
    jvm: [...NETTY, ...LOG4J, '-Djdk.io.permissionsUseCanonicalPath=true', '-Dlog4j.skipJansi=true'],
  },
  '7.2.0': seven('7.2.0'),
  '7.7.1': seven('7.7.1'),
  '7.13.0': seven('7.13.0', ['--add-opens=java.base/java.io=ALL-UNNAMED']),
  '8.2.3': eight('8.2.3', { min: 17, max: 17 }),
  '8.12.2': { ...eight('8.12.2', { min: 17, max: 21 }), rootPlugin: 'v8' },
  '9.4.3': { ...eight('9.4.3', { min: 21, max: 99 }), rootPlugin: 'v9' },
} satisfies Record<string, Release>;

export type ServerVersion = keyof typeof RELEASES;

/** The one with a plugin for S3. */
export const S3_VERSION: ServerVersion = '2.4.6';

export const ALL_VERSIONS = Object.keys(RELEASES) as ServerVersion[];

/** The lines that API Gateway ships. */
export const SERVER_VERSIONS: ServerVersion[] = ALL_VERSIONS.filter((version) => version !== S3_VERSION);

/** The descriptor of a release, as the wide type. */
export function release(version: ServerVersion): Release {
  return RELEASES[version];
}
