import { QueryClientProvider } from '@tanstack/react-query';
import { createHashHistory, RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createQueryClient } from './api/hooks.ts';
import { loadLaterPages } from './app/later-pages.ts';
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

// The pages that a start leads to come with it; the others are loaded when it has settled. One that is opened earlier,
// or could not be fetched, is fetched when it is opened, and its error is shown there.
const SETTLED_MS = 1_500;
setTimeout(
  () => requestIdleCallback(() => void loadLaterPages().catch(() => undefined), { timeout: 2_000 }),
  SETTLED_MS,
);
