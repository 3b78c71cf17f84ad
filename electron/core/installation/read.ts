import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { InstallationReview } from '#shared/model/installation.ts';
import { HttpAddress } from '#shared/model/primitives.ts';
import type { InstallationFiles } from './files.ts';
import { instancesOf, isInstallation, packageOf } from './places.ts';
import { readRelease } from './release.ts';
import { readScripts } from './scripts.ts';
import { readSources, type Setting, type Source, settingOf } from './sources.ts';
import { readStore } from './store-config.ts';

/** Port of an embedded data store. */
const USUAL_PORT = 9240;

export interface ReadInstallation {
  review: Omit<InstallationReview, 'passwordHandle'>;
  /** The password of the data store, for the vault and for nothing else. */
  password: string | null;
}

type Found<Value> = { value: Value; file: string } | null;

/**
 * Reads an installation and changes nothing. Whatever state its files are in, the rest is read and each problem is a
 * note. `host` is the machine of the files where it is another one: what is `localhost` there is told by its name.
 * Rejects with `installation-missing` where nothing of the kind is.
 */
export async function readInstallation(
  files: InstallationFiles,
  wanted: string | undefined,
  host: string | null = null,
): Promise<ReadInstallation> {
  const instances = await instancesOf(files);
  const instance = instances.find((one) => one === wanted) ?? instances[0] ?? '';
  if (instance === '' && !(await isInstallation(files)))
    throw new AppFailure(appError('installation-missing', { what: files.root }));
  const packageFolder = instance === '' ? null : packageOf(instance);
  const { sources, notes } =
    packageFolder === null ? { sources: [], notes: [] } : await readSources(files, packageFolder);
  const setting = (name: Setting): Found<string> => settingOf(sources, name);
  const location = relativeTo(files.root, setting('config.location')?.value ?? null);
  const { store, notes: storeNotes } = await readStore(files, location);
  const { release, note } = await readRelease(files, packageFolder, store?.folder ?? null);
  const password = setting('http.password');
  const autostart = switched(setting('autostart'));
  const tls = switched(setting('https.enabled'));
  const addresses = addressesOf(sources, tls?.value === true, store, host);
  return {
    review: {
      folder: files.root,
      instance,
      instances,
      release,
      tenant: setting('tenantId'),
      addresses: addresses.found,
      tls,
      truststore: setting('https.truststore.filepath'),
      username: setting('http.username'),
      password: password === null ? null : { value: 'found', file: password.file },
      autostart,
      store,
      scripts: await readScripts(files, instance, store?.folder ?? null),
      notes: [...notes, ...storeNotes, ...(note === null ? [] : [note]), ...addresses.notes],
    },
    password: password?.value ?? null,
  };
}

const switched = (found: Found<string>): Found<boolean> =>
  found === null ? null : { value: found.value.toLowerCase() === 'true', file: found.file };

interface FoundAddresses {
  found: Found<string[]>;
  notes: { file: string; text: string }[];
}

/** The hosts of the gateway's own configuration, or the port of the data store beside it. */
function addressesOf(
  sources: readonly Source[],
  isTls: boolean,
  store: InstallationReview['store'],
  host: string | null,
): FoundAddresses {
  const scheme = isTls ? 'https' : 'http';
  const hosts = settingOf(sources, 'hosts');
  if (hosts === null) {
    if (store?.httpPort == null) return { found: null, notes: [] };
    return {
      found: { value: [elsewhere(`${scheme}://localhost:${store.httpPort}`, host)], file: store.configFile },
      notes: [],
    };
  }
  const entries = hosts.value
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
  const addresses = entries.map((entry) => addressOf(entry, scheme));
  const good = addresses.filter((address) => address !== null);
  const notes =
    good.length < entries.length
      ? [
          {
            file: hosts.file,
            text: 'A host of the data store is not in the form host:port and was left out.',
          },
        ]
      : [];
  return {
    found:
      good.length === 0
        ? null
        : { value: [...new Set(good.map((address) => elsewhere(address, host)))], file: hosts.file },
    notes,
  };
}

/** An address as it is reached from here: a machine calls itself `localhost`. */
function elsewhere(address: string, host: string | null): string {
  if (host === null) return address;
  const { protocol, hostname, port } = new URL(address);
  if (!['localhost', '127.0.0.1', '[::1]'].includes(hostname)) return address;
  return `${protocol}//${host.includes(':') ? `[${host}]` : host}${port === '' ? '' : `:${port}`}`;
}

function addressOf(entry: string, scheme: string): string | null {
  const bare = entry.replace(/^https?:\/\//i, '').replace(/\/+$/, '');
  const withPort = /:\d+$/.test(bare) ? bare : `${bare}:${USUAL_PORT}`;
  const address = `${scheme}://${withPort}`;
  return HttpAddress.safeParse(address).success ? address : null;
}

/** A path of the configuration as one of the installation; `null` when it lies elsewhere. */
function relativeTo(root: string, location: string | null): string | null {
  if (location === null) return null;
  const plain = (text: string): string => text.replaceAll('\\', '/').replace(/\/+$/, '');
  const [top, path] = [plain(root), plain(location)];
  if (path.toLowerCase().startsWith(`${top.toLowerCase()}/`)) return path.slice(top.length + 1);
  return /^([/\\]|[A-Za-z]:)/.test(location) ? null : path.replace(/^\.\//, '');
}
