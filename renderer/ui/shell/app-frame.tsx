import { type ReactNode, useMemo } from 'react';
import { BrandMark } from '../base/icon.tsx';
import { type PageOwner, PageOwnerContext } from './page-owner.ts';
import s from './shell.module.css';

export interface AppFrameProps {
  /** Name of the navigation for screen readers. */
  navLabel: string;
  brand: string;
  /** Switcher, search and rows, from the top. */
  nav: ReactNode;
  /** Running operation, pending restart and user, from the bottom. */
  navFoot?: ReactNode;
  /** A `Footer`. */
  footer?: ReactNode;
  /** What the page belongs to, for its head in a narrow window; `null` for pages of the program. */
  owner?: PageOwner | null;
  /** A page: `PageHeader`, then `PageBody`, `PageFill` or `WizardLayout`. */
  children: ReactNode;
}

/** The window: navigation 176 (a rail of 52 in a narrow window), page, footer 28. */
export function AppFrame({ navLabel, brand, nav, navFoot, footer, owner = null, children }: AppFrameProps) {
  const { name = null, note = '' } = owner ?? {};
  const kept = useMemo(() => (name === null ? null : { name, note }), [name, note]);
  return (
    <div className={s.app}>
      <nav className={s.nav} aria-label={navLabel}>
        <div className={s.brand}>
          <BrandMark />
          <span className={s.railHidden}>{brand}</span>
        </div>
        {nav}
        <div className={s.spacer} />
        {navFoot}
      </nav>
      <main className={s.main}>
        <PageOwnerContext value={kept}>{children}</PageOwnerContext>
      </main>
      {footer}
    </div>
  );
}
