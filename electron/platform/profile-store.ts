import type ElectronStore from 'electron-store';
import {
  keepDamagedProfileFile,
  loadProfileFile,
  type ProfileFileContent,
  profileFileContent,
} from '#core/files/profile-file.ts';
import { fileFailure } from '#core/files/safe-path.ts';
import type { FileStore, ProfileStore } from '#core/ports.ts';

/** Saved gateways by electron-store, in the data folder that the command line reads too. */
export function electronProfileStore(files: FileStore): ProfileStore {
  const save: ProfileStore['save'] = async (profiles) => {
    await keepDamagedProfileFile(files);
    try {
      (await openStore(files.folder)).store = profileFileContent(profiles);
    } catch (thrown) {
      throw fileFailure('profiles.json', thrown);
    }
  };
  return { load: () => loadProfileFile(files, save), save };
}

// Opened for each write: the library reads the file when it is opened, and throws when it is unreadable,
// so that must come after an unreadable file was set aside. Loaded then too: no start waits for it.
async function openStore(folder: string): Promise<ElectronStore<ProfileFileContent>> {
  const { default: Store } = await import('electron-store');
  return new Store<ProfileFileContent>({
    name: 'profiles',
    cwd: folder,
    clearInvalidConfig: false,
    configFileMode: 0o600,
    accessPropertiesByDotNotation: false,
  });
}
