// `npm test`: everything, in order, from types to the packaged extension in a real VS Code. What it needs (VS Code,
// Chromium) it gets itself, once. `npm test -- types unit` runs only the steps named. Ends with one line of counts.
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SuiteKind } from '../test/vscode/run.mts';
import { CommandFailed, run, stopAll } from './lib/processes.mts';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const bin = path.join(root, 'node_modules/.bin');

interface Counts {
  readonly passed: number;
  readonly failed: number;
}

interface Step {
  readonly name: string;
  readonly what: string;
  /** Steps that must have passed, or not been asked for. */
  readonly needs?: readonly string[];
  run(): Promise<Counts>;
}

const print = (line: string) => process.stdout.write(`${line}\n`);

/** Runs a program of this project; it counts as one. */
async function program(command: string, ...args: readonly string[]): Promise<Counts> {
  await run(command, args, { cwd: root });
  return { passed: 1, failed: 0 };
}

const script = (file: string, ...args: readonly string[]) => program(process.execPath, path.join(root, file), ...args);

/** vitest, counted by its own report. */
async function vitest(name: string, ...args: readonly string[]): Promise<Counts> {
  const report = path.join(root, 'test-artefacts', `${name}.json`);
  await mkdir(path.dirname(report), { recursive: true });
  await rm(report, { force: true });
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${report}`];
  let problem: unknown;
  await run(path.join(bin, 'vitest'), ['run', ...args, ...reporters], { cwd: root, show: true }).catch((error) => {
    problem = error;
  });
  if (!existsSync(report)) throw problem ?? new Error('vitest left no report');
  const { numPassedTests, numFailedTests, numFailedTestSuites } = JSON.parse(await readFile(report, 'utf8'));
  // A file that could not even be loaded has no failed test in it.
  const failed = Math.max(numFailedTests, numFailedTestSuites, problem ? 1 : 0);
  return { passed: numPassedTests, failed };
}

/** The injection grammars, against the Markdown grammar of the VS Code that the other suites run. */
async function grammar(): Promise<Counts> {
  const { setUpVsCode } = await import('./setup-vscode.mts');
  const { serverMain } = await setUpVsCode(print);
  const extensions = path.join(path.dirname(serverMain), '../extensions');
  const files = ['markdown-basics/syntaxes/markdown', 'html/syntaxes/html', 'html/syntaxes/html-derivative'];
  const grammars = files.flatMap((file) => ['-g', path.join(extensions, `${file}.tmLanguage.json`)]);
  return program(path.join(bin, 'vscode-tmgrammar-test'), ...grammars, 'test/grammar/*.test.md');
}

async function vsCode(kind: SuiteKind): Promise<Counts> {
  const { setUpVsCode, setUpChromium } = await import('./setup-vscode.mts');
  await setUpVsCode(print);
  await setUpChromium(print);
  const { runSuite } = await import('../test/vscode/run.mts');
  return runSuite(kind, (line) => print(`  ${line}`));
}

async function editors(): Promise<Counts> {
  const { runEditors } = await import('../test/editors/run.mts');
  return runEditors((line) => print(`  ${line}`));
}

/** The webviews in Chromium, with axe. */
async function views(): Promise<Counts> {
  const { setUpChromium } = await import('./setup-vscode.mts');
  await setUpChromium(print);
  return vitest('views', '--config', path.join(root, 'test/views/vitest.config.mts'));
}

const steps: readonly Step[] = [
  { name: 'generate', what: 'packs and letters compiled', run: () => script('scripts/generate.mts') },
  {
    name: 'types',
    what: 'TypeScript, strict',
    needs: ['generate'],
    run: () => program(path.join(bin, 'tsc'), '-p', '.'),
  },
  { name: 'lint', what: 'biome', run: () => program(path.join(bin, 'biome'), 'check', '.') },
  { name: 'build', what: 'bundles', needs: ['generate'], run: () => script('scripts/build.mts') },
  { name: 'unit', what: 'unit and property tests', needs: ['generate', 'build'], run: () => vitest('unit') },
  {
    name: 'npm',
    what: 'npm package of the server',
    needs: ['build'],
    run: () => script('scripts/pack-server.mts'),
  },
  { name: 'editors', what: 'Neovim and Emacs against the server', needs: ['build'], run: editors },
  { name: 'views', what: 'timeline and calendar in Chromium, with axe', needs: ['generate'], run: views },
  { name: 'grammar', what: 'dated entries are coloured', run: grammar },
  {
    name: 'package',
    what: 'VSIX, no warning, within its size',
    needs: ['build'],
    run: () => script('scripts/package.mts'),
  },
  {
    name: 'publish',
    what: 'the steps that publish, against stand-ins',
    needs: ['package', 'npm'],
    run: () => script('scripts/rehearse-publish.mts', '--offline'),
  },
  { name: 'node', what: 'real VS Code, Node extension host', needs: ['package'], run: () => vsCode('node') },
  { name: 'web', what: 'real VS Code, web worker extension host', needs: ['package'], run: () => vsCode('web') },
  {
    name: 'node-folders',
    what: 'several folders, a thousand notes, Node extension host',
    needs: ['package'],
    run: () => vsCode('node-folders'),
  },
  {
    name: 'web-folders',
    what: 'the same, web worker extension host',
    needs: ['package'],
    run: () => vsCode('web-folders'),
  },
  { name: 'user', what: 'real VS Code, the packaged VSIX as a user', needs: ['package'], run: () => vsCode('user') },
  { name: 'start', what: 'npm start, from the first line to Ctrl+C', needs: ['package'], run: () => vsCode('start') },
];

/** One step, with its counts; a step that cannot run counts as one failure. */
async function runStep(step: Step, broken: ReadonlySet<string>): Promise<Counts> {
  const missing = step.needs?.find((name) => broken.has(name));
  if (missing) {
    print(`not run: it needs "${missing}"`);
    return { passed: 0, failed: 1 };
  }
  try {
    return await step.run();
  } catch (error) {
    print(error instanceof CommandFailed ? error.message : String(error instanceof Error ? error.stack : error));
    return { passed: 0, failed: 1 };
  }
}

async function main(asked: readonly string[]): Promise<number> {
  const unknown = asked.filter((name) => !steps.some((step) => step.name === name));
  if (unknown.length > 0) {
    print(`There is no step "${unknown[0]}"; the steps are: ${steps.map((step) => step.name).join(', ')}`);
    return 2;
  }
  const broken = new Set<string>();
  const table: string[] = [];
  let [passed, failed] = [0, 0];
  for (const step of steps) {
    if (asked.length > 0 && !asked.includes(step.name)) continue;
    print(`\n--- ${step.name}: ${step.what}`);
    const from = performance.now();
    const counts = await runStep(step, broken);
    if (counts.failed > 0) broken.add(step.name);
    passed += counts.passed;
    failed += counts.failed;
    const seconds = ((performance.now() - from) / 1000).toFixed(1);
    table.push(
      `${counts.failed > 0 ? 'FAILED' : 'ok    '} ${step.name.padEnd(12)} ${String(counts.passed).padStart(5)} passed ${String(counts.failed).padStart(3)} failed ${seconds.padStart(7)} s`,
    );
  }
  print(`\n${table.join('\n')}\n`);
  print(`${passed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} finally {
  await stopAll();
}
