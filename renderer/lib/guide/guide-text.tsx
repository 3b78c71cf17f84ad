import type { MarkedToken } from 'marked';
import { createElement, type ReactNode, useEffect, useRef } from 'react';
import { COMMON } from '../../strings/common.ts';
import { HELP } from '../../strings/help.ts';
import { CodeBlock, Icon, type RenderLink, RuledTable } from '../../ui/index.ts';
import s from './guide-text.module.css';
import { type GuideTarget, targetOf } from './pages.ts';
import { childrenOf, type GuidePage, type GuideSection } from './parse.ts';

export interface GuideLinks {
  /** The page that the text is of; a link without a file leads to it. */
  page: string;
  /** Draws a link to another place of the guide. */
  linkTo: (target: GuideTarget) => RenderLink;
}

export interface GuideBodyProps {
  page: GuidePage;
  links: GuideLinks;
  /** The heading that a link led to: it comes into view and takes the focus. Empty: none. */
  focusOn: string;
}

/** A page of the guide without its title. */
export function GuideBody({ page, links, focusOn }: GuideBodyProps) {
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (focusOn === '') return;
    const heading = body.current?.querySelector<HTMLElement>(`#${CSS.escape(focusOn)}`);
    heading?.scrollIntoView({ block: 'start' });
    heading?.focus({ preventScroll: true });
  }, [page, focusOn]);
  return (
    <div className={s.text} ref={body}>
      <Blocks tokens={page.intro} links={links} />
      {page.sections.map((section) => (
        <div key={section.id} className={s.section}>
          {/* Takes the focus when a link leads here, so that reading goes on here. */}
          {createElement(
            section.level === 2 ? 'h2' : 'h3',
            { id: section.id, tabIndex: -1, className: section.level === 2 ? s.h2 : s.h3 },
            section.title,
          )}
          <Blocks tokens={section.body} links={links} />
        </div>
      ))}
    </div>
  );
}

/** One section without its heading. */
export function GuideSectionText({ section, links }: { section: GuideSection; links: GuideLinks }) {
  return (
    <div className={`${s.text ?? ''} ${s.small ?? ''}`}>
      <Blocks tokens={section.body} links={links} />
    </div>
  );
}

interface Part {
  tokens: readonly MarkedToken[];
  links: GuideLinks;
}

const Blocks = ({ tokens, links }: Part): ReactNode =>
  tokens.map((token, at) => <Block key={at} token={token} links={links} />);
const Words = ({ tokens, links }: Part): ReactNode =>
  tokens.map((token, at) => <Word key={at} token={token} links={links} />);

interface One {
  token: MarkedToken;
  links: GuideLinks;
}

function Block({ token, links }: One): ReactNode {
  switch (token.type) {
    case 'paragraph':
      return (
        <p>
          <Words tokens={childrenOf(token.tokens)} links={links} />
        </p>
      );
    case 'list':
      return createElement(
        token.ordered ? 'ol' : 'ul',
        { className: token.ordered ? s.ordered : s.list },
        token.items.map((item, at) => (
          <li key={at}>
            <Blocks tokens={childrenOf(item.tokens)} links={links} />
          </li>
        )),
      );
    case 'code':
      return (
        <CodeBlock
          code={token.text}
          label={HELP.code(token.text.split('\n')[0] ?? '')}
          copyLabel={COMMON.actions.copy}
          copiedLabel={COMMON.actions.copied}
        />
      );
    case 'table':
      return (
        <RuledTable label={HELP.table(token.header.map((cell) => cell.text))}>
          <thead>
            <tr>
              {token.header.map((cell, at) => (
                <th key={at} scope="col">
                  <Words tokens={childrenOf(cell.tokens)} links={links} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {token.rows.map((row, line) => (
              <tr key={line}>
                {row.map((cell, at) => (
                  <td key={at}>
                    <Words tokens={childrenOf(cell.tokens)} links={links} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </RuledTable>
      );
    // The words of an item that stand in no paragraph.
    default:
      return <Word token={token} links={links} />;
  }
}

function Word({ token, links }: One): ReactNode {
  switch (token.type) {
    case 'text':
      return token.tokens === undefined ? (
        token.text
      ) : (
        <Words tokens={childrenOf(token.tokens)} links={links} />
      );
    case 'escape':
      return token.text;
    case 'strong':
      return (
        <b>
          <Words tokens={childrenOf(token.tokens)} links={links} />
        </b>
      );
    case 'em':
      return (
        <em>
          <Words tokens={childrenOf(token.tokens)} links={links} />
        </em>
      );
    case 'codespan':
      return <code className={s.code}>{token.text}</code>;
    case 'link':
      return <GuideLink href={token.href} words={childrenOf(token.tokens)} links={links} />;
    case 'space':
      return null;
    // Anything else of the format has no place in the guide: it is shown as it is written.
    default:
      return token.raw;
  }
}

function GuideLink({ href, words, links }: { href: string; words: Part['tokens']; links: GuideLinks }) {
  const content = <Words tokens={words} links={links} />;
  const target = targetOf(href, links.page);
  if (target !== null) return links.linkTo(target)({ className: s.link ?? '', children: content });
  // The shell opens pages of documentation in the browser of the system, and nothing else.
  return (
    <a className={s.link} href={href} target="_blank" rel="noreferrer">
      {content} <Icon name="external" size="s" label={HELP.external} />
    </a>
  );
}
