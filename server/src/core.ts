// What the language server is whatever machine it runs on, under one roof: the two entries (node.ts, browser.ts) add
// the machine. The extension ships this once, for both of them (scripts/lib/server-bundles.mts).
import { minutesNow, todayInLondon } from './clock.ts';
import { checkOwnLetters, engineFor, loadEngine, loadLetters, loadRoutes, takeOwnLaw, version } from './data.ts';
import type { Platform } from './lsp/platform.ts';

export { version } from './data.ts';
export { FileProblem } from './files/access.ts';
export { noteReader } from './lsp/noteReader.ts';
export { Connection } from './lsp/rpc.ts';
export { startServer } from './lsp/server.ts';

/** The platform with England's packs and the clock, on a machine that has `machine`. */
export function platformOn(machine: Partial<Platform>): Platform {
  return {
    version,
    // Made when first asked for, so that `initialize` is answered at once.
    get engine() {
      return loadEngine();
    },
    engineFor,
    takeOwnLaw,
    letters: loadLetters,
    readOwnLetters: checkOwnLetters,
    get routes() {
      return loadRoutes();
    },
    today: todayInLondon,
    minutes: minutesNow,
    ...machine,
  };
}
