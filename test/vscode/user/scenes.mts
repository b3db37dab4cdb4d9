// The scenes of the user suite, in the order of an adviser's day.
import type { Scene } from './run.mts';

export const scenes: readonly Scene[] = [
  [
    'the command palette offers the commands',
    async ({ workbench }) => {
      await workbench.openFile('refused.md');
      await workbench.command('Casenotes: Show Output');
    },
  ],
];

/** Played with workspace trust on, as a user has it. */
export const trustScenes: readonly Scene[] = [];
