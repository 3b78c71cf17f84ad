import { safeStorage } from 'electron';
import { isTrustedBackend, type Sealer } from './sealer.ts';

/** What older runtimes may lack although today's types promise it. */
type MaybeAsync = Partial<
  Pick<typeof safeStorage, 'encryptStringAsync' | 'decryptStringAsync' | 'isAsyncEncryptionAvailable'>
>;

/** The keyring of the system. Only after the app is ready; the asynchronous calls where there are any. */
export async function safeStorageSealer(): Promise<Sealer> {
  const storage: MaybeAsync = safeStorage;
  const backend = backendName();
  const available =
    typeof storage.isAsyncEncryptionAvailable === 'function'
      ? await storage.isAsyncEncryptionAvailable()
      : oldWay.available();
  return {
    backend,
    trusted: isTrustedBackend(process.platform, backend, available),
    seal: (text) => storage.encryptStringAsync?.(text) ?? Promise.resolve(oldWay.seal(text)),
    open: async (sealed) => {
      if (typeof storage.decryptStringAsync !== 'function')
        return { text: oldWay.open(sealed), stale: false };
      const { result, shouldReEncrypt } = await storage.decryptStringAsync(sealed);
      return { text: result, stale: shouldReEncrypt };
    },
  };
}

function backendName(): string {
  if (process.platform === 'darwin') return 'keychain';
  if (process.platform === 'win32') return 'dpapi';
  return safeStorage.getSelectedStorageBackend();
}

/** The synchronous calls, which newer runtimes call deprecated and older ones have alone. */
interface SyncStorage {
  isEncryptionAvailable(): boolean;
  encryptString(text: string): Buffer;
  decryptString(sealed: Buffer): string;
}

const sync: SyncStorage = safeStorage;
const oldWay = {
  available: () => sync.isEncryptionAvailable(),
  seal: (text: string) => sync.encryptString(text),
  open: (sealed: Buffer) => sync.decryptString(sealed),
};
