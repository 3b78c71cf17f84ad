import { z } from 'zod';
import { AppError } from '../errors/app-error.ts';
import { RepositoryName } from './primitives.ts';

/** A place of backups as the data store knows it. Key-like settings are masked before they get here. */
export const Repository = z.object({
  name: RepositoryName,
  type: z.string(),
  location: z.string().nullable(),
  readOnly: z.boolean(),
  /** True for the repository that only holds safety backups of this tenant. */
  safety: z.boolean(),
});
export type Repository = z.infer<typeof Repository>;

export const RepositoryCheck = z.object({
  repository: RepositoryName,
  ok: z.boolean(),
  nodes: z.array(z.object({ name: z.string(), ok: z.boolean() })),
  error: AppError.nullable(),
});
export type RepositoryCheck = z.infer<typeof RepositoryCheck>;

/** What a clean-up has deleted. */
export const RepositoryCleanUp = z.object({
  freedBytes: z.number().nonnegative(),
  freedFiles: z.number().int().nonnegative(),
});
export type RepositoryCleanUp = z.infer<typeof RepositoryCleanUp>;

export const RepositoryList = z.object({
  repositories: z.array(Repository),
  /** The name and folder that the first backup registers by itself when nothing is there (E22). */
  defaultName: RepositoryName,
  defaultExists: z.boolean(),
  /** Set when the default may not be used, with the ways out (a cluster with a local folder, no path.repo). */
  defaultRefused: AppError.nullable(),
  /** `path.repo` as the nodes report it. */
  allowedFolders: z.array(z.string()),
});
export type RepositoryList = z.infer<typeof RepositoryList>;
