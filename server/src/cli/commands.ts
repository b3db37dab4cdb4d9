// The commands of the `casenotes` program. To add one: write `<name>.ts` here, exporting `command`, and add its line.
// Each is loaded when it is called, so that one command does not pay for the data of another.
import type { Command } from './command.ts';

export const commands: Readonly<Record<string, () => Promise<{ readonly command: Command }>>> = {
  deadlines: () => import('./deadlines.ts'),
  check: () => import('./check.ts'),
  summary: () => import('./summary.ts'),
  chronology: () => import('./chronology.ts'),
  lateness: () => import('./lateness.ts'),
  derive: () => import('./derive.ts'),
  explain: () => import('./explain.ts'),
  letter: () => import('./letter.ts'),
  help: () => import('./help.ts'),
  rules: () => import('./rules.ts'),
};
