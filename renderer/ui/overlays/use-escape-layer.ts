import { useEffect, useRef } from 'react';

type Close = () => void;

/** Beside the page, over the page, or a list that hangs on a button of either. */
export type EscapeLevel = 'aside' | 'dialog' | 'list';

interface Layer {
  level: number;
  close: { current: Close };
}

const levels: Record<EscapeLevel, number> = { aside: 0, dialog: 1, list: 2 };
let layers: readonly Layer[] = [];

/** The highest level, and within it the one opened last. */
const topmost = (): Layer | undefined =>
  layers.reduce<Layer | undefined>(
    (top, layer) => (top === undefined || layer.level >= top.level ? layer : top),
    undefined,
  );

function onKey(event: KeyboardEvent): void {
  const top = topmost();
  if (event.key !== 'Escape' || event.isComposing || top === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  top.close.current();
}

/** While open, Esc closes this layer, unless there is one above it. */
export function useEscapeLayer(open: boolean, close: Close, level: EscapeLevel = 'aside'): void {
  const latest = useRef(close);
  useEffect(() => {
    latest.current = close;
  }, [close]);
  useEffect(() => {
    if (!open) return;
    const layer: Layer = { level: levels[level], close: latest };
    if (layers.length === 0) window.addEventListener('keydown', onKey, true);
    layers = [...layers, layer];
    return () => {
      layers = layers.filter((other) => other !== layer);
      if (layers.length === 0) window.removeEventListener('keydown', onKey, true);
    };
  }, [open, level]);
}
