import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import {
  processAsItIs,
  usedPartsOnly,
  withoutCompiledParts,
  withoutRemoteLog,
  withoutScrollStorage,
} from './bundle-parts.ts';
import { licencesOfBuild } from './licences-of-build.ts';

// The oldest runtime that the program supports, not the one that happens to be installed (Electron 33).
const NODE = 'node20.18';
const CHROME = 'chrome130';

/**
 * Everything is bundled: the packaged program carries no node_modules, starts faster, and a
 * sandboxed preload may not require packages anyway.
 */
export default defineConfig({
  main: {
    plugins: [withoutCompiledParts, processAsItIs, withoutRemoteLog, licencesOfBuild('main')],
    build: {
      target: NODE,
      outDir: 'out/main',
      externalizeDeps: false,
      rolldownOptions: {
        input: { main: 'electron/entry.ts' },
        treeshake: usedPartsOnly,
        // Beside the entry: what is loaded finds its files from where it lies.
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: '[name]-[hash].js',
          // One file for each step of a start: what is before the window, the program around it, the engine.
          codeSplitting: {
            groups: [
              { name: 'main', test: /[\\/]electron[\\/]main\.ts$/, priority: 3 },
              { name: 'program', test: /[\\/]electron[\\/]program\.ts$/, priority: 2 },
              { name: 'engine', test: /[\\/]core[\\/]engine\.ts$/, priority: 1 },
            ],
          },
        },
      },
    },
  },
  preload: {
    plugins: [licencesOfBuild('preload')],
    build: {
      target: NODE,
      outDir: 'out/preload',
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: 'electron/preload.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [
      react(),
      withoutScrollStorage,
      licencesOfBuild('renderer'),
      // Routes are paths: a reload of /gateways must find its assets at the top.
      { name: 'absolute-base', enforce: 'post', config: () => ({ base: '/' }) },
    ],
    build: {
      target: CHROME,
      minify: true,
      outDir: 'out/renderer',
      // The content security policy allows no font and no script inside an address.
      assetsInlineLimit: 0,
      rolldownOptions: {
        input: { index: 'renderer/index.html' },
        // One file for all that the first page begins with: this program hands out each of its files itself.
        output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] } },
      },
    },
  },
});
