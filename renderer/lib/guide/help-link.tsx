import { Link } from '@tanstack/react-router';
import type { RenderLink } from '../../ui/index.ts';
import { FIRST_PAGE, type GuideTarget } from './pages.ts';

/** A link to a place of the guide on the help page. */
export const helpLink =
  ({ page, anchor }: GuideTarget): RenderLink =>
  (parts) => {
    const hash = anchor === '' ? {} : { hash: anchor };
    if (page === FIRST_PAGE) return <Link to="/help" {...hash} {...parts} />;
    return <Link to="/help/$page" params={{ page }} {...hash} {...parts} />;
  };
