import { useEffect, useState } from 'react';
import { Icon } from '../base/icon.tsx';
import { useCopyText } from '../base/ui-provider.tsx';
import { Tooltip } from '../overlays/tooltip.tsx';
import { IconButton } from './button.tsx';
import s from './buttons.module.css';
import { LinkButton } from './link-button.tsx';

export interface CopyButtonProps {
  /** What goes to the clipboard. */
  text: string;
  label: string;
  /** Shown and read out for two seconds after it worked. */
  copiedLabel: string;
  /** `quiet` stands inside a line, after a name; `link` has a word beside the icon, as in callouts. */
  look?: 'icon' | 'quiet' | 'link';
}

/** True for two seconds after a copy that worked, with the function that copies. */
function useCopied(text: string): readonly [boolean, () => void] {
  const copyText = useCopyText();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = (): void => {
    copyText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return [copied, copy];
}

/** Copies one text and says so. */
export function CopyButton({ text, label, copiedLabel, look = 'icon' }: CopyButtonProps) {
  const [copied, copy] = useCopied(text);
  const name = copied ? copiedLabel : label;
  const icon = copied ? 'check' : 'copy';
  if (look === 'link') {
    return (
      <LinkButton small icon={icon} onClick={copy}>
        {name}
      </LinkButton>
    );
  }
  if (look === 'quiet') {
    return (
      <Tooltip text={name}>
        <button type="button" className={s.inline} aria-label={name} onClick={copy}>
          <Icon name={icon} size="s" />
        </button>
      </Tooltip>
    );
  }
  return <IconButton size="sm" icon={icon} label={name} onClick={copy} />;
}
