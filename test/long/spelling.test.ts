// British spelling of the documents. A word of the field or of the trade that is missing goes into words.txt.
import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { files, misspelt, prose, root } from '../spelling/spell.ts';

it('the documents are spelt the British way', () => {
  // The notices of others are in their own words.
  const own = readdirSync(root).filter((name) => name.endsWith('.md') && name !== 'THIRD-PARTY-NOTICES.md');
  const names = [...files('docs', /\.md$/), ...own];
  expect(misspelt(names, prose).join('\n')).toBe('');
});
