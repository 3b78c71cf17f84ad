import { useEffect, useRef, useState } from 'react';
import { helpLink } from '../../lib/guide/help-link.tsx';
import { excerptOf, type GuideHit, guideGroups, searchGuide } from '../../lib/guide/pages.ts';
import { HELP } from '../../strings/help.ts';
import { Heading, ScrollArea, SearchField, Text } from '../../ui/index.ts';
import s from './help.module.css';

const text = HELP.search;

/** The pages in their groups; while something is looked for, the places where it was found. */
export function HelpSide({ page }: { page: string }) {
  const [words, setWords] = useState('');
  const looking = words.trim() !== '';
  return (
    <div className={s.side}>
      <SearchField
        label={text.label}
        placeholder={text.placeholder}
        keyHint="/"
        clearLabel={text.clear}
        value={words}
        onChange={setWords}
      />
      {looking ? <Hits words={words} /> : <AllPages page={page} />}
    </div>
  );
}

function AllPages({ page }: { page: string }) {
  const list = useRef<HTMLElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-current="page"]')?.scrollIntoView({ block: 'nearest' });
  }, [page]);
  return (
    <nav ref={list} aria-label={HELP.contents} className={s.scroll}>
      <ScrollArea>
        <div className={s.scrolled}>
          {guideGroups().map((group) => (
            <div key={group.title} className={s.group}>
              <Heading level={2}>{group.title}</Heading>
              <ul className={s.list}>
                {group.pages.map((one) => (
                  <li key={one.id}>
                    {helpLink({ page: one.id, anchor: '' })({
                      className: one.id === page ? `${s.link ?? ''} ${s.current ?? ''}` : (s.link ?? ''),
                      children: one.title,
                      ...(one.id === page ? { 'aria-current': 'page' as const } : {}),
                    })}
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </div>
      </ScrollArea>
    </nav>
  );
}

function Hits({ words }: { words: string }) {
  const hits = searchGuide(words);
  return (
    <section aria-label={text.results} className={s.scroll}>
      <ScrollArea>
        <div className={s.scrolled}>
          <div role="status">
            <Text size="s" tone="secondary">
              {hits.length === 0 ? `${text.none}. ${text.noneText}` : text.found(hits.length)}
            </Text>
          </div>
          <ul className={s.list}>
            {hits.map((hit) => (
              <li key={`${hit.page.id}#${hit.section?.id ?? ''}`}>
                <Hit hit={hit} words={words} />
              </li>
            ))}
          </ul>
        </div>
      </ScrollArea>
    </section>
  );
}

function Hit({ hit: { page, section }, words }: { hit: GuideHit; words: string }) {
  return helpLink({ page: page.id, anchor: section?.id ?? '' })({
    className: s.link ?? '',
    children: (
      <>
        <span className={s.hitTitle}>{section?.title ?? page.title}</span>
        {section !== null && <span className={s.hitPage}>{page.title}</span>}
        <span className={s.hitText}>{excerptOf(section?.text ?? page.introText, words)}</span>
      </>
    ),
  });
}
