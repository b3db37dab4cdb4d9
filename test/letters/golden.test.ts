// Each letter as it comes out for a full case and for a blank one, in both voices. To refresh after a change that is
// meant: UPDATE_GOLDENS=1 npx vitest run test/letters, then read the difference.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Letter, Voice } from '../../server/src/letters/model.ts';
import { fillLetter } from '../../server/src/letters/render.ts';
import { toHtml, toMarkdown, toSnippet, toText } from '../../server/src/letters/targets.ts';
import { contextOf, letter, pack } from './caseFixture.ts';
import { fullCase } from './fullCase.ts';

const folder = fileURLToPath(new URL('goldens', import.meta.url));

function matches(name: string, actual: string): void {
  const file = `${folder}/${name}`;
  if (process.env.UPDATE_GOLDENS || !existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, actual);
  }
  expect(actual).toBe(readFileSync(file, 'utf8'));
}

function renderings(l: Letter): string {
  const voices: readonly Voice[] = ['parent', 'young-person'];
  return [fullCase(l), undefined]
    .flatMap((analysis) =>
      voices.map(
        (voice) =>
          `======== ${analysis ? 'full' : 'empty'}, ${voice}\n${toText(fillLetter(l, contextOf(analysis, { voice })))}`,
      ),
    )
    .join('\n');
}

describe('goldens', () => {
  it.each(pack.letters.map((l) => [l.id, l] as const))('%s', (id, l) => matches(`${id}.txt`, renderings(l)));

  it('the other targets', () => {
    const filled = fillLetter(letter('ehcna-decision-chase'), contextOf(fullCase(letter('ehcna-decision-chase'))));
    matches('targets.snippet.txt', toSnippet(filled));
    matches('targets.md.txt', toMarkdown(filled));
    matches('targets.html.txt', toHtml(filled));
  });

  it('has no golden of a letter that is gone', () => {
    const ids = new Set(pack.letters.map((l) => `${l.id}.txt`));
    expect(readdirSync(folder).filter((n) => !ids.has(n) && !n.startsWith('targets.'))).toEqual([]);
  });
});
