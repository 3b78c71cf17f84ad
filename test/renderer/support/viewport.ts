interface HappyWindow {
  happyDOM: { setViewport(size: { width: number; height: number }): void };
}

/** Gives the window of the tests a size, before anything is drawn in it. */
export const sizeWindow = (width: number, height = 800): void =>
  (window as unknown as HappyWindow).happyDOM.setViewport({ width, height });
