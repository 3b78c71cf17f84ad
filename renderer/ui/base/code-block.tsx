import { CopyButton } from '../buttons/copy-button.tsx';
import { cx } from './cx.ts';
import s from './text.module.css';

export interface CodeBlockProps {
  code: string;
  /** Name of the block for screen readers; it scrolls and takes the focus. */
  label: string;
  copyLabel: string;
  copiedLabel: string;
  /** Long lines break; without it they scroll. */
  wrap?: boolean;
  /** At most 280 high, then it scrolls. */
  capped?: boolean;
}

/** Commands or an answer, as they are, with a button that copies them. */
export function CodeBlock({ code, label, copyLabel, copiedLabel, wrap, capped }: CodeBlockProps) {
  return (
    <div className={s.codeBox}>
      <section aria-label={label}>
        <pre className={cx(s.code, wrap === true && s.codeWrap, capped === true && s.codeTall)} tabIndex={0}>
          {code}
        </pre>
      </section>
      <span className={s.codeCopy}>
        <CopyButton text={code} label={copyLabel} copiedLabel={copiedLabel} />
      </span>
    </div>
  );
}
