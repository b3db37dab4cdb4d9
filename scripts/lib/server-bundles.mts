// How the two servers of the extension, for Node and for a web worker, share one copy of what is the same in both: all
// but the machine. The core is a plain script, for a worker in the browser is put together of texts (client/src/browser.ts)
// and can import nothing; on the desktop a small program loads it as a module. A second copy was a quarter of the archive.
import path from 'node:path';
import type { BuildOptions, Plugin } from 'esbuild';

/** The core's file, beside the programs. */
export const coreFile = 'casenotes-server-core.js';

/** The name under which the core stands where it is no module. */
const globalName = 'casenotesServer';

/** Options of the core's bundle: a CommonJS module in Node; where it is no module, in a worker, it starts the server. */
export const asCore: BuildOptions = {
  globalName,
  footer: { js: `if(typeof module=="object")module.exports=${globalName};else ${globalName}.startInWorker();` },
};

/** What the desktop's program takes from the core; esbuild stops where it imports another name. */
const taken = 'Connection FileProblem noteReader platformOn startServer version';

/** In the desktop's program: what is common is loaded from the core's file, once the texts of the packs are there. */
export function coreBeside(): Plugin {
  return {
    name: 'core-beside',
    setup(build) {
      const common = /[\\/]server[\\/]src[\\/](core|files[\\/]access)\.ts$/;
      build.onResolve({ filter: /\/(core|access)\.ts$/ }, ({ path: asked, resolveDir }) =>
        common.test(path.join(resolveDir, asked)) ? { path: coreFile, namespace: 'core' } : undefined,
      );
      build.onLoad({ filter: /./, namespace: 'core' }, () => ({
        contents: `import { readFileSync } from 'node:fs';
          import { createRequire } from 'node:module';
          const read = (name) => readFileSync(new URL('./packs/' + name, import.meta.url), 'utf8');
          const names = JSON.parse(read('index.json'));
          globalThis.CASENOTES_PACKS = Object.fromEntries(names.map((name) => [name, read(name)]));
          export const { ${taken.replaceAll(' ', ', ')} } = createRequire(import.meta.url)('./${coreFile}');
          delete globalThis.CASENOTES_PACKS;`,
        loader: 'js',
      }));
    },
  };
}
