import { z } from 'zod';
import type { AppError } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import { GatewayProfile } from '#shared/model/gateway.ts';
import type { FileStore } from '../ports.ts';

/** One file for the program and its command line, in the format of electron-store. */
export const PROFILE_FILE = 'profiles.json';
const PROFILE_FILE_VERSION = 1;

const ProfileFile = z.object({
  schemaVersion: z.literal(PROFILE_FILE_VERSION),
  gateways: z.array(z.unknown()),
});

export interface ProfileFileContent {
  schemaVersion: typeof PROFILE_FILE_VERSION;
  gateways: GatewayProfile[];
}

/** What goes into the file. */
export function profileFileContent(profiles: readonly GatewayProfile[]): ProfileFileContent {
  return { schemaVersion: PROFILE_FILE_VERSION, gateways: [...profiles] };
}

/** Exactly as electron-store writes it. */
export function profileFileText(profiles: readonly GatewayProfile[]): string {
  return JSON.stringify(profileFileContent(profiles), undefined, '\t');
}

/** Reads whatever the file holds; never throws. `damaged` when anything of it was not understood. */
export function parseProfileFile(text: string): { profiles: GatewayProfile[]; damaged: boolean } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { profiles: [], damaged: true };
  }
  const file = ProfileFile.safeParse(json);
  if (!file.success) return { profiles: [], damaged: true };
  const profiles = new Map<string, GatewayProfile>();
  for (const entry of file.data.gateways) {
    const profile = GatewayProfile.safeParse(entry);
    if (profile.success && !profiles.has(profile.data.id)) profiles.set(profile.data.id, profile.data);
  }
  return { profiles: [...profiles.values()], damaged: profiles.size !== file.data.gateways.length };
}

/**
 * Loads the saved gateways. A file that is not wholly understood is set aside, and what could be read of it
 * is written anew by `save`, so that the next start finds it.
 */
export async function loadProfileFile(
  files: FileStore,
  save: (profiles: readonly GatewayProfile[]) => Promise<void>,
): Promise<{ profiles: GatewayProfile[]; notice: AppError | null }> {
  const text = await files.read(PROFILE_FILE);
  if (text === null) return { profiles: [], notice: null };
  const { profiles, damaged } = parseProfileFile(text);
  if (!damaged) return { profiles, notice: null };
  const aside = await files.setAside(PROFILE_FILE);
  if (profiles.length > 0) await save(profiles);
  return { profiles, notice: appError('profiles-unreadable', { what: aside }) };
}

/** Before the file is replaced: a file that became unreadable in the meantime is kept under another name. */
export async function keepDamagedProfileFile(files: FileStore): Promise<void> {
  const text = await files.read(PROFILE_FILE);
  if (text !== null && parseProfileFile(text).damaged) await files.setAside(PROFILE_FILE);
}
