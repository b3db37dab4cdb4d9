// British spelling of the letters. The documents are checked by the long suite.
import { describe, expect, it } from 'vitest';
import { files, misspelt, prose, spell } from './spell.ts';

describe('British spelling', () => {
  it('of the letters', () => {
    expect(misspelt(files('snippets', /\.md$/), prose).join('\n')).toBe('');
  });

  it('tells British from American', () => {
    expect(['colour', 'organise', 'behaviour', 'programme'].every((w) => spell.correct(w))).toBe(true);
    expect(['color', 'behavior', 'recieve'].some((w) => spell.correct(w))).toBe(false);
  });
});
