// The language server as a Node program (`casenotes-language-server --stdio`) or as a child of an editor (node-ipc).
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { todayInLondon } from './clock.ts';
import { loadEngine, loadLetters, version } from './data.ts';
import { NodeFiles } from './files/node-files.ts';
import { startServer } from './lsp/server.ts';

if (process.argv.includes('--version')) {
  process.stdout.write(`${version}\n`);
} else if (!process.argv.some((arg) => /^--(stdio|node-ipc|socket|pipe)/.test(arg))) {
  process.stderr.write('casenotes-language-server: start it with --stdio (an editor does this)\n');
  process.exitCode = 2;
} else {
  startServer(createConnection(ProposedFeatures.all), {
    version,
    engine: loadEngine(),
    letters: loadLetters,
    today: todayInLondon,
    files: new NodeFiles(),
  });
}
