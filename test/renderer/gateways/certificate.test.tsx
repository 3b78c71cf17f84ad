import { screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { appError } from '#shared/errors/catalogue.ts';
import type { ErrorCode } from '#shared/errors/codes.ts';
import type { ConnectionReport } from '#shared/model/data-store.ts';
import { renderApp } from '../support/render.tsx';

const FINGERPRINT = Array(32).fill('4E').join(':');
const address = 'https://apigw-eu-a:9240';
const refused = (code: ErrorCode, id: 'certificate' | 'nodes' = 'certificate'): ConnectionReport => ({
  checks: [
    {
      id,
      state: id === 'nodes' ? 'warning' : 'failed',
      title: 'Certificate is self-signed',
      detail: '',
      error: appError(code, { where: address, detail: 'More about it.' }),
      certificates: [
        {
          address,
          subject: 'CN=node-0',
          issuer: 'CN=node-0',
          names: ['node-0', '10.0.0.7'],
          validFrom: 0,
          validTo: Date.UTC(2031, 2, 14, 12),
          fingerprint: FINGERPRINT,
        },
      ],
    },
  ],
  tookMs: 30,
  usable: id === 'nodes',
});
const good: ConnectionReport = {
  checks: [{ id: 'addresses', state: 'passed', title: 'Addresses answer', detail: '', error: null }],
  tookMs: 30,
  usable: true,
};

/** Pasted, as people do with such values. */
async function put(user: UserEvent, field: HTMLElement, text: string): Promise<void> {
  await user.click(field);
  await user.paste(text);
}

async function fill(user: UserEvent): Promise<void> {
  await put(user, await screen.findByLabelText('Name'), 'Production EU');
  await put(user, screen.getByLabelText('Address'), address);
  await user.click(screen.getByLabelText('Release'));
  await user.click(await screen.findByRole('option', { name: 'API Gateway 10.15' }));
}
const press = (user: UserEvent, name: string) => user.click(screen.getByRole('button', { name }));
const checks = async () => within(await screen.findByRole('list', { name: 'Connection test' }));

describe('a certificate that is not trusted', () => {
  it('is shown for comparison, and trusted by its fingerprint at a click', async () => {
    const { user, bridge } = renderApp('/gateways/add', {
      'gateways.list': [],
      'gateways.test': refused('certificate-refused'),
    });
    await fill(user);
    await press(user, 'Test');
    const list = await checks();
    expect(list.getByText('To decide')).toBeTruthy();
    expect(list.getByText(/CN=node-0, until 14 Mar 2031/)).toBeTruthy();
    expect(list.getByText('Issued by itself')).toBeTruthy();
    expect(list.getByText('For node-0, 10.0.0.7')).toBeTruthy();
    expect(list.getByText(`SHA-256 ${FINGERPRINT}`)).toBeTruthy();
    expect(screen.getAllByText('The certificate must be trusted first').length).toBeGreaterThan(0);
    bridge.answer({ 'gateways.test': good });
    await press(user, 'Trust this certificate');
    expect(screen.getByLabelText<HTMLTextAreaElement>('SHA-256 fingerprints').value).toBe(FINGERPRINT);
    await press(user, 'Test again');
    await waitFor(() => expect(bridge.inputs('gateways.test')).toHaveLength(2));
    expect(bridge.inputs('gateways.test')[1]?.draft.dataStore.tls).toEqual({
      trust: { kind: 'pin', fingerprints: [FINGERPRINT] },
    });
  });

  it('is a failure, with its cause, when another one was trusted before', async () => {
    const { user } = renderApp('/gateways/add', {
      'gateways.list': [],
      'gateways.test': refused('certificate-changed'),
    });
    await fill(user);
    await press(user, 'Test');
    const list = await checks();
    expect(list.getByText('Failed')).toBeTruthy();
    expect(list.getByText(/Somebody may stand between/)).toBeTruthy();
    expect(screen.getAllByText('A check failed').length).toBeGreaterThan(0);
  });

  it('of a node is trusted for the nodes, not for the data store', async () => {
    const { user } = renderApp('/gateways/add', {
      'gateways.list': [],
      'gateways.test': refused('certificate-refused', 'nodes'),
    });
    await fill(user);
    await press(user, 'Add a node');
    await put(user, screen.getByLabelText('Name of node 1'), 'node-0');
    await put(user, screen.getByLabelText('Address of node 1'), 'https://node-0:5543');
    await press(user, 'Test');
    await checks();
    await press(user, 'Trust this certificate');
    expect(screen.getByLabelText<HTMLTextAreaElement>('SHA-256 fingerprints of the nodes').value).toBe(
      FINGERPRINT,
    );
    expect(screen.queryByLabelText('SHA-256 fingerprints')).toBeNull();
  });
});

describe('the choice of trust and of signing in', () => {
  it('appears with an https address, and asks for what it needs', async () => {
    const { user, bridge } = renderApp('/gateways/add', { 'gateways.list': [], 'gateways.test': good });
    expect(await screen.findByRole('radiogroup', { name: 'Sign-in' })).toBeTruthy();
    expect(screen.queryByRole('radiogroup', { name: 'Certificate of the data store' })).toBeNull();
    await fill(user);
    await user.click(screen.getByRole('radio', { name: 'CA file' }));
    await user.click(screen.getByRole('switch', { name: 'Client certificate' }));
    await press(user, 'Test');
    expect(screen.getAllByText('The path of a file')).toHaveLength(3);
    expect(bridge.inputs('gateways.test')).toEqual([]);
    await put(user, screen.getByLabelText('CA file', { selector: 'input[type=text]' }), '/etc/ca.pem');
    await user.click(screen.getByRole('switch', { name: 'The host name must fit' }));
    await put(user, screen.getByLabelText('Certificate file'), '/etc/c.pem');
    await put(user, screen.getByLabelText('Key file'), '/etc/c.key');
    await put(user, screen.getByLabelText('Passphrase of the key'), 'pass-1');
    await user.click(screen.getByRole('radio', { name: 'API key' }));
    await put(user, screen.getByLabelText('API key', { selector: 'input[type=password]' }), 'id:key-1');
    await press(user, 'Test');
    expect(bridge.inputs('gateways.test')[0]).toMatchObject({
      draft: {
        dataStore: {
          signIn: 'api-key',
          tls: {
            trust: { kind: 'ca', file: '/etc/ca.pem', checkHost: false },
            clientCertificate: { certificate: '/etc/c.pem', key: '/etc/c.key' },
          },
        },
      },
      secrets: { dataStoreApiKey: 'id:key-1', clientKeyPassphrase: 'pass-1' },
    });
  });
});
