import { useState } from 'react';
import { GuideBody } from '../../lib/guide/guide-text.tsx';
import { helpLink } from '../../lib/guide/help-link.tsx';
import { FIRST_PAGE, type GuideTarget, guidePages } from '../../lib/guide/pages.ts';
import { COMMON } from '../../strings/common.ts';
import { HELP } from '../../strings/help.ts';
import { Flyout, LinkButton, type RenderLink } from '../../ui/index.ts';
import s from './layout.module.css';

/** A page of the guide over the right end of the page it explains, which stays as it is. */
export function GuideDrawer({ page: first, onClose }: { page: string; onClose: () => void }) {
  const [at, setAt] = useState<GuideTarget>({ page: first, anchor: '' });
  const page = guidePages().get(at.page) ?? guidePages().get(FIRST_PAGE);
  if (page === undefined) return null;
  const linkTo = (target: GuideTarget): RenderLink =>
    function stayHere({ children }) {
      return <LinkButton onClick={() => setAt(target)}>{children}</LinkButton>;
    };
  return (
    <div className={s.drawer}>
      <Flyout
        key={page.id}
        label={HELP.article(page.title)}
        title={page.title}
        closeLabel={COMMON.actions.close}
        onClose={onClose}
        footer={<LinkButton renderLink={helpLink(at)}>{HELP.open}</LinkButton>}
      >
        <GuideBody page={page} links={{ page: page.id, linkTo }} focusOn={at.anchor} />
      </Flyout>
    </div>
  );
}
