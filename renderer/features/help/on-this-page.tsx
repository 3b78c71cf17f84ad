import { helpLink } from '../../lib/guide/help-link.tsx';
import type { GuidePage } from '../../lib/guide/parse.ts';
import { HELP } from '../../strings/help.ts';
import { Heading, ScrollArea } from '../../ui/index.ts';
import s from './help.module.css';

/** The headings of a page, as links. */
export function OnThisPage({ page }: { page: GuidePage }) {
  return (
    <nav className={s.contents} aria-labelledby="help-on-this-page">
      <ScrollArea>
        <div className={s.contentsScrolled}>
          <Heading level={2} id="help-on-this-page">
            {HELP.onThisPage}
          </Heading>
          <ul className={s.list}>
            {page.sections.map((section) => (
              <li key={section.id} className={section.level > 2 ? s.inner : undefined}>
                {helpLink({ page: page.id, anchor: section.id })({
                  className: s.link ?? '',
                  children: section.title,
                })}
              </li>
            ))}
          </ul>
        </div>
      </ScrollArea>
    </nav>
  );
}
