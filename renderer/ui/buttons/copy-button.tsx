import { useEffect, useState } from 'react';
import { useCopyText } from '../base/ui-provider.tsx';
import { IconButton } from './button.tsx';
import { LinkButton } from './link-button.tsx';

export interface CopyButtonProps {
  /** What goes to the clipboard. */
  text: string;
  label: string;
  /** Shown and read out for two seconds after it worked. */
  copiedLabel: string;
  /** A word beside the icon, as in callouts; else a square button with the icon alone. */
  look?: 'icon' | 'quiet' | 'link';
}

/** True for two seconds after a copy that worked, with the function that copies. */
export function useCopied(text: string): readonly [boolean, () => void] {
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
  return (
    <IconButton
      size="sm"
      variant={look === 'quiet' ? 'quiet' : 'secondary'}
      icon={icon}
      label={name}
      onClick={copy}
    />
  );
}
