import type { AppError } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { ConnectionCheck } from '#shared/model/data-store.ts';
import type { GatewayDraft } from '#shared/model/gateway.ts';
import type { Trust } from '#shared/model/trust.ts';
import { checkCertificates } from './check-certificates.ts';

const DEADLINE_MS = 3_000;

interface Subject {
  draft: GatewayDraft;
  nodeIsUp: (address: string, trust: Trust) => Promise<boolean>;
}

/** Whether the nodes answer, and are whom they should be. Never more than a warning: a backup does not need them. */
export async function checkNodes({ draft, nodeIsUp }: Subject): Promise<ConnectionCheck> {
  const { nodes } = draft;
  const trust = draft.nodeTrust ?? { kind: 'system' };
  const warning = { id: 'nodes', state: 'warning' } as const;
  if (nodes.length === 0) {
    const detail = 'None is entered: a restart after a restore is then done by hand';
    return { ...warning, title: 'Gateway nodes', detail, error: null };
  }
  const certificates = await checkCertificates(
    nodes.map((node) => node.address),
    { trust },
    DEADLINE_MS,
  );
  const refused = certificates?.refused ?? new Map<string, AppError>();
  const up = await Promise.all(
    nodes.map(({ address }) => (refused.has(address) ? Promise.resolve(false) : nodeIsUp(address, trust))),
  );
  const down = nodes.filter((_, i) => up[i] !== true);
  const title = `Gateway nodes: ${nodes.length - down.length} of ${nodes.length}`;
  const [first] = down;
  if (first === undefined)
    return {
      id: 'nodes',
      state: 'passed',
      title,
      detail: nodes.map((node) => node.name).join(', '),
      error: null,
    };
  const isRefused = ({ address }: { address: string }): boolean => refused.has(address);
  const strange = sentence(down.filter(isRefused), 'is not trusted', 'are not trusted');
  const silent = sentence(
    down.filter((node) => !isRefused(node)),
    'does not answer',
    'do not answer',
  );
  const { error, certificates: shown } = certificates?.check ?? { error: null };
  if (refused.size > 0)
    return {
      ...warning,
      title,
      detail: [...strange, ...silent].join(' '),
      error,
      certificates: shown,
    };
  return {
    ...warning,
    title,
    detail: [
      ...silent,
      `Backup and restore work; ${down.length === 1 ? 'its' : 'their'} restart is by hand.`,
    ].join(' '),
    error: appError('node-unreachable', { what: first.name, where: first.address }),
  };
}

/** "n1, n2 do not answer."; nothing for no node. */
function sentence(nodes: readonly { name: string }[], one: string, many: string): string[] {
  if (nodes.length === 0) return [];
  return [`${nodes.map(({ name }) => name).join(', ')} ${nodes.length === 1 ? one : many}.`];
}
