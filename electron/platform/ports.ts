import { nodeFileStore } from '#core/files/node-file-store.ts';
import { systemClock } from '#core/files/system-clock.ts';
import { DEFAULT_TIMING, type EnginePorts, type Logger } from '#core/ports.ts';
import { electronProfileStore } from './profile-store.ts';
import { safeStorageSealer } from './safe-storage-sealer.ts';
import type { Scrubber } from './scrubber.ts';
import { type FileSecretVault, openSecretVault } from './secret-vault.ts';
import { takeSessionSecrets } from './session-secrets.ts';

interface Given {
  folder: string;
  logger: Logger;
  scrubber: Scrubber;
  user: string;
  emit: EnginePorts['emit'];
}

/** The engine's surroundings in Electron. Only after the app is ready, because of the keyring. */
export async function electronPorts(given: Given): Promise<EnginePorts & { vault: FileSecretVault }> {
  const files = nodeFileStore(given.folder);
  const { scrubber, logger } = given;
  const sealed = await openSecretVault({ files, sealer: await safeStorageSealer(), scrubber, logger });
  const vault = takeSessionSecrets(sealed, process.env, scrubber);
  return {
    profiles: electronProfileStore(files),
    vault,
    files,
    clock: systemClock,
    logger,
    learnSecret: scrubber.register,
    user: given.user,
    emit: given.emit,
    timing: DEFAULT_TIMING,
  };
}
