import { COMMON } from '../strings/common.ts';
import { focusTitle, LinkButton, Text } from '../ui/index.ts';

interface ResumedProps {
  onTakeBack: () => void;
  text?: string;
  takeBack?: string;
}

/** Says that what is chosen was chosen on an earlier visit of the page, and takes it back. */
export function Resumed({ onTakeBack, text = COMMON.resumed, takeBack = COMMON.takeBack }: ResumedProps) {
  const press = (): void => {
    onTakeBack();
    // This line goes away with its button.
    focusTitle();
  };
  return (
    <Text as="p" size="s">
      {text}{' '}
      <LinkButton small onClick={press}>
        {takeBack}
      </LinkButton>
    </Text>
  );
}
