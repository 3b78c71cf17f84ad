/** Health of the data store as the gateway's engine sees it; red when it does not answer. */
export async function storeHealth(url: string): Promise<{ cluster_name?: string; status: string }> {
  try {
    const reply = await fetch(`${url}/_cluster/health`, { signal: AbortSignal.timeout(2_000) });
    const health = (await reply.json()) as { cluster_name?: string; status?: string };
    const name = health.cluster_name === undefined ? {} : { cluster_name: health.cluster_name };
    return { ...name, status: health.status ?? 'red' };
  } catch {
    return { status: 'red' };
  }
}

/** Number of API documents of a tenant; 0 when the data store does not say. */
export async function loadedApis(url: string, tenant: string): Promise<number> {
  // Later releases have an index (family) of APIs, the old ones a mapping type in the tenant's only index.
  const families = `gateway_${tenant}_apis,gateway_${tenant}_apis-*,gateway_${tenant}_apis_*`;
  const lenient = 'ignore_unavailable=true&allow_no_indices=true';
  const modern = await count(`${url}/${families}/_count?${lenient}`);
  return modern > 0 ? modern : count(`${url}/gateway_${tenant}/apis/_count?${lenient}`);
}

async function count(address: string): Promise<number> {
  try {
    const reply = await fetch(address, { signal: AbortSignal.timeout(5_000) });
    return ((await reply.json()) as { count?: number }).count ?? 0;
  } catch {
    return 0;
  }
}
