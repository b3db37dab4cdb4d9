// The walkthrough's drawings show what the product shows: red is for what a family has missed, and for nothing else.
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';

const drawing = (name: string) => readFile(new URL(`../media/start-${name}.svg`, import.meta.url), 'utf8');

describe('the walkthrough’s drawings', () => {
  it('have red in the row of a missed limit only', async () => {
    const lines = (await drawing('view')).split('\n');
    const heading = (line: number) => lines.slice(0, line).findLast((text) => text.includes('font-weight="600">'));
    const red = lines.flatMap((line, i) => (line.includes('editorError') ? [i] : []));
    expect(red.map(heading)).toEqual([expect.stringContaining('>Past<')]);
    for (const name of ['write', 'hover', 'fix', 'letter', 'area'])
      expect(await drawing(name), name).not.toContain('editorError');
  });

  it('name the entries of the light bulb as they are', async () => {
    const menu = await drawing('fix');
    for (const words of ['Insert letter: ', 'Record “', 'Mark as waived, with a reason: ', 'Mark as not “'])
      expect(menu).toContain(words);
  });
});
