import { PlanChoices, type RestoreMode } from '#shared/model/plan.ts';
import { TenantName } from '#shared/model/primitives.ts';
import { isOn, listOf, type Options } from '../options.ts';
import { errorLines } from '../problem.ts';
import { Refusal } from '../refusal.ts';
import { endLine, isRestored, planned, RESTART_DUE, restored } from '../restore-run.ts';
import { scopesOf } from '../selection.ts';
import type { Run } from './command.ts';

/** Restores a backup and tells its verified end. */
export const run: Run = async ({ session, gateway, options, repository }) => {
  const { io } = session;
  const name = options.get('name') ?? '';
  const choices = PlanChoices.parse({
    mode: modeOf(options),
    selection: scopesOf(listOf(options, 'include')),
    fixes: {},
    safetyBackup: true,
    globalState: isOn(options, 'restoreClusterState'),
  });
  const allowed = listOf(options, 'allow') ?? [];
  const backup = { repository, name };
  const order = { gateway, backup, choices, allowed, option: '-allow', reason: '' };
  const plan = await planned(session, order);
  const ended = await restored(session, plan, order, () => io.out(`Initiated restore process for ${name}`));
  const tell = ended.status === 'succeeded' ? io.out : io.err;
  tell(endLine(ended));
  if (plan.restartAfter && isRestored(ended)) tell(RESTART_DUE);
  if (ended.status === 'succeeded') return 'success';
  if (ended.error !== null) for (const line of errorLines(ended.error)) io.err(line);
  return 'error';
};

function modeOf(options: Options): RestoreMode {
  const source = options.get('srcTenant');
  const isOther = source !== undefined && source !== options.get('tenant');
  if (!isOn(options, 'aggregate')) {
    if (!isOther) return { kind: 'in-place' };
    const tenant = TenantName.safeParse(source);
    if (!tenant.success) throw new Refusal(`-srcTenant ${source} is no name of a tenant.`);
    return { kind: 'tenant', source: tenant.data };
  }
  if (isOther) throw new Refusal('-aggregate true takes data of the same tenant only.');
  return { kind: 'add' };
}
