import { PlanChoices, type RestorePlan } from '#shared/model/plan.ts';
import { listOf, type Options } from '../options.ts';
import { errorLines } from '../problem.ts';
import { planned, type RestoreOrder } from '../restore-run.ts';
import { scopesOf } from '../selection.ts';
import { type Given, type Run, targetOf } from './command.ts';

/** Tells what a restore would do to each index. */
export const run: Run<'restore-plan'> = async (given) => {
  const plan = await planned(given.session, await orderOf(given));
  return { lines: planLines(plan), json: plan, code: isPossible(plan) ? 0 : 2 };
};

/** Whether nothing refuses the plan as a whole, or one index of it. */
export const isPossible = ({ blockers, entries }: RestorePlan): boolean =>
  blockers.length === 0 && !entries.some(({ verdict }) => verdict === 'refused');

/** What the options of a restore say. */
export async function orderOf(given: Given): Promise<RestoreOrder> {
  const { profile, repository, name } = await targetOf(given);
  return {
    gateway: profile,
    backup: { repository, name },
    choices: choicesOf(given.options),
    allowed: listOf(given.options, 'allow') ?? [],
    option: '--allow',
    reason: given.options.get('reason') ?? '',
  };
}

const choicesOf = (options: Options): PlanChoices =>
  PlanChoices.parse({
    selection: scopesOf(listOf(options, 'scopes')),
    fixes: {},
    safetyBackup: true,
    globalState: options.has('global-state'),
  });

/** A plan for people: what becomes of each index, and what was checked. */
export function planLines(plan: RestorePlan): string[] {
  return [
    `Restore of ${plan.backup} from ${plan.repository}`,
    ...plan.entries.map(({ verdict, target, why }) => `${verdict}  ${target}${why === '' ? '' : `  ${why}`}`),
    ...[plan.version, plan.disk, plan.aliasVerdict].map(({ state, text }) => `${state}  ${text}`),
    plan.safety.error === null
      ? `safety backup of ${plan.safety.indices} indices in ${plan.safety.repository}`
      : plan.safety.error.title,
    ...(plan.choices.globalState
      ? [
          `templates and settings of the whole data store become those of the backup${plan.globalStateInBackup === null ? ', of which this data store does not tell whether there are any' : ''}`,
        ]
      : []),
    ...plan.blockers.flatMap(errorLines),
  ];
}
