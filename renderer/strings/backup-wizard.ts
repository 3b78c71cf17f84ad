import type { Scope } from '#shared/model/primitives.ts';
import type { Step } from '../features/backups/wizard/draft.ts';
