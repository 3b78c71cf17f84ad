import { act } from '@testing-library/react';

/** Two presses before anything is drawn: what an impatient double click comes to on a slow machine. */
export function pressTwice(button: HTMLElement): void {
  act(() => {
    button.click();
    button.click();
  });
}
