import { QueryClientProvider } from '@tanstack/react-query';
import { createHashHistory, RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createQueryClient } from './api/hooks.ts';
import { loadFirstPage, loadLaterPages } from './app/later-pages.ts';
import { createAppRouter } from './app/router.tsx';
import { UiProvider } from './ui/index.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no element #root.');

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';

createRoot(root).render(
  <StrictMode>
    <UiProvider {...(nonce === '' ? {} : { nonce })}>
      <QueryClientProvider client={createQueryClient()}>
        <RouterProvider router={createAppRouter(createHashHistory())} />
      </QueryClientProvider>
    </UiProvider>
  </StrictMode>,
);

// The first page is painted without the others, and answers before most of them are loaded. One that is opened earlier,
// or could not be fetched, is fetched when it is opened, and its error is shown there.
const SETTLED_MS = 1_500;
const whenIdle = (load: () => Promise<unknown>): void => {
  requestIdleCallback(() => void load().catch(() => undefined), { timeout: 2_000 });
};
whenIdle(loadFirstPage);
setTimeout(() => whenIdle(loadLaterPages), SETTLED_MS);
