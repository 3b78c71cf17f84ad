import type { Repository } from '#shared/model/repository.ts';
import { REPOSITORIES } from '../../strings/repositories.ts';
import { IconButton, Menu } from '../../ui/index.ts';

const TEXTS = REPOSITORIES.actions;

interface RepositoryMenuProps {
  repository: Repository;
  /** Whether nothing may be changed through this gateway. */
  locked: boolean;
  onShow: () => void;
  onVerify: () => void;
  onEdit: () => void;
  onReadOnly: () => void;
  onCleanUp: () => void;
  onRemove: () => void;
}

/** What can be done with one repository. What cannot be done says why. */
export function RepositoryMenu(props: RepositoryMenuProps) {
  const { repository, locked } = props;
  const { name, readOnly, type } = repository;
  const lock = locked ? { disabledReason: TEXTS.gatewayReadOnly } : {};
  return (
    <Menu
      align="end"
      trigger={<IconButton icon="dots" size="sm" variant="quiet" label={TEXTS.menu(name)} />}
      items={[
        { key: 'show', label: TEXTS.showBackups, icon: 'backups', onClick: props.onShow },
        {
          key: 'verify',
          label: TEXTS.verify,
          note: TEXTS.verifyNote,
          icon: 'refresh',
          onClick: props.onVerify,
        },
        { key: 'change', divider: true },
        { key: 'edit', label: TEXTS.edit, icon: 'settings', onClick: props.onEdit, ...lock },
        // An URL cannot be written to, whatever is set.
        ...(type === 'url'
          ? []
          : [
              {
                key: 'read-only',
                label: readOnly ? TEXTS.makeWritable : TEXTS.makeReadOnly,
                icon: readOnly ? ('pencil' as const) : ('lock' as const),
                onClick: props.onReadOnly,
                ...lock,
              },
            ]),
        {
          key: 'clean-up',
          label: TEXTS.cleanUp,
          note: TEXTS.cleanUpNote,
          icon: 'minus',
          onClick: props.onCleanUp,
          ...(readOnly ? { disabledReason: TEXTS.isReadOnly } : {}),
          ...lock,
        },
        {
          key: 'remove',
          label: TEXTS.remove,
          icon: 'trash',
          tone: 'danger',
          onClick: props.onRemove,
          ...lock,
        },
      ]}
    />
  );
}
