import type { Io } from '../io.ts';
import { barFollower } from './bar.ts';
import type { Follower } from './follower.ts';
import { jsonFollower } from './lines.ts';
import { plainFollower } from './plain.ts';

/** Objects for programs, a bar where somebody looks at a terminal, lines everywhere else. */
export function followerOf(io: Io, isJson: boolean): Follower {
  if (isJson) return jsonFollower(io);
  return io.terminal === null ? plainFollower(io) : barFollower(io.terminal, io.out);
}
