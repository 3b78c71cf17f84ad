import { never } from '#shared/errors/never.ts';
import type { SetupPlace, SetupStepId } from '#shared/model/setup.ts';
import { AskDialog } from '../../../lib/ask-dialog.tsx';
import { SETUP } from '../../../strings/setup.ts';
import { Text } from '../../../ui/index.ts';
import { EditDialog } from './edit-dialog.tsx';
import { KeysDialog } from './keys-dialog.tsx';

interface SetupDialogProps {
  step: SetupStepId;
  gatewayId: string;
  place: SetupPlace;
  /** Name of the node whose files are on this computer. */
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
          folder={place.folder}
          onClose={onClose}
          onDone={({ file, copy }) => onDone(SETUP.edit.done(file, copy))}
        />
      ) : null;
    case 'plugin':
      return (
        <AskDialog
          request="setup.installPlugin"
          input={{ gatewayId }}
          title={SETUP.plugin.title}
          confirmLabel={SETUP.plugin.confirm}
          onDone={(run) => onDone(SETUP.plugin.done(run.command, run.node))}
          onCancel={onClose}
        >
          <Text as="p">{SETUP.plugin.runs(node)}</Text>
          <Text as="p" tone="secondary">
            {SETUP.plugin.restart}
          </Text>
        </AskDialog>
      );
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
