import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router';
import { cleanup, type RenderResult, render } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { afterEach } from 'vitest';
import { createQueryClient } from '../../../renderer/api/hooks.ts';
import { loadLaterPages } from '../../../renderer/app/later-pages.ts';
import { type AppRouter, createAppRouter } from '../../../renderer/app/router.tsx';
import { UiProvider } from '../../../renderer/ui/index.ts';
import { type Answers, createFakeBridge, type FakeBridge } from './fake-bridge.ts';
import { calmAnswers } from './samples.ts';

afterEach(cleanup);
// As in a program that has been open for a moment.
await loadLaterPages();

export interface Rendered extends RenderResult {
  bridge: FakeBridge;
  user: UserEvent;
  router: AppRouter;
  /** All that is kept beside the pages. */
  client: QueryClient;
}

function start(router: AppRouter, answers: Answers): Rendered {
  const bridge = createFakeBridge({ ...calmAnswers(), ...answers });
  window.gatewayVault = bridge;
  const client = createQueryClient();
  const result = render(
    <UiProvider env="test">
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </UiProvider>,
  );
  return { ...result, bridge, user: userEvent.setup(), router, client };
}

const at = (path: string) => createMemoryHistory({ initialEntries: [path] });

/** The whole program at one address, with memory history. Answers not given are those of a calm gateway `gw-1`. */
export const renderApp = (path: string, answers: Answers = {}): Rendered =>
  start(createAppRouter(at(path)), answers);

/**
 * One element alone, inside everything it needs: kit, cache and router, without the layout. The parameters of
 * `path` reach it, because the addresses are those of the program.
 */
export function renderWithApp(element: ReactNode, answers: Answers = {}, path = '/'): Rendered {
  const root = createRootRoute({ component: () => element });
  const paths = Object.keys(createAppRouter(at('/')).routesByPath);
  const routes = paths.map((one) => createRoute({ getParentRoute: () => root, path: one }));
  const router = createRouter({ routeTree: root.addChildren(routes), history: at(path) });
  return start(router as unknown as AppRouter, answers);
}
