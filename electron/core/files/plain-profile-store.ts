import type { FileStore, ProfileStore } from '../ports.ts';
import { keepDamagedProfileFile, loadProfileFile, PROFILE_FILE, profileFileText } from './profile-file.ts';

/** The same saved gateways without Electron, for the command line and the tests. */
export function plainProfileStore(files: FileStore): ProfileStore {
  const save: ProfileStore['save'] = async (profiles) => {
    await keepDamagedProfileFile(files);
    await files.write(PROFILE_FILE, profileFileText(profiles));
  };
  return { load: () => loadProfileFile(files, save), save };
}
