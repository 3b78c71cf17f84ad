import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';

interface Opener {
  element: HTMLElement;
  /** The rows around it: the one in use may be another one by the time the layer closes. */
  rows: HTMLElement | null;
}

interface OpenLayer {
  layer: RefObject<HTMLElement | null>;
  /** What had the focus before, then what had opened the layer around that, and so on. */
  openers: readonly Opener[];
}

let open: readonly OpenLayer[] = [];

const holdsFocus = (layer: RefObject<HTMLElement | null>): boolean =>
  layer.current?.contains(document.activeElement) ?? false;

/** The line that Tab leads to. */
const currentLine = (rows: ParentNode): HTMLElement | null =>
  rows.querySelector<HTMLElement>('[data-line][tabindex="0"]');

/** Gives the focus to the title of the page, from which reading goes on. */
export const focusTitle = (): void =>
  document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });

function openersNow(): readonly Opener[] {
  const active = document.activeElement;
  if (!(active instanceof HTMLElement) || active === document.body) return [];
  const around = open.find(({ layer }) => layer.current?.contains(active));
  return [{ element: active, rows: active.closest('tbody') }, ...(around?.openers ?? [])];
}

function stillThere({ element, rows }: Opener): HTMLElement | null {
  const line = rows?.isConnected === true && element.dataset.line !== undefined ? currentLine(rows) : null;
  return line ?? (element.isConnected ? element : null);
}

/** Whether nothing has the focus that somebody can see. */
const isLost = (): boolean => {
  const active = document.activeElement;
  return active === null || active === document.body || !active.isConnected;
};

/**
 * When a layer closes with the focus in it, the focus goes back to what opened the layer; where that is gone, to what
 * opened the layer around it, to the row in use, or to the title of the page.
 */
export function useReturnFocus(opened: boolean, layer: RefObject<HTMLElement | null>): void {
  const back = useRef<(() => void) | null>(null);
  useLayoutEffect(() => {
    if (!opened) return;
    const mine: OpenLayer = { layer, openers: openersNow() };
    open = [mine, ...open];
    return () => {
      open = open.filter((other) => other !== mine);
      const beside = besideOf(layer);
      back.current = holdsFocus(layer)
        ? () => {
            const opener = mine.openers.map(stillThere).find((element) => element !== null);
            const line = beside?.isConnected === true ? currentLine(beside) : null;
            const target = opener ?? line;
            if (target === null) focusTitle();
            else target.focus({ preventScroll: true });
          }
        : null;
    };
  }, [opened, layer]);
  // What goes away together is away by then.
  useEffect(() => {
    if (!opened) return;
    return () => {
      if (isLost()) back.current?.();
      back.current = null;
    };
  }, [opened]);
}

const besideOf = (layer: RefObject<HTMLElement | null>): HTMLElement | null =>
  layer.current?.parentElement ?? null;
