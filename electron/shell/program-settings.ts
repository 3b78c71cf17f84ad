import { nativeTheme } from 'electron';
import type { Settings } from '#shared/model/settings.ts';
import type { KeptJson } from '../platform/kept-json.ts';

/** What the user chose about the program, kept and in effect. */
export interface ProgramSettings {
  get: () => Settings;
  /** Resolves when it is kept. Rejects with `file-failed`, and then nothing has changed. */
  set: (settings: Settings) => Promise<Settings>;
}

/** Reads the settings and puts them into effect: the theme counts for native parts and for the page. */
export async function openSettings(kept: KeptJson<Settings>): Promise<ProgramSettings> {
  let now = await kept.read();
  const apply = (): void => {
    nativeTheme.themeSource = now.theme;
  };
  apply();
  return {
    get: () => now,
    set: async (settings) => {
      await kept.write(settings);
      now = settings;
      apply();
      return now;
    },
  };
}
