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
  const names = down.map((node) => node.name).join(', ');
  const { error, certificates: shown } = certificates?.check ?? { error: null };
  if (refused.size > 0)
    return {
      ...warning,
      title,
      detail: `${names} is not trusted or does not answer.`,
      error,
      certificates: shown,
    };
  return {
    ...warning,
    title,
    detail: `${names} does not answer. Backup and restore work; its restart is by hand.`,
    error: appError('node-unreachable', { what: first.name, where: first.address }),
  };
}
