// British spelling of the documents. A word of the field or of the trade that is missing goes into words.txt.
import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { files, misspelt, prose, root } from '../spelling/spell.ts';

it('the documents are spelt the British way', () => {
  const names = [...files('docs', /\.md$/), ...readdirSync(root).filter((n) => n.endsWith('.md'))];
  expect(misspelt(names, prose).join('\n')).toBe('');
});
