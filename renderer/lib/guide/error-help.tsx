import { useState } from 'react';
import type { ErrorCode } from '#shared/errors/codes.ts';
import { HELP } from '../../strings/help.ts';
import { LinkButton } from '../../ui/index.ts';
import s from './error-help.module.css';
import { GuideSectionText } from './guide-text.tsx';
import { helpLink } from './help-link.tsx';
import { errorSection } from './pages.ts';

/**
 * What the guide says to an error, folded. It opens in its place: a form that is being filled in
 * must not be left to read about its error.
 */
export function ErrorHelp({ code }: { code: ErrorCode }) {
  const [open, setOpen] = useState(false);
  const found = errorSection(code);
  if (found === null) return null;
  const { page, section } = found;
  return (
    <div className={s.help}>
      <LinkButton icon="help" small expanded={open} onClick={() => setOpen(!open)}>
        {open ? HELP.error.less : HELP.error.more}
      </LinkButton>
      {open && (
        <div className={s.text}>
          <GuideSectionText section={section} links={{ page: page.id, linkTo: helpLink }} />
          <LinkButton small renderLink={helpLink({ page: page.id, anchor: section.id })}>
            {HELP.open}
          </LinkButton>
        </div>
      )}
    </div>
  );
}
