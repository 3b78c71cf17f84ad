import { cleanup, type RenderResult, render } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { afterEach } from 'vitest';
import { UiProvider } from '../../../renderer/ui/index.ts';

afterEach(cleanup);

/** Draws one part of the kit inside its provider, without transitions. */
export function draw(element: ReactNode): RenderResult & { user: UserEvent } {
  const within = ({ children }: { children: ReactNode }) => <UiProvider env="test">{children}</UiProvider>;
  return { user: userEvent.setup(), ...render(element, { wrapper: within }) };
}
