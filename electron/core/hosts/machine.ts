import { lookup } from 'node:dns/promises';

/** Whether a host is the machine of a node: by the name it has for both, or by an address of that name. */
export async function isMachineOf(host: string, node: { ip: string; host: string }): Promise<boolean> {
  if (host === node.ip || host.toLowerCase() === node.host.toLowerCase()) return true;
  const addresses = await lookup(host, { all: true }).catch(() => []);
  return addresses.some(({ address }) => address === node.ip);
}
