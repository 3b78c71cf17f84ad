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

/**
 * The transport of the data store brings two connections, of which one is used; the other comes with a second HTTP
 * client of a megabyte. Its modules do nothing but declare, which its package does not say.
 */
export const usedPartsOnly = {
  moduleSideEffects: [{ test: /node_modules[\\/](@elastic[\\/]transport|undici)[\\/]/, sideEffects: false }],
};
