import { useState } from 'react';
import type { ErrorCode } from '#shared/errors/codes.ts';
import { HELP } from '../../strings/help.ts';
import { LinkButton } from '../../ui/index.ts';
import s from './folded-help.module.css';
import { GuideSectionText } from './guide-text.tsx';
import { helpLink } from './help-link.tsx';
import { errorSection, type GuidePart, guidePart } from './pages.ts';

/** What the guide says to an error, folded; nothing where it says no more than the error itself. */
export function ErrorHelp({ code }: { code: ErrorCode }) {
  return <FoldedPart part={errorSection(code)} />;
}

/** One section of the guide, folded. */
export function SectionHelp({ page, section }: { page: string; section: string }) {
  return <FoldedPart part={guidePart({ page, anchor: section })} />;
}

/** It opens in its place: a form that is being filled in must not be left to read about its error. */
function FoldedPart({ part }: { part: GuidePart | null }) {
  const [open, setOpen] = useState(false);
  if (part === null) return null;
  const { page, section } = part;
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
