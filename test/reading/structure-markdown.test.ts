// The line scanner against markdown-it, on notes made by chance from what the two read alike: what is code, quote or
// comment to the one is left out by the other, and every word of the rest is kept.
import MarkdownIt from 'markdown-it';
import { describe, expect, it } from 'vitest';
import { createReader } from '../../server/src/casenote/reader.ts';
import { type Chance, chanceFrom } from './notes.ts';
import { today } from './promises.ts';

const parser = new MarkdownIt({ html: true });
const reader = createReader();

/** The words that markdown-it shows outside code, quotes and HTML, in order. */
function shown(text: string): string[] {
  const words: string[] = [];
  let quoted = 0;
  for (const token of parser.parse(text, {})) {
    if (token.type === 'blockquote_open') quoted++;
    else if (token.type === 'blockquote_close') quoted--;
    else if (quoted === 0 && token.type === 'inline') {
      for (const t of token.children ?? []) if (t.type === 'text') words.push(...(t.content.match(/w\d+/g) ?? []));
    }
  }
  return words;
}

function read(text: string): string[] {
  return reader.read(text, { today }).segments.flatMap((s) => s.text.match(/w\d+/g) ?? []);
}

let word = 0;
const w = (): string => `w${++word}`;

const blocks: readonly (() => string)[] = [
  () => `# ${w()} ${w()}`,
  () => `### ${w()} ###`,
  () => `${w()}\n===`,
  () => `${w()}\n---`,
  () => `${w()} ${w()}\n${w()} **${w()}** _${w()}_`,
  () => `- ${w()}\n- ${w()}\n  ${w()}\n  - ${w()}`,
  () => `1. ${w()}\n2. ${w()}`,
  () => `> ${w()}\n> ${w()}`,
  () => `\`\`\`\n${w()}\n\n# ${w()}\n\`\`\``,
  () => `~~~ text\n${w()}\n\`\`\`\n~~~`,
  () => `<!-- ${w()}\n\n${w()} -->`,
  () => `${w()} <!-- ${w()} --> ${w()}`,
  () => `${w()} \`${w()}\` ${w()} \`\`${w()} \` ${w()}\`\``,
  () => `[${w()}](https://example.org/${w()}) ${w()} ![${w()}](x.png)`,
  () => `| ${w()} | ${w()} |\n|---|---|\n| ${w()} | ${w()} |`,
  () => '***',
  () => `* ${w()}\n\n  ${w()}`,
  () => `${w()}  \n${w()}\\\n${w()}`,
  () => `- > ${w()}`,
  () => `- \`\`\`\n  ${w()}\n  \`\`\``,
];

function make(chance: Chance): string {
  const eol = chance(4) === 0 ? '\r\n' : '\n';
  return Array.from({ length: 1 + chance(8) }, () => blocks[chance(blocks.length)]!())
    .join('\n\n')
    .replaceAll('\n', eol);
}

describe('the line scanner', () => {
  it('keeps and leaves out what markdown-it does', () => {
    const chance = chanceFrom(5);
    for (let i = 0; i < 1500; i++) {
      const text = make(chance);
      expect(read(text), text).toEqual(shown(text));
    }
  });
});
