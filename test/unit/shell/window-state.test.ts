import { describe, expect, it } from 'vitest';
import { type Bounds, boundsOnScreen, WindowState } from '../../../electron/shell/window-state.ts';

const LAPTOP: Bounds = { x: 0, y: 0, width: 1920, height: 1040 };
const BESIDE: Bounds = { x: 1920, y: -200, width: 2560, height: 1400 };
const saved: Bounds = { x: 2400, y: 100, width: 1400, height: 900 };

describe('the place of the window', () => {
  it('is where it was, on whichever screen that is', () => {
    expect(boundsOnScreen(saved, [LAPTOP, BESIDE])).toEqual(saved);
    const above = { ...saved, y: -190 };
    expect(boundsOnScreen(above, [LAPTOP, BESIDE])).toEqual(above);
  });

  it('is on a screen that exists when its own is gone', () => {
    expect(boundsOnScreen(saved, [LAPTOP])).toEqual({ x: 520, y: 100, width: 1400, height: 900 });
    expect(boundsOnScreen({ ...saved, x: -5000, y: -3000 }, [LAPTOP])).toMatchObject({ x: 0, y: 0 });
  });

  it('is moved when its title could not be grasped, and only then', () => {
    expect(boundsOnScreen({ ...saved, x: 1900, y: 20 }, [LAPTOP])).toMatchObject({ x: 520, y: 20 });
    expect(boundsOnScreen({ ...saved, x: 100, y: -40 }, [LAPTOP])).toMatchObject({ x: 100, y: 0 });
    const halfOut = { ...saved, x: -1200, y: 20 };
    expect(boundsOnScreen(halfOut, [LAPTOP])).toEqual(halfOut);
  });

  it('is never larger than its screen', () => {
    const large = { x: 0, y: 0, width: 3000, height: 2000 };
    expect(boundsOnScreen(large, [LAPTOP])).toEqual({ x: 0, y: 0, width: 1920, height: 1040 });
  });

  it('is left to the system at the first start and without any screen', () => {
    expect(boundsOnScreen(null, [LAPTOP])).toBeNull();
    expect(boundsOnScreen(saved, [])).toBeNull();
  });

  it('is not read from a file that holds nonsense', () => {
    const state = { bounds: saved, maximized: false, fullScreen: false, zoomLevel: 0 };
    expect(WindowState.safeParse(state).success).toBe(true);
    for (const wrong of [
      { ...state, bounds: { ...saved, width: 0 } },
      { ...state, bounds: { ...saved, x: Number.MAX_SAFE_INTEGER } },
      { ...state, zoomLevel: 400 },
    ])
      expect(WindowState.safeParse(wrong).success).toBe(false);
  });
});
