import { expect, it } from 'vitest';
import { CallLog } from '../../../electron/core/elasticsearch/call-log.ts';

it('keeps the last 200 calls and goes on counting', () => {
  const log = new CallLog();
  for (let at = 1; at <= 205; at += 1)
    log.add({ at, method: 'GET', url: 'http://es:9240/', body: null, status: 200, tookMs: 1, error: null });
  expect(log.all().map((call) => call.at)).toEqual(Array.from({ length: 200 }, (_, place) => place + 6));
  expect(log.made).toBe(205);
});
