import type { RestartNode } from '../model/restart.ts';

type State = Pick<RestartNode, 'state'>;

/** True when nothing is due of a node any more: it is healthy, or somebody has vouched for it. */
export const isDone = ({ state }: State): boolean => state === 'healthy' || state === 'ticked-off';

/** True while a node is on its way down or up again. */
export const isMoving = ({ state }: State): boolean =>
  state === 'requested' || state === 'down' || state === 'starting';
