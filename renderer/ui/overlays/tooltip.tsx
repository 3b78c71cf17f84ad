import { Tooltip as Base } from '@mantine/core';
import type { ReactElement } from 'react';

export interface TooltipProps {
  text: string;
  /** One element that takes a ref: a button, a link, a span. */
  children: ReactElement;
  side?: 'top' | 'bottom' | 'left' | 'right';
}

/** A short text on hover and focus. Never the only place of something that must be known. */
export function Tooltip({ text, children, side = 'bottom' }: TooltipProps) {
  return (
    <Base label={text} position={side} withinPortal>
      {children}
    </Base>
  );
}
