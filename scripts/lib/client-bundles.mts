// How the two entries of the client share one copy of what is the same in both. The web extension host loads a single
// CommonJS file and nothing else: so the browser's bundle stays whole, and the desktop's, which can load a second file,
// takes the common modules out of it. That is a seventh of the packed extension.
import path from 'node:path';
import type { BuildOptions, Plugin } from 'esbuild';

/** The common modules that the desktop's own code imports, relative to the project. */
const shared = [
  'client/src/shared.ts',
  'node_modules/vscode-languageclient/lib/common/api.js',
  'node_modules/vscode-languageclient/lib/common/client.js',
  'node_modules/vscode-languageclient/lib/common/utils/is.js',
  'node_modules/vscode-languageserver-protocol/lib/common/api.js',
  'node_modules/vscode-jsonrpc/lib/common/api.js',
];

/** Modules that must not be in two copies: what is thrown, registered or compared in one would be unknown to the other. */
const common = /^(client\/src\/(?!extension\.ts)|node_modules\/vscode-[\w-]+\/lib\/common\/)/;

const nameOf = (root: string, file: string) => {
  const inside = path.relative(root, file).replaceAll(path.sep, '/');
  return inside.slice(Math.max(0, inside.lastIndexOf('node_modules/')));
};

/** The browser's entry: its own exports, and the common modules for the desktop's. */
export function browserEntry(root: string): Pick<BuildOptions, 'stdin'> {
  const parts = shared.map((name) => `() => require(${JSON.stringify(`./${name}`)})`);
  const contents = `export * from './client/src/browser.ts';\nexport const parts = [${parts.join(', ')}];\n`;
  return { stdin: { contents, resolveDir: root, sourcefile: 'browser-and-parts.js', loader: 'js' } };
}

/** In the desktop's bundle: a common module is the one of the browser's bundle, which lies beside it. */
export function partsOfBrowser(root: string): Plugin {
  return {
    name: 'parts-of-browser',
    setup(build) {
      build.onResolve({ filter: /./ }, async ({ path: asked, pluginData, ...from }) => {
        if (pluginData === 'resolving' || from.kind === 'entry-point') return undefined;
        const { importer, resolveDir, kind } = from;
        const found = await build.resolve(asked, { importer, resolveDir, kind, pluginData: 'resolving' });
        const name = nameOf(root, found.path);
        if (found.external || !common.test(name)) return found;
        if (!shared.includes(name)) throw new Error(`${name} is common to both clients: name it in client-bundles.mts`);
        // The package is not in this bundle: its name is not given as a path into node_modules.
        return { path: `${shared.indexOf(name)}`, namespace: 'parts' };
      });
      build.onLoad({ filter: /./, namespace: 'parts' }, ({ path: index }) => ({
        contents: `module.exports = require('./browser.js').parts[${index}]();`,
        loader: 'js',
      }));
    },
  };
}
