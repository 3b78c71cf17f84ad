import { useMediaQuery } from '@mantine/hooks';
import type { ReactElement } from 'react';
import { design } from '../../app/theme.ts';
import { Tooltip } from '../overlays/tooltip.tsx';

/** Below 1180 px, where the navigation is a rail of icons. Known at once: nothing is drawn in its wide form first. */
export const useNarrowWindow = (): boolean =>
  useMediaQuery(`(max-width: ${design.narrowBelow}px)`, undefined, { getInitialValueInEffect: false });

/** In the rail, what a row says when it has its whole width. */
export function WithRailTip({ text, children }: { text: string; children: ReactElement }) {
  const narrow = useNarrowWindow();
  return narrow ? (
    <Tooltip text={text} side="right">
      {children}
    </Tooltip>
  ) : (
    children
  );
}
