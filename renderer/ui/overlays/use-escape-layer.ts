import { useEffect, useRef } from 'react';

type Close = () => void;
const layers: { current: Close }[] = [];

function onKey(event: KeyboardEvent): void {
  const top = layers.at(-1);
  if (event.key !== 'Escape' || event.isComposing || top === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  top.current();
}

/** While open, Esc closes this layer, unless another was opened above it. */
export function useEscapeLayer(open: boolean, close: Close): void {
  const latest = useRef(close);
  useEffect(() => {
    latest.current = close;
  }, [close]);
  useEffect(() => {
    if (!open) return;
    if (layers.length === 0) window.addEventListener('keydown', onKey, true);
    layers.push(latest);
    return () => {
      layers.splice(layers.indexOf(latest), 1);
      if (layers.length === 0) window.removeEventListener('keydown', onKey, true);
    };
  }, [open]);
}
