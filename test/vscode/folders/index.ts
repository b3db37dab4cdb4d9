// The suite of several folders, in the Node host and in the web worker host: first what a workspace of more than one
// folder and a thousand notes has of its own, then everything that the suite of one folder checks.
import './quiet.ts';
import '../suite/activation.ts';
import './tree.ts';
import './folders.ts';
import '../suite/reading.ts';
import '../suite/letters.ts';
import '../suite/routes.ts';
import '../suite/caseload.ts';
import '../suite/life.ts';
import { runAll } from '../suite/runner.ts';

export const run = runAll;
