import type { ReactNode } from 'react';
import { CopyButton } from '../buttons/copy-button.tsx';
import { cx } from './cx.ts';
import s from './text.module.css';

export interface CodeBlockProps {
  code: string;
  /** Name of the block for screen readers; it scrolls and takes the focus. */
  label: string;
  copyLabel: string;
  copiedLabel: string;
  /** Long lines break; without it they scroll. `words`: between the words of a command, never at its dashes. */
  wrap?: boolean | 'words';
  /** At most 280 high, then it scrolls. */
  capped?: boolean;
}

const wordsOf = (code: string): ReactNode =>
  code.split(/( )/).map((part, at) =>
    part === ' ' ? (
      part
    ) : (
      <span key={`${at} ${part}`} className={s.codeWord}>
        {part}
      </span>
    ),
  );

/** Commands or an answer, as they are, with a button that copies them. */
export function CodeBlock({ code, label, copyLabel, copiedLabel, wrap, capped }: CodeBlockProps) {
  return (
    <div className={s.codeBox}>
      <section aria-label={label}>
        <pre
          className={cx(
            s.code,
            wrap !== undefined && wrap !== false && s.codeWrap,
            capped === true && s.codeTall,
          )}
          tabIndex={0}
        >
          {wrap === 'words' ? wordsOf(code) : code}
        </pre>
      </section>
      <span className={s.codeCopy}>
        <CopyButton text={code} label={copyLabel} copiedLabel={copiedLabel} />
      </span>
    </div>
  );
}
