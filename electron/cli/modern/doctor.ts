import { linesOf } from '../doctor/finding.ts';
import { lookAtFolder } from '../doctor/look-at-folder.ts';
import { lookAtGateway } from '../doctor/look-at-gateway.ts';
import type { Finding } from '../results/results.ts';
import type { Run } from './command.ts';

/** Looks at everything that the next backup or restore needs. */
export const run: Run<'doctor'> = async ({ session, options, gateway }) => {
  const saved = (await session.engine.gateways.list({})).map(({ profile }) => profile);
  const name = options.get('gateway');
  const named = saved.filter((one) => one.id === name || one.name === name);
  // One that is not found by its plain name is looked for, or refused, as every command does.
  const chosen = name === undefined ? saved : named.length > 0 ? named : [await gateway()];
  const findings: Finding[] = (await lookAtFolder(session)).map((look) => ({ about: null, ...look }));
  for (const profile of chosen)
    for (const { state, title, detail, error } of await lookAtGateway(session, profile))
      findings.push({ about: profile.name, state, title, detail, error });
  const ok = findings.every(({ state }) => state === 'passed' || state === 'warning');
  const lines = [null, ...chosen.map(({ name }) => name)].flatMap((about) => [
    ...(about === null ? [] : ['', about]),
    ...findings.filter((one) => one.about === about).flatMap(linesOf),
  ]);
  return { lines, json: { ok, findings }, code: ok ? 0 : 2 };
};
