import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ensureDebianPackages, firstInstallable, isRoot } from '#lab/processes/debian.ts';

/** A JDK home whose major version lies within the bounds; installs one on Debian as root if it can. */
export async function findJava(bounds: { min: number; max: number }): Promise<string> {
  const found = installedJava(bounds);
  if (found !== undefined) return found;
  const wanted = [17, 21, 25, 24, 23, 22].filter((major) => major >= bounds.min && major <= bounds.max);
  const packages = wanted.flatMap((major) => [`openjdk-${major}-jdk-headless`, `temurin-${major}-jdk`]);
  const first = isRoot() ? await firstInstallable(packages) : undefined;
  if (first !== undefined) {
    await ensureDebianPackages([first]);
    const installed = installedJava(bounds);
    if (installed !== undefined) return installed;
  }
  throw new Error(
    `No JDK ${describe(bounds)} was found in JAVA_HOME_<major>_X64, /usr/lib/jvm or JAVA_HOME. ` +
      `Run: sudo apt-get install -y ${packages[0] ?? `openjdk-${bounds.min}-jdk-headless`} (or set JAVA_HOME)`,
  );
}

function describe(bounds: { min: number; max: number }): string {
  if (bounds.min === bounds.max) return String(bounds.min);
  return bounds.max === 99 ? `${bounds.min} or later` : `${bounds.min} to ${bounds.max}`;
}

function installedJava(bounds: { min: number; max: number }): string | undefined {
  return candidates().find((home) => {
    const major = majorOf(home);
    return major !== undefined && major >= bounds.min && major <= bounds.max;
  });
}

function candidates(): string[] {
  const named = Object.entries(process.env).filter(([name]) => /^JAVA_HOME_\d+_X64$/.test(name));
  const jvm = '/usr/lib/jvm';
  const system = existsSync(jvm) ? readdirSync(jvm).map((name) => path.join(jvm, name)) : [];
  return [...named.map(([, home]) => home), ...system, process.env.JAVA_HOME].filter(
    (home): home is string => home !== undefined && existsSync(path.join(home, 'bin', 'javac')),
  );
}

function majorOf(home: string): number | undefined {
  const file = path.join(home, 'release');
  if (!existsSync(file)) return undefined;
  const version = /^JAVA_VERSION="(?:1\.)?(\d+)/m.exec(readFileSync(file, 'utf8'));
  return version?.[1] === undefined ? undefined : Number(version[1]);
}
