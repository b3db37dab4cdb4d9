// What the language server is whatever machine it runs on, under one roof: the two entries (node.ts, browser.ts) add
// the machine. The extension ships this once, for both of them (scripts/lib/server-bundles.mts).
export { minutesNow, todayInLondon } from './clock.ts';
export { checkOwnLetters, engineFor, loadEngine, loadLetters, loadRoutes, takeOwnLaw, version } from './data.ts';
export { FileProblem } from './files/access.ts';
export { noteReader } from './lsp/noteReader.ts';
export { Connection } from './lsp/rpc.ts';
export { startServer } from './lsp/server.ts';
