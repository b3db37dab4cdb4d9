// The suite that runs inside VS Code, the same in the Node host and in the web worker host. The workspace is a copy of
// test/vscode/workspace, whose settings fix the day at 20 June 2026.
import './activation.ts';
import './reading.ts';
import './letters.ts';
import './routes.ts';
import './caseload.ts';
import './saving.ts';
import './life.ts';
import './start.ts';
import { runAll } from './runner.ts';

export const run = runAll;
