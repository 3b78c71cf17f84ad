import { COMMON } from './common.ts';

/** Texts of the form of a repository. */
export const REPOSITORY_FORM = {
  titleNew: 'New repository',
  titleEdit: (name: string) => `Settings of ${name}`,
  calls: {
    waits: 'They are shown once the name and the place are given.',
    hidden: 'No setting of another type is told: any of them may be a key.',
  },
  kind: 'Kind of repository',
  kinds: { fs: 'Folder', s3: 'Amazon S3', other: 'Other type' },
  reading: 'Asking the data store what it can do',
  name: 'Name',
  nameHint: 'For example nightly; it is shown in the list of backups',
  nameTaken: (name: string) => `A repository named ${name} is registered already.`,
  nameInvalid: (problem: string) => `The name cannot be used: ${problem}.`,
  missing: 'This field is missing.',
  submitNew: 'Register and verify',
  submitEdit: 'Change and verify',
  cancel: 'Cancel',
  editNote:
    'The settings are tried under another name first. If a node does not reach the place, nothing changes.',

  folder: {
    label: 'Folder',
    hint: (folders: string) => `At or below an allowed folder: ${folders}`,
    none: 'The data store allows no folder yet: path.repo is not set on its nodes.',
    cluster: (nodes: number) =>
      `The data store has ${nodes} nodes: use a network folder that is mounted on every one of them at the same path. A local folder cannot hold a backup.`,
    differs: (names: string) =>
      `Not every node allows the same folders (path.repo differs on ${names}). A network folder must be allowed on all of them; Amazon S3 needs none.`,
  },

  s3: {
    bucket: 'Bucket',
    basePath: 'Path in the bucket',
    basePathHint: 'For example prod/default; a place of its own for each data store',
    region: 'Region',
    regionHint: 'For example eu-central-1',
    endpoint: 'Endpoint',
    endpointHint: 'Only for another server than that of Amazon',
    optional: '(optional)',
    protocol: 'Protocol',
    protocols: { '': 'As the data store is set', https: 'https', http: 'http' },
    pathStyle: 'Bucket in the path',
    pathStyleText: 'Most servers that are not Amazon need it',
    encrypted: 'Encrypt on the server',
    encryptedText: 'Amazon S3 encrypts each file with AES-256',
    client: 'Client',
    clientHint: 'Name of the client in the keystore and in elasticsearch.yml; empty means default',
    pluginThere: (plugin: string, nodes: string) => `${plugin} is on ${nodes}`,
    pluginMissing: (plugin: string, names: string) => `${plugin} is missing on ${names}`,
    allNodes: (count: number) => COMMON.counted(String(count), 'node', 'nodes'),
    install: 'On each of these nodes, as the user of the data store, then restart it',
  },

  keys: {
    title: 'Keys',
    accessKey: 'Access key',
    secretKey: 'Secret key',
    show: 'Show the key',
    hide: 'Hide the key',
    passed: 'They are sent to the data store once and kept nowhere here.',
    again: 'The data store does not tell them: give them again, or they would be lost.',
    safety: 'The repository of safety backups gets them too; it lies beside this one in the same bucket.',
    elsewhere: 'The data store has its own keys',
    elsewhereText: 'In elasticsearch.yml, in its environment, or by the role of its machine',
    imported: 'The keys of the imported file are used',
    importedText: 'They are kept in memory for 15 minutes and are not shown.',
    type: 'Type other keys',
    inKeystore: (version: string) => `Elasticsearch ${version} takes no keys with a repository`,
    inKeystoreText:
      'They are in the keystore of each node and are not sent. Endpoint, region and protocol are settings of the client in elasticsearch.yml.',
    keystoreCommands: 'On each node, as the user of the data store',
    keystoreReload:
      'Then let the nodes read them: POST /_nodes/reload_secure_settings, or restart them one by one.',
    leftOut: 'The keys of the imported file are not used: this version wants them in its keystore.',
  },

  other: {
    type: 'Type',
    typeHint: 'As the data store calls it',
    begin: 'Begin with',
    known: {
      azure: {
        label: 'Azure',
        hint: 'A container of Azure Blob Storage. Account and key are in the keystore of each node (azure.client.default.account and .key). Up to 7.17 each node needs the plugin repository-azure.',
      },
      gcs: {
        label: 'Google Cloud Storage',
        hint: 'A bucket of Google Cloud. The account file is in the keystore of each node (gcs.client.default.credentials_file). Up to 7.17 each node needs the plugin repository-gcs.',
      },
      url: {
        label: 'URL, read only',
        hint: 'Reads the backups that another data store makes. A file: address must be below path.repo, any other one in repositories.url.allowed_urls of each node.',
      },
      hdfs: {
        label: 'HDFS',
        hint: 'A folder of a Hadoop cluster. Each node needs the plugin repository-hdfs.',
      },
    },
    settings: 'Settings',
    settingsHint: 'A JSON object. The data store decides what it accepts, and its answer is shown here.',
    settingsInvalid: (problem: string) => `The settings cannot be read: ${problem}.`,
    hidden:
      'A setting shown as *** stays as it is. What is not here is taken away, also a key that the data store does not tell.',
  },

  import: {
    file: 'Import a file…',
    paste: 'Paste its text',
    note: 'Reads gateway-s3-repo.cnf of the vendor. Its secret key does not come onto this page.',
    text: 'Text of the file',
    textHint: 'It is read and taken off the page at once.',
    read: 'Read it',
    done: (bucket: string) => `Read: bucket ${bucket}`,
    ignored: (names: string) => `Left out, because they mean nothing here: ${names}`,
  },
};
