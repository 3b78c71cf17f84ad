import { cleanup, render } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { afterEach } from 'vitest';
import { UiProvider } from '../../../renderer/ui/index.ts';

afterEach(cleanup);

/** Draws one part of the kit inside its provider, without transitions. */
export function draw(element: ReactNode): ReturnType<typeof render> & { user: UserEvent } {
  const within = ({ children }: { children: ReactNode }) => <UiProvider env="test">{children}</UiProvider>;
  return Object.assign(render(element, { wrapper: within }), { user: userEvent.setup() });
}
