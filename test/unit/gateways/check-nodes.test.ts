import { describe, expect, it } from 'vitest';
import { checkNodes } from '#core/gateways/check-nodes.ts';
import type { GatewayDraft } from '#shared/model/gateway.ts';

const draft = (names: string[]): GatewayDraft => ({
  name: 'Production',
  tenant: 'default',
  release: '10.11',
  dataStore: { addresses: ['http://127.0.0.1:9240'] },
  nodes: names.map((name, at) => ({ id: name, name, address: `http://127.0.0.1:${at + 1}` })),
  autostart: true,
  readOnly: false,
});

describe('the check of the nodes', () => {
  it.each([
    [['a'], 'a does not answer. Backup and restore work; its restart is by hand.'],
    [['a', 'b'], 'a, b do not answer. Backup and restore work; their restart is by hand.'],
  ])('says of %s that it does not answer, in one number', async (names, detail) => {
    const check = await checkNodes({ draft: draft(names), nodeIsUp: () => Promise.resolve(false) });
    expect(check).toMatchObject({ state: 'warning', detail });
  });
});
