import type { ReactElement, ReactNode } from 'react';

export interface LinkParts {
  className: string;
  children: ReactNode;
  title?: string;
  'aria-label'?: string;
  'aria-current'?: 'page';
}

/** Draws the link itself, so that the router's own can be used: `(parts) => <Link to="/backups" {...parts} />`. */
export type RenderLink = (parts: LinkParts) => ReactElement;
