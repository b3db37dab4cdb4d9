// The manual page: current, complete, and read without a warning.
import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { describe, expect, it, vi } from 'vitest';
import { manFile, manPage } from '../scripts/generate-man.mts';
import { onPath } from '../scripts/lib/processes.mts';
import { commands } from '../server/src/cli/commands.ts';

// Every command is loaded, with its data.
vi.setConfig({ testTimeout: 60_000 });

describe('the manual page', () => {
  it('is the one that npm run docs writes', async () => {
    expect(await readFile(manFile, 'utf8'), 'run npm run docs').toBe(await manPage());
  });

  it('has a section for every command, and every option of its help', async () => {
    const page = (await manPage()).replaceAll('\\-', '-');
    for (const [name, load] of Object.entries(commands)) {
      if (name === 'help') continue;
      expect(page).toContain(`.SS casenotes ${name}`);
      for (const [option] of (await load()).command.help.matchAll(/^ {2}--[a-z-]+/gm)) {
        expect(page).toContain(`.B ${option.trim()}`);
      }
    }
  });

  it('is read by groff without a warning', () => {
    const groff = onPath('groff');
    // Where there is no groff, the signs it would stumble over must at least not be there.
    if (!groff) return expect(manPage()).resolves.not.toMatch(/^[.'](?!\\"|TH|SH|SS|B|I|RI|RB|PP|TP|nf|fi|RS|RE|br)/m);
    const made = spawnSync(groff, ['-man', '-Tascii', '-ww', manFile], { encoding: 'utf8' });
    expect(made.stderr).toBe('');
    expect(made.stdout).toContain('casenotes check notes --fail-on past');
  });
});
