import { createContext } from 'react';

export interface PageOwner {
  name: string;
  /** After the name, such as its tenant. */
  note: string;
}

/** What the page belongs to: its head names it where the navigation has no room for that. */
export const PageOwnerContext = createContext<PageOwner | null>(null);
