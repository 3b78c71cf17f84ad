import { appError } from '#shared/errors/catalogue.ts';
import type { ErrorCode } from '#shared/errors/codes.ts';
import { anchorOf, childrenOf, type GuidePage, type GuideSection, parsePage } from './parse.ts';

const files = import.meta.glob<string>('../../../docs/guide/*.md', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** The page that lists the others. */
export const FIRST_PAGE = 'README';
/** Pages with this beginning hold one section for each error. */
const ERROR_PAGES = 'when-';

const idOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1, -'.md'.length);

let read: ReadonlyMap<string, GuidePage> | undefined;

/** The pages of the guide by their id, parsed when one is needed for the first time. */
export function guidePages(): ReadonlyMap<string, GuidePage> {
  read ??= new Map(
    Object.entries(files).map(([path, text]) => [idOf(path), parsePage(idOf(path), text)] as const),
  );
  return read;
}

export interface GuideTarget {
  page: string;
  /** Empty: the top of the page. */
  anchor: string;
}

/** Where a link of a page leads inside the guide; nothing for an address outside of it. */
export function targetOf(href: string, from: string): GuideTarget | null {
  const match = /^([\w-]+\.md)?(?:#(.*))?$/.exec(href);
  if (match === null || href === '') return null;
  const [, file, anchor = ''] = match;
  return { page: file === undefined ? from : idOf(file), anchor: decodeURIComponent(anchor) };
}

export interface GuideGroup {
  title: string;
  pages: readonly GuidePage[];
}

/** The pages in the order and under the headings of the first page. */
export function guideGroups(): readonly GuideGroup[] {
  const pages = guidePages();
  const linked = (tokens: ReturnType<typeof childrenOf>): GuidePage[] =>
    tokens.flatMap((token) => {
      if (token.type === 'list') return token.items.flatMap((item) => linked(childrenOf(item.tokens)));
      if (token.type !== 'link') return 'tokens' in token ? linked(childrenOf(token.tokens)) : [];
      const page = pages.get(targetOf(token.href, FIRST_PAGE)?.page ?? '');
      return page === undefined ? [] : [page];
    });
  const groups = (pages.get(FIRST_PAGE)?.sections ?? []).map((section) => ({
    title: section.title,
    pages: linked(section.body),
  }));
  return groups.filter((group) => group.pages.length > 0);
}

export interface GuideHit {
  page: GuidePage;
  section: GuideSection | null;
}

/** The heading under which the guide speaks of an error: its title, with … for whatever it names. */
export const errorHeading = (code: ErrorCode): string =>
  appError(code, { what: '…', where: '…', detail: '…' }).title.replace(/….$/, '…');

export interface GuidePart {
  page: GuidePage;
  section: GuideSection;
}

/** One section of a page, if both are there. */
export function guidePart({ page: id, anchor }: GuideTarget): GuidePart | null {
  const page = guidePages().get(id);
  const section = page?.sections.find((one) => one.id === anchor);
  return page === undefined || section === undefined ? null : { page, section };
}

/** What the guide says to an error, where it says something. */
export function errorSection(code: ErrorCode): GuidePart | null {
  const anchor = anchorOf(errorHeading(code));
  for (const page of guidePages().keys()) {
    const part = page.startsWith(ERROR_PAGES) ? guidePart({ page, anchor }) : null;
    if (part !== null) return part;
  }
  return null;
}

/** Sections with every word, those with all of them in a title first; then pages as the guide lists them. */
export function searchGuide(words: string): readonly GuideHit[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return [];
  const holds = (text: string): boolean => wanted.every((word) => text.toLowerCase().includes(word));
  const hits = [...new Set(guideGroups().flatMap((group) => group.pages))].flatMap((page) => [
    ...(holds(`${page.title} ${page.introText}`) ? [{ page, section: null }] : []),
    ...page.sections
      .filter((section) => holds(`${page.title} ${section.title} ${section.text}`))
      .map((section) => ({ page, section })),
  ]);
  const rank = (hit: GuideHit): number => (holds(hit.section?.title ?? hit.page.title) ? 0 : 1);
  return hits.sort((a, b) => rank(a) - rank(b));
}

/** Some words around the first one that was looked for. */
export function excerptOf(text: string, words: string, length = 90): string {
  const first = words.toLowerCase().split(/\s+/).find(Boolean) ?? '';
  const at = Math.max(0, text.toLowerCase().indexOf(first));
  const from = at < length / 2 ? 0 : text.lastIndexOf(' ', at - length / 3) + 1;
  const rest = text.slice(from);
  const piece = rest.length <= length ? rest : `${rest.slice(0, rest.lastIndexOf(' ', length))} …`;
  return from > 0 ? `… ${piece}` : piece;
}
