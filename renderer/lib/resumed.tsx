import { COMMON } from '../strings/common.ts';
import { LinkButton, Text } from '../ui/index.ts';

/** Says that what is chosen was chosen on an earlier visit of the page, and takes it back. */
export function Resumed({ onTakeBack }: { onTakeBack: () => void }) {
  return (
    <Text as="p" size="s">
      {COMMON.resumed}{' '}
      <LinkButton small onClick={onTakeBack}>
        {COMMON.takeBack}
      </LinkButton>
    </Text>
  );
}
