import { test } from 'vitest';
import { startServer } from '#lab/servers/start.ts';
import { keepsKeys } from './support/keystore.ts';

test('the real keystore of 8.12.2 takes keys, and the running server reads them again', async ({
  onTestFinished,
}) => {
  const server = await startServer('8.12.2');
  onTestFinished(() => server.stop());
  await keepsKeys(server, [server.folder]);
});
