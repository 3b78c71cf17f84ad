import { describe, expect, it } from 'vitest';
import { type Sender, senderRefusal } from '../../electron/ipc/sender.ts';

const ours: Sender = {
  windowKnown: true,
  frame: { url: 'app://gateway-vault/g/1/backups?q=a', isMain: true },
};
const from = (url: string): Sender => ({ ...ours, frame: { url, isMain: true } });

describe('the sender of a request', () => {
  it('is accepted when it is the main frame of our own page in a known window', () => {
    expect(senderRefusal(ours)).toBeNull();
  });

  it('is refused when the window is not ours, the frame is embedded or gone', () => {
    expect(senderRefusal({ ...ours, windowKnown: false })).toBe('not a window of this program');
    expect(senderRefusal({ ...ours, frame: { url: 'app://gateway-vault/', isMain: false } })).toBe(
      'not the main frame',
    );
    expect(senderRefusal({ ...ours, frame: null })).toBe('the frame is gone');
  });

  it.each([
    'https://gateway-vault/',
    'http://example.com/app://gateway-vault/',
    'app://gateway-vault.example.com/',
    'app://gateway-vault:80/',
    'app://user@gateway-vault/',
    'app://other/',
    'app:gateway-vault',
    'file:///gateway-vault/index.html',
    'data:text/html,app://gateway-vault/',
    'about:blank',
    'devtools://devtools/bundled/inspector.html',
    '',
    'not an address',
  ])('is refused when its page is %s', (url) => {
    expect(senderRefusal(from(url))).toBe('not a page of this program');
  });
});
