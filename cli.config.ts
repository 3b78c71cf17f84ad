import { defineConfig } from 'vite';
import { processAsItIs, usedPartsOnly, withoutCompiledParts } from './bundle-parts.ts';
import { licencesOfBuild } from './licences-of-build.ts';

const PROGRAMS = ['electron/cli/apigateway-util.ts', 'electron/cli/gateway-vault.ts'];

/** The command line as a bundle that Node runs alone: no node_modules, and no part loaded that a command has no use for. */
export default defineConfig({
  plugins: [withoutCompiledParts, processAsItIs, licencesOfBuild('cli')],
  ssr: { noExternal: true },
  build: {
    ssr: true,
    target: 'node20.18',
    outDir: 'out/cli',
    minify: true,
    // The engine with its libraries, loaded by every command that works with a data store.
    chunkSizeWarningLimit: 3_000,
    rolldownOptions: {
      input: {
        apigatewayUtil: 'electron/cli/apigateway-util.ts',
        'gateway-vault': 'electron/cli/gateway-vault.ts',
      },
      treeshake: usedPartsOnly,
      output: {
        format: 'es',
        entryFileNames: '[name].mjs',
        chunkFileNames: 'parts/[name]-[hash].mjs',
        // Each file costs about a millisecond of every command: one of what every command needs first, one of the engine.
        codeSplitting: {
          groups: [
            {
              name: 'first',
              tags: ['$initial'],
              test: (id) => !PROGRAMS.some((one) => id.endsWith(one)),
              priority: 2,
            },
            { name: 'engine', test: /[\\/]core[\\/]engine\.ts$/, priority: 1 },
          ],
        },
        // Libraries of the old module system ask for it.
        banner: (chunk) =>
          `${chunk.isEntry ? '#!/usr/bin/env node\n' : ''}const __dirname = import.meta.dirname;`,
      },
    },
  },
});
