import { nodeFileStore } from '#core/files/node-file-store.ts';
import { systemClock } from '#core/files/system-clock.ts';
import { foundLocks } from '#core/operations/lock.ts';
import type { FileStore } from '#core/ports.ts';
import type { Session } from '../session.ts';
import { failed, failedBy, type Look, passed, warning } from './finding.ts';

/** The data folder: whether it can be written to, and what others do or left there. */
export async function lookAtFolder({ engine, folder }: Pick<Session, 'engine' | 'folder'>): Promise<Look[]> {
  const files = nodeFileStore(folder);
  return [await writable(files), ...(await savedGateways(engine)), await locks(files)];
}

async function savedGateways(engine: Session['engine']): Promise<Look[]> {
  const title = 'Saved gateways';
  const notices = engine.notices();
  if (notices.length > 0) return notices.map((notice) => failed(title, notice));
  const names = (await engine.gateways.list({})).map(({ profile }) => profile.name);
  return [names.length === 0 ? warning(title, 'None is saved yet') : passed(title, names.join(', '))];
}

async function writable(files: FileStore): Promise<Look> {
  const file = `doctor-${process.pid}.tmp`;
  try {
    await files.write(file, 'written to see that it can be');
    await files.remove(file);
    return passed('Data folder', `${files.folder} can be written to`);
  } catch (thrown) {
    return failedBy('Data folder', thrown);
  }
}

async function locks(files: FileStore): Promise<Look> {
  try {
    const found = await foundLocks({ files, clock: systemClock });
    const words = found.map(({ text, gone }) => (gone ? `${text}; its process is gone` : text));
    return words.length === 0
      ? passed('Locks', 'Nothing is at work')
      : warning(
          'Locks',
          `${words.join('. ')}. The next change waits for what is at work, and takes over what is not`,
        );
  } catch (thrown) {
    return failedBy('Locks', thrown);
  }
}
