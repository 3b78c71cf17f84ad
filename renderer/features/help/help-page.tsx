import { Link, useLocation, useParams } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { GuideBody } from '../../lib/guide/guide-text.tsx';
import { helpLink } from '../../lib/guide/help-link.tsx';
import { FIRST_PAGE, guidePages } from '../../lib/guide/pages.ts';
import { HELP } from '../../strings/help.ts';
import { Button, EmptyState, PageBody, PageFill, PageHeader } from '../../ui/index.ts';
import s from './help.module.css';
import { HelpSide } from './help-side.tsx';
import { OnThisPage } from './on-this-page.tsx';

/** The guide: its list with a search at the left, a page of it, and what is on that page. */
export function HelpPage() {
  const { page: id = FIRST_PAGE } = useParams({ strict: false });
  const { hash } = useLocation();
  const page = guidePages().get(id);
  const title = useRef<HTMLHeadingElement>(null);

  // Reading goes on where a link led to.
  useEffect(() => {
    if (hash === '') title.current?.focus();
  }, [id, hash]);

  const crumbs =
    id === FIRST_PAGE
      ? {}
      : { crumbs: [{ label: HELP.title, renderLink: helpLink({ page: FIRST_PAGE, anchor: '' }) }] };
  return (
    <>
      <PageHeader title={page?.title ?? HELP.missing.title} titleRef={title} {...crumbs} />
      <PageFill>
        <div className={s.columns}>
          <HelpSide page={id} />
          {page === undefined ? (
            <EmptyState
              icon="help"
              title={HELP.missing.title}
              text={HELP.missing.text}
              action={
                <Button renderLink={(parts) => <Link to="/help" {...parts} />}>{HELP.missing.back}</Button>
              }
            />
          ) : (
            <>
              <article className={s.article} aria-label={HELP.article(page.title)}>
                <PageBody key={page.id} label={page.title}>
                  <GuideBody page={page} links={{ page: page.id, linkTo: helpLink }} focusOn={hash} />
                </PageBody>
              </article>
              {page.sections.length > 1 && <OnThisPage page={page} />}
            </>
          )}
        </div>
      </PageFill>
    </>
  );
}
