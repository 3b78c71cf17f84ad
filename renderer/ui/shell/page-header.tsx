import { type ReactNode, type Ref, use } from 'react';
import { cx } from '../base/cx.ts';
import { Icon } from '../base/icon.tsx';
import type { RenderLink } from '../base/link.ts';
import { MiddleCut } from '../base/text.tsx';
import s from './page.module.css';
import { PageOwnerContext } from './page-owner.ts';
import { useNarrowWindow } from './rail.tsx';

export interface Crumb {
  label: string;
  renderLink: RenderLink;
}

export interface PageHeaderProps {
  title: string;
  /** The pages above this one, outermost first. */
  crumbs?: readonly Crumb[];
  /** The name of what the page is about, in mono, never cut at its end. */
  name?: string;
  /** A few words after the title. */
  note?: ReactNode;
  /** Buttons or words at the right end; the primary one last. */
  right?: ReactNode;
  /** For a page that gives its title the focus when it is opened. */
  titleRef?: Ref<HTMLHeadingElement>;
}

/** The gateway of the page, which the rail has no room to name. */
function Owner() {
  const owner = use(PageOwnerContext);
  const narrow = useNarrowWindow();
  if (owner === null || !narrow) return null;
  return (
    <div className={s.owner}>
      <span className={s.ownerName}>
        <MiddleCut plain text={owner.name} />
      </span>
      <span className={s.ownerNote}>
        <MiddleCut plain text={owner.note} />
      </span>
    </div>
  );
}

/** The head of a page, 48 high: title left, actions right. */
export function PageHeader({ title, crumbs = [], name, note, right, titleRef }: PageHeaderProps) {
  return (
    <header className={s.head}>
      <div className={s.headText}>
        <Owner />
        <div className={s.headLine}>
          <div className={cx(s.crumbs, crumbs.length === 0 && s.noCrumbs)}>
            {crumbs.map((crumb) => (
              <span key={crumb.label} className={s.crumb}>
                {crumb.renderLink({ className: s.crumbLink ?? '', children: crumb.label })}
                <Icon name="right" size="s" />
              </span>
            ))}
            <h1 className={s.title} ref={titleRef} tabIndex={-1}>
              {title}
            </h1>
            {name !== undefined && (
              <span className={s.headName}>
                <MiddleCut text={name} />
              </span>
            )}
          </div>
          {note !== undefined && <span className={s.note}>{note}</span>}
        </div>
      </div>
      {right !== undefined && <div className={s.headEnd}>{right}</div>}
    </header>
  );
}
