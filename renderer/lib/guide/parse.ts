import { lexer, type MarkedToken, type Token } from 'marked';

/** A part of a page below one of its headings, down to the next heading of any level. */
export interface GuideSection {
  /** The anchor, the same as where the file is looked at on the web. */
  id: string;
  title: string;
  level: number;
  body: readonly MarkedToken[];
  /** All words of the body, for the search. */
  text: string;
}

export interface GuidePage {
  /** Name of the file without its ending. */
  id: string;
  title: string;
  /** What stands between the title and the first heading. */
  intro: readonly MarkedToken[];
  introText: string;
  sections: readonly GuideSection[];
}

/** The anchor of a heading: small letters, no punctuation, a dash for each blank. */
export const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(/\s/g, '-');

export const childrenOf = (tokens: readonly Token[] | undefined): readonly MarkedToken[] =>
  (tokens ?? []) as readonly MarkedToken[];

const BLOCKS: ReadonlySet<string> = new Set(['paragraph', 'list', 'table', 'code']);

/** The words of tokens as they are read, without any mark. */
export function wordsOf(tokens: readonly MarkedToken[]): string {
  const parts = tokens.map((token): string => {
    switch (token.type) {
      case 'list':
        return token.items.map((item) => wordsOf(childrenOf(item.tokens))).join(' ');
      case 'table':
        return [token.header, ...token.rows]
          .flat()
          .map((cell) => wordsOf(childrenOf(cell.tokens)))
          .join(' ');
      case 'code':
      case 'codespan':
        return token.text;
      case 'space':
      case 'br':
        return ' ';
      default:
        if ('tokens' in token) return wordsOf(childrenOf(token.tokens));
        return 'text' in token ? token.text : '';
    }
  });
  return parts
    .join(tokens.some((token) => BLOCKS.has(token.type)) ? ' ' : '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** One page of the guide from its file. Whatever the file holds gives a page. */
export function parsePage(id: string, markdown: string): GuidePage {
  let title = id;
  const intro: MarkedToken[] = [];
  const sections: (Omit<GuideSection, 'text'> & { body: MarkedToken[] })[] = [];
  for (const token of childrenOf(lexer(markdown))) {
    if (token.type !== 'heading') (sections.at(-1)?.body ?? intro).push(token);
    else if (token.depth === 1) title = wordsOf(childrenOf(token.tokens));
    else {
      const heading = wordsOf(childrenOf(token.tokens));
      sections.push({ id: anchorOf(heading), title: heading, level: token.depth, body: [] });
    }
  }
  return {
    id,
    title,
    intro,
    introText: wordsOf(intro),
    sections: sections.map((section) => ({ ...section, text: wordsOf(section.body) })),
  };
}
