import { useState } from 'react';
import type { AppError } from '#shared/errors/app-error.ts';
import { INSTALLATION_ACCESS } from '#shared/model/gateway.ts';
import type { InstallationReading, InstallationReview } from '#shared/model/installation.ts';
import type { HostKey } from '#shared/model/reach.ts';
import { useAction } from '../../../api/hooks.ts';
import type { ReadOver } from '../draft.ts';
import type { PlaceChanges, PlaceValues } from '../kept-form.ts';
import {
  passphraseOf,
  placeOverSsh,
  type ReachErrors,
  type ReachValues,
  reachErrors,
} from '../reach-draft.ts';
import type { GatewayForm } from '../use-gateway-form.ts';

export type Where = PlaceValues['where'];

export interface Reading {
  where: Where;
  folder: string;
  ssh: ReachValues;
  put: (changes: PlaceChanges) => void;
  /** What is wrong with a field of the host, once a reading was tried. */
  errorOf: (name: keyof ReachErrors) => string | undefined;
  read: (changes?: { folder?: string; instance?: string; hostKey?: HostKey }) => Promise<void>;
  choose: () => Promise<void>;
  running: boolean;
  picking: boolean;
  error: AppError | null;
  /** What the reading over SSH was told of its host; `null` where there is none. */
  told: InstallationReading | null;
  review: InstallationReview | null;
  /** How the review was read, where that was over SSH. */
  over: ReadOver | null;
}

interface Result {
  review: InstallationReview | null;
  told: InstallationReading | null;
  over: ReadOver | null;
}

const NOTHING: Result = { review: null, told: null, over: null };

/** Reading an installation, here or over SSH; `gatewayId` is the saved gateway whose passphrase is used. */
export function useReading(form: GatewayForm, gatewayId: string | undefined): Reading {
  const { where, folder, ssh } = form.place;
  const [tried, setTried] = useState(false);
  const [result, setResult] = useState<Result>(NOTHING);
  const picking = useAction('app.pickFolder');
  const here = useAction('installation.read');
  const there = useAction('installation.readOver');
  const values: ReachValues = { ...ssh, folder };
  const errors = where === 'ssh' && tried ? reachErrors(values) : null;

  const read: Reading['read'] = async ({ instance, hostKey, ...changes } = {}) => {
    const from = (changes.folder ?? folder).trim();
    if (here.running || there.running) return;
    const which = instance === undefined ? {} : { instance };
    if (where === 'here') {
      if (from === '') return;
      setResult({ ...NOTHING, review: await here.run({ folder: from, ...which }) });
      return;
    }
    setTried(true);
    const asked = { ...values, folder: from, ...(hostKey === undefined ? {} : { hostKey }) };
    const place = placeOverSsh(asked);
    if (place === undefined) return;
    const passphrase = passphraseOf(asked);
    const told = await there.run({
      ...place,
      ...which,
      ...(passphrase === null ? {} : { passphrase }),
      ...(gatewayId === undefined ? {} : { saved: { gatewayId, nodeId: INSTALLATION_ACCESS } }),
    });
    setResult({ told, review: told?.review ?? null, over: { target: place.target, values: asked } });
  };

  return {
    where,
    folder,
    ssh: values,
    put: (changes) => {
      form.putPlace(changes);
      // What was read stays only for the place it was read from.
      if (changes.where !== undefined || changes.ssh !== undefined) setResult(NOTHING);
    },
    errorOf: (name) => errors?.[name],
    read: async (changes) => {
      if (changes?.hostKey !== undefined) form.putPlace({ ssh: { hostKey: changes.hostKey } });
      await read(changes);
    },
    choose: async () => {
      const picked = (await picking.run({}))?.folder;
      if (picked == null) return;
      form.putPlace({ folder: picked });
      await read({ folder: picked });
    },
    running: here.running || there.running,
    picking: picking.running,
    error: where === 'here' ? here.error : there.error,
    ...result,
  };
}
