import { EVENTS, type EventName } from '#shared/ipc/events.ts';

/** What is wrong with an event, or `null`. */
export function eventProblem(name: EventName, payload: unknown): string | null {
  if (!Object.hasOwn(EVENTS, name)) return `event ${name} is not in the contract`;
  const checked = EVENTS[name].safeParse(payload);
  if (checked.success) return null;
  const [issue] = checked.error.issues;
  return `event ${name} breaks the contract at ${issue?.path.map(String).join('.') ?? ''}: ${issue?.message ?? ''}`;
}
