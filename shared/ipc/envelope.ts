import type { AppError } from '../errors/app-error.ts';

/** What every request comes back as: data, or an explained error. An Error object never crosses. */
export type Envelope<Data> = { ok: true; data: Data } | { ok: false; error: AppError };
