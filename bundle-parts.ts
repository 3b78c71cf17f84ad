import type { Plugin } from 'vite';

/**
 * The SSH library is faster with compiled parts and works without them. They would be those of the computer that
 * builds, for its own Node: left out, so that every build holds the same and runs everywhere.
 */
export const withoutCompiledParts: Plugin = {
  name: 'without-compiled-parts',
  enforce: 'pre',
  resolveId: (id) => (id === 'cpu-features' || id.endsWith('.node') ? '\0compiled-part' : null),
  load: (id) => (id === '\0compiled-part' ? "throw new Error('left out'); export {};" : null),
};

const IMPORT_OF_PROCESS = /^import ([\w$]+) from "node:process";$/m;

/**
 * A builtin that is imported is read whole, each of its properties: of the process that opens its streams, too. What is
 * imported is the object that is there anyway.
 */
export const processAsItIs: Plugin = {
  name: 'process-as-it-is',
  renderChunk(code) {
    const left = code.replace(IMPORT_OF_PROCESS, 'var $1 = globalThis.process;');
    if (left.includes('node:process')) this.error('the process is imported in another way');
    return { code: left, map: null };
  },
};

const REMOTE_LOG = /[\\/]electron-log[\\/]src[\\/]node[\\/]transports[\\/]remote\.js$/;

/** The log can be sent to a server, which this program never does: it needs no HTTP before its window. */
export const withoutRemoteLog: Plugin = {
  name: 'without-remote-log',
  enforce: 'pre',
  load: (id) => (REMOTE_LOG.test(id) ? 'module.exports = () => null;' : null),
  generateBundle() {
    if (![...this.getModuleIds()].some((id) => REMOTE_LOG.test(id)))
      this.error('the log is sent to a server in another way');
  },
};

/**
 * The transport of the data store brings two connections, of which one is used; the other comes with a second HTTP
 * client of a megabyte. Its modules do nothing but declare, which its package does not say.
 */
export const usedPartsOnly = {
  moduleSideEffects: [{ test: /node_modules[\\/](@elastic[\\/]transport|undici)[\\/]/, sideEffects: false }],
};

const STORE_OF_SCROLLING = /[\\/]router-core[\\/]dist[\\/]esm[\\/]scroll-restoration\.js$/;

/**
 * The router reads the session's storage as it is loaded, for a scrolling that is switched off here. The page waits for
 * that until the main process has time, which begins its own work in that moment.
 */
export const withoutScrollStorage: Plugin = {
  name: 'without-scroll-storage',
  enforce: 'pre',
  transform(code, id) {
    if (!STORE_OF_SCROLLING.test(id)) return null;
    const left = code.replace('return sessionStorage;', 'return undefined;');
    if (left === code) this.error('the router no longer reads its storage where it did');
    return { code: left, map: null };
  },
};
