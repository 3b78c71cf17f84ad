import type { RepositoryForm } from '#shared/model/repository-place.ts';
import type { Draft, Problems } from './draft.ts';

/** What every group of fields of the form gets. */
export interface FieldsProps {
  draft: Draft;
  change: (change: Partial<Draft>) => void;
  /** Empty until the form was sent once. */
  problems: Problems;
  form: RepositoryForm | undefined;
  isNew: boolean;
  onEnter: () => void;
}
