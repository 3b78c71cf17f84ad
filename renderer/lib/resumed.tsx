import { COMMON } from '../strings/common.ts';
import { LinkButton, Text } from '../ui/index.ts';

interface ResumedProps {
  onTakeBack: () => void;
  text?: string;
  takeBack?: string;
}

/** Says that what is chosen was chosen on an earlier visit of the page, and takes it back. */
export function Resumed({ onTakeBack, text = COMMON.resumed, takeBack = COMMON.takeBack }: ResumedProps) {
  return (
    <Text as="p" size="s">
      {text}{' '}
      <LinkButton small onClick={onTakeBack}>
        {takeBack}
      </LinkButton>
    </Text>
  );
}
