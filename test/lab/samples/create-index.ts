import type { IndexPlan } from './index-plan.ts';
import { storeRequest } from './store-http.ts';

/** Creates one index with small settings and a fixed mapping, so that documents never change the cluster state. */
export async function createIndex(url: string, major: number, plan: IndexPlan): Promise<void> {
  const path = `/${plan.name}${major >= 5 ? '?wait_for_active_shards=0' : ''}`;
  await storeRequest(url, 'PUT', path, {
    settings: {
      'index.number_of_shards': plan.primaries,
      'index.number_of_replicas': 0,
      'index.refresh_interval': '60s',
    },
    mappings: mappingsOf(major, plan),
    ...aliasesOf(plan),
  });
}

function aliasesOf(plan: IndexPlan): object {
  if (plan.alias === undefined) return {};
  return { aliases: { [plan.alias]: { is_write_index: plan.isWrite === true } } };
}

function mappingsOf(major: number, plan: IndexPlan): object {
  const word = major >= 5 ? { type: 'keyword' } : { type: 'string', index: 'not_analyzed' };
  const isEvents = plan.documents.some(({ type }) => /events|metrics|auditlogs|^log$/.test(type));
  const properties = {
    id: word,
    apiName: word,
    name: word,
    ...(isEvents
      ? { creationDate: { type: 'date', format: 'epoch_millis' }, status: word, responseCode: word }
      : {}),
  };
  const mapping = { dynamic: false, properties };
  if (major >= 7) return mapping;
  return Object.fromEntries(plan.documents.map(({ type }) => [type, mapping]));
}
