import { useRequest } from '../api/hooks.ts';

/** Whether a restore of this gateway did not end and is not at work: until it is settled nothing else is started. */
export function useUnsettled(gatewayId: string): boolean {
  const journals = useRequest('journals.list', {});
  return (journals.data ?? []).some((journal) => journal.gatewayId === gatewayId && !journal.active);
}
