import { contextBridge, ipcRenderer } from 'electron';
import type { Bridge } from '#shared/ipc/bridge.ts';
import { ALLOWED_EVENTS, ALLOWED_REQUESTS, EVENT_CHANNEL, REQUEST_CHANNEL } from '#shared/ipc/names.ts';

type Listener = (payload: never) => void;

const listeners = new Map<string, Set<Listener>>();

/** Names of the contract go through, nothing else does; event objects of Electron never reach the page. */
const bridge: Bridge = {
  invoke(name, input) {
    if (!Object.hasOwn(ALLOWED_REQUESTS, name)) return Promise.reject(new TypeError('unknown request'));
    return ipcRenderer.invoke(REQUEST_CHANNEL, name, input) as ReturnType<Bridge['invoke']> as never;
  },
  subscribe(name, listener) {
    if (!Object.hasOwn(ALLOWED_EVENTS, name)) throw new TypeError('unknown event');
    const ofName = listeners.get(name) ?? new Set();
    listeners.set(name, ofName);
    // A wrapper of its own, so that the same function subscribed twice ends twice.
    const own: Listener = (payload) => listener(payload);
    ofName.add(own);
    return () => void ofName.delete(own);
  },
};

ipcRenderer.on(EVENT_CHANNEL, (_event, name: unknown, payload: unknown) => {
  if (typeof name !== 'string') return;
  for (const listener of listeners.get(name) ?? []) listener(payload as never);
});

contextBridge.exposeInMainWorld('gatewayVault', bridge);
