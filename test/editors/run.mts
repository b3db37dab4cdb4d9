// Other editors against the real server: Neovim and Emacs, headless, with the settings that docs/editors/ gives.
// Each opens the same note and must show its diagnostics, a hover and a code action. An editor that is not on the
// machine is installed from Debian's packages where apt is there; where it cannot be, the suite fails and says so.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { onPath } from '../../scripts/lib/processes.mts';
import { aptInstall } from '../../scripts/setup-vscode.mts';

const here = path.dirname(fileURLToPath(import.meta.url));
const server = path.resolve(here, '../../dist/casenotes-language-server.js');

interface Editor {
  readonly name: string;
  readonly program: string;
  readonly packages: readonly string[];
  readonly args: readonly string[];
}

const editors: readonly Editor[] = [
  {
    name: 'Neovim',
    program: 'nvim',
    packages: ['neovim'],
    args: ['--headless', '-u', 'NONE', '-c', `luafile ${path.join(here, 'neovim.lua')}`],
  },
  {
    name: 'Emacs',
    program: 'emacs',
    packages: ['emacs-nox', 'elpa-eglot'],
    args: ['--batch', '--load', path.join(here, 'emacs.el')],
  },
];

const note = `# Case of K.B.

## 4 May 2026

Decision letter dated 3 May 2026 came: LA refused to assess.
`;
const eventLine = 4;

async function install(editor: Editor): Promise<void> {
  if (onPath(editor.program)) return;
  await aptInstall(editor.packages, (line) => process.stdout.write(`${line}\n`));
}

interface Shown {
  readonly diagnostics: readonly string[];
  readonly hover: string;
  readonly actions: readonly string[];
}

function drive(editor: Editor, folder: string): Shown {
  const file = path.join(folder, 'note.md');
  writeFileSync(file, note);
  const result = spawnSync(editor.program, editor.args, {
    cwd: folder,
    encoding: 'utf8',
    timeout: 90_000,
    env: {
      ...process.env,
      HOME: folder,
      CASENOTES_NODE: process.execPath,
      CASENOTES_SERVER: server,
      CASENOTES_NOTE: file,
      CASENOTES_LINE: String(eventLine),
      CASENOTES_TODAY: '2026-06-25',
    },
  });
  const line = /RESULT (\{.*\})/.exec(result.stdout);
  if (!line) throw new Error(`${editor.name} gave no result: ${(result.stderr || result.stdout).slice(-600)}`);
  return JSON.parse(line[1]!) as Shown;
}

function faults(shown: Shown): string[] {
  const out: string[] = [];
  if (!shown.diagnostics?.some((c) => /appeal to the SEND Tribunal/i.test(c)))
    out.push(`no appeal diagnostic (${shown.diagnostics})`);
  if (!shown.hover?.includes('3 July 2026')) out.push('the hover does not name 3 July 2026');
  if (!shown.actions?.some((t) => /letter/i.test(t))) out.push(`no letter among the code actions (${shown.actions})`);
  return out;
}

/** Drives both editors; one line for each to `print`. */
export async function runEditors(print: (line: string) => void): Promise<{ passed: number; failed: number }> {
  let failed = 0;
  for (const editor of editors) {
    const folder = mkdtempSync(path.join(tmpdir(), 'casenotes-editor-'));
    try {
      await install(editor);
      const wrong = faults(drive(editor, folder));
      if (wrong.length > 0) failed++;
      print(wrong.length > 0 ? `not ok ${editor.name}: ${wrong.join('; ')}` : `ok ${editor.name}`);
    } catch (error) {
      failed++;
      print(`not ok ${editor.name}: ${error instanceof Error ? error.message : error}`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return { passed: editors.length - failed, failed };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { passed, failed } = await runEditors((line) => process.stdout.write(`${line}\n`));
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  process.exitCode = failed > 0 ? 1 : 0;
}
