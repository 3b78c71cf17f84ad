import { never } from '#shared/errors/never.ts';
import type { SetupPlace, SetupStepId } from '#shared/model/setup.ts';
import { SETUP } from '../../../strings/setup.ts';
import { EditDialog } from './edit-dialog.tsx';
import { KeysDialog } from './keys-dialog.tsx';
import { PluginDialog } from './plugin-dialog.tsx';

interface SetupDialogProps {
  step: SetupStepId;
  gatewayId: string;
  place: SetupPlace;
  /** Name of the node that it is done on. */
  node: string;
  onClose: () => void;
  /** What was done, for people. */
  onDone: (words: string) => void;
}

/** What can be done about a step, asked for before it is done. */
export function SetupDialog({ step, gatewayId, place, node, onClose, onDone }: SetupDialogProps) {
  switch (step) {
    case 'path-repo':
      return place.kind === 'folder' ? (
        <EditDialog
          gatewayId={gatewayId}
          node={node}
          folder={place.folder}
          onClose={onClose}
          onDone={({ file, copy }) => onDone(SETUP.edit.done(file, copy))}
        />
      ) : null;
    case 'plugin':
      return <PluginDialog gatewayId={gatewayId} node={node} onClose={onClose} onDone={onDone} />;
    case 'keys':
      return place.kind === 's3' ? (
        <KeysDialog
          gatewayId={gatewayId}
          client={place.client}
          node={node}
          onClose={onClose}
          onDone={onDone}
        />
      ) : null;
    case 'restart':
      return null;
    default:
      return never(step);
  }
}
