import { z } from 'zod';

const Side = z.number().int().min(-100_000).max(100_000);

/** Where the window was, and how large the page was drawn. */
export const WindowState = z.strictObject({
  bounds: z.strictObject({ x: Side, y: Side, width: Side.positive(), height: Side.positive() }).nullable(),
  maximized: z.boolean(),
  fullScreen: z.boolean(),
  /** As Chromium counts: 0 is 100 %, each step a fifth more or less. */
  zoomLevel: z.number().min(-8).max(9),
});
export type WindowState = z.infer<typeof WindowState>;
export type Bounds = NonNullable<WindowState['bounds']>;

export const FIRST_STATE: WindowState = { bounds: null, maximized: false, fullScreen: false, zoomLevel: 0 };

/** So much of the window must be on a screen, so that its title can be grasped. */
const GRASP = { width: 120, height: 60 };

/**
 * Where to put the window: as it was if its title can still be reached on a screen that exists, moved onto the nearest
 * part of the first screen if not, never larger than the screen. Null: the system chooses.
 */
export function boundsOnScreen(
  saved: WindowState['bounds'],
  screens: readonly Bounds[],
): WindowState['bounds'] {
  const [first] = screens;
  if (saved === null || first === undefined) return null;
  const screen = screens.find((area) => isReachable(saved, area));
  const area = screen ?? first;
  const width = Math.min(saved.width, area.width);
  const height = Math.min(saved.height, area.height);
  if (screen !== undefined) return { ...saved, width, height };
  return {
    x: between(saved.x, area.x, area.x + area.width - width),
    y: between(saved.y, area.y, area.y + area.height - height),
    width,
    height,
  };
}

function isReachable(window: Bounds, area: Bounds): boolean {
  const across = Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x);
  const titleIsIn = window.y >= area.y - 1 && window.y + GRASP.height <= area.y + area.height;
  return titleIsIn && across >= Math.min(GRASP.width, window.width);
}

const between = (value: number, least: number, most: number): number =>
  Math.max(least, Math.min(value, most));
