import { homedir, userInfo } from 'node:os';
import type { Engine } from '#core/engine-api.ts';
import { dataFolder } from '#core/files/data-folder.ts';
import { nodeFileStore } from '#core/files/node-file-store.ts';
import { plainProfileStore } from '#core/files/plain-profile-store.ts';
import { systemClock } from '#core/files/system-clock.ts';
import { DEFAULT_TIMING } from '#core/ports.ts';
import type { GatewayProfile } from '#shared/model/gateway.ts';
import type { Operation } from '#shared/model/operation.ts';
import type { PendingRestart } from '#shared/model/restart.ts';
import { createScrubber } from '../platform/scrubber.ts';
import { type Follower, quietFollower } from './following/follower.ts';
import { Interrupts } from './interrupts.ts';
import type { Io } from './io.ts';
import { errorLines } from './problem.ts';
import type { Asked } from './prompt.ts';
import { environmentVault, needPassword } from './secrets.ts';
import { type Choice, chosen, ENVIRONMENT } from './selected.ts';

/** The engine on the data folder that the desktop program uses too, for the time of one command. */
export interface Session {
  io: Io;
  engine: Engine;
  folder: string;
  /** The one saved gateway that is meant. Rejects with a Refusal that names the others. */
  gateway(
    choice: Choice & {
      /** Where its password is asked for; left out, one that is not given is refused. */
      terminal?: Asked | null;
    },
  ): Promise<GatewayProfile>;
  /** Tells of long work while it is waited for. */
  follower: Follower;
  interrupts: Interrupts;
  /** Hears every state of every operation from here on, until the function that it returns is called. */
  hear(listener: (operation: Operation) => void): () => void;
  /** Hears what is due on a gateway each time it changes, until the function that it returns is called. */
  hearRestarts(listener: (pending: PendingRestart | null) => void): () => void;
  close(): Promise<void>;
}

/** Opens the data folder. Rejects with a Refusal or an AppFailure; what is unreadable there is kept and told. */
export async function openSession(
  plain: Io,
  followerOf: (io: Io) => Follower = ({ err }) => quietFollower(err),
): Promise<Session> {
  const scrubber = createScrubber();
  const io: Io = {
    ...plain,
    out: (line) => plain.out(scrubber.scrub(line)),
    err: (line) => plain.err(scrubber.scrub(line)),
    detail: (line) => plain.detail(scrubber.scrub(line)),
  };
  const folder = dataFolder(io.env, process.platform, homedir());
  const vault = environmentVault(io.env, scrubber);
  const files = nodeFileStore(folder);
  const listeners = new Set<(operation: Operation) => void>();
  const restartListeners = new Set<(pending: PendingRestart | null) => void>();
  const { createEngine } = await import('#core/engine.ts');
  const engine = createEngine({
    profiles: plainProfileStore(files),
    vault,
    files,
    clock: systemClock,
    logger: { info: io.detail, warn: io.detail, error: io.detail },
    learnSecret: scrubber.register,
    user: userInfo().username,
    emit: (name, payload) => {
      if (name === 'operation') for (const listener of listeners) listener(payload as Operation);
      if (name === 'restart' && 'pending' in payload)
        for (const listener of restartListeners) listener(payload.pending);
    },
    timing: DEFAULT_TIMING,
  });
  await engine.start({ goOn: false });
  for (const notice of engine.notices()) for (const line of errorLines(notice)) io.err(line);
  let used: string | null = null;
  return {
    io,
    engine,
    folder,
    gateway: async (choice) => {
      const profile = chosen(
        (await engine.gateways.list({})).map((view) => view.profile),
        folder,
        { ...choice, name: choice.name ?? io.env[ENVIRONMENT] },
      );
      await needPassword(profile, vault, choice.terminal ?? null, scrubber);
      used = profile.id;
      return profile;
    },
    follower: followerOf(io),
    interrupts: new Interrupts(),
    hear: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    hearRestarts: (listener) => {
      restartListeners.add(listener);
      return () => void restartListeners.delete(listener);
    },
    close: async () => {
      if (used !== null)
        for (const call of await engine.gateways.calls({ gatewayId: used }))
          io.detail(
            `${call.method} ${call.url} ${call.status ?? call.error ?? ''} ${Math.round(call.tookMs)} ms`,
          );
      await engine.leave();
    },
  };
}
