import { COMMON } from '../../strings/common.ts';
import { REPOSITORY_FORM } from '../../strings/repository-form.ts';
import { Callout, Stack, TextField } from '../../ui/index.ts';
import type { FieldsProps } from './fields.ts';

const TEXTS = REPOSITORY_FORM.folder;

interface FolderFieldsProps extends FieldsProps {
  allowedFolders: readonly string[];
}

/** A folder, with what this data store allows and what a cluster needs. */
export function FolderFields({ draft, change, problems, form, onEnter, allowedFolders }: FolderFieldsProps) {
  const nodes = form?.nodes ?? [];
  const first = nodes[0]?.allowedFolders.join();
  const different = nodes.filter((node) => node.allowedFolders.join() !== first).map((node) => node.name);
  return (
    <Stack>
      <TextField
        label={TEXTS.label}
        hint={allowedFolders.length === 0 ? TEXTS.none : TEXTS.hint(allowedFolders.join(', '))}
        value={draft.location}
        onChange={(location) => change({ location })}
        error={problems.location}
        onEnter={onEnter}
        mono
      />
      {form !== undefined && form.dataNodes > 1 && (
        <Callout small tone={different.length === 0 ? 'info' : 'warn'} title={TEXTS.cluster(form.dataNodes)}>
          {different.length > 0 && TEXTS.differs(COMMON.list(different))}
        </Callout>
      )}
    </Stack>
  );
}
