import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { knownHealth } from '../../../renderer/app/layout/known-health.ts';
import { renderApp } from '../support/render.tsx';
import { sampleDown, sampleGateway, sampleStatus } from '../support/samples.ts';

const NOW = Date.UTC(2026, 10, 24, 3);

describe('what the switcher says of a data store', () => {
  it.each([
    ['not looked at', undefined, 'wait', 'Data store not looked at'],
    ['green', sampleStatus({ readAt: NOW }), 'good', 'Data store green'],
    ['yellow', sampleStatus({ health: 'yellow', readAt: NOW - 5_000 }), 'warn', 'Data store yellow'],
    ['down', { ...sampleDown(), readAt: NOW }, 'bad', 'Data store not reachable'],
    ['green long ago', sampleStatus({ readAt: NOW - 3 * 3_600_000 }), 'wait', 'Data store green, 3 h ago'],
  ] as const)('that is %s', (_name, status, tone, word) => {
    expect(knownHealth(status, NOW)).toEqual({ tone, word });
  });

  it('is what was read before: a gateway that is not open is not asked', async () => {
    const { bridge, user } = renderApp('/g/gw-1/overview', {
      'gateways.list': [sampleGateway(), sampleGateway({ id: 'gw-2', name: 'Test' })],
    });
    await user.click(await screen.findByRole('button', { name: /^Production EU/ }));
    expect(await screen.findByRole('menuitem', { name: /Production EU.*Data store green/ })).toBeTruthy();
    expect(screen.getByRole('menuitem', { name: /Test.*Data store not looked at/ })).toBeTruthy();
    expect(new Set(bridge.inputs('gateways.status').map(({ gatewayId }) => gatewayId))).toEqual(
      new Set(['gw-1']),
    );
  });
});
