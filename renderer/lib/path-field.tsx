import type { PickedFile } from '#shared/model/primitives.ts';
import { useAction } from '../api/hooks.ts';
import { COMMON } from '../strings/common.ts';
import { IconButton, TextField, type TextFieldProps } from '../ui/index.ts';

interface PathFieldProps extends Omit<TextFieldProps, 'mono' | 'aside' | 'icon'> {
  kind: PickedFile;
  /** A file was picked in the system's dialog; without this it is like one that was typed. */
  onPick?: (file: string) => void;
}

/** The path of a file of this computer, typed or picked in the system's own dialog. */
export function PathField({ kind, onPick, ...field }: PathFieldProps) {
  const picking = useAction('app.pickFile');
  const pick = async (): Promise<void> => {
    const file = (await picking.run({ kind }))?.file;
    if (file != null) (onPick ?? field.onChange)(file);
  };
  return (
    <TextField
      {...field}
      mono
      aside={
        <IconButton
          icon="folder"
          size="sm"
          variant="quiet"
          label={COMMON.actions.chooseFile(field.label)}
          onClick={() => void pick()}
        />
      }
    />
  );
}
