// Open documents held against the protocol's library (vscode-languageserver-textdocument): the same edits give the same
// text, and every place the same offset and back.
import { expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { random } from '../../../test/support/generate-notes.ts';
import { OpenDocument } from './documents.ts';

const pieces = ['a', 'Draft plan ', '\n', '\r\n', '\r', '👍', 'é', '\n\n- 3 May 2026: ', '', '\t'];

test.each([1, 2, 3, 4, 5, 6])('as the library has it after 300 edits (seed %i)', (seed) => {
  const next = random(seed);
  const pick = (n: number): number => Math.floor(next() * n);
  const words = (): string => Array.from({ length: pick(5) }, () => pieces[pick(pieces.length)]).join('');
  const start = Array.from({ length: 30 }, words).join('\n');
  const own = new OpenDocument('file:///a.md', 'markdown', 1, start);
  let library = TextDocument.create('file:///a.md', 'markdown', 1, start);
  for (let version = 2; version < 302; version++) {
    // Places may lie past the end of a line, or of the text.
    const place = () => ({ line: pick(library.lineCount + 1), character: pick(12) });
    const [a, b] = [place(), place()];
    const inOrder = a.line < b.line || (a.line === b.line && a.character <= b.character);
    const range = inOrder ? { start: a, end: b } : { start: b, end: a };
    // What is cut out stays short, so that there is something left to edit.
    const end = range.end.line > range.start.line + 1 ? { line: range.start.line + 1, character: 0 } : range.end;
    const changes = next() < 0.02 ? [{ text: start }] : [{ range: { start: range.start, end }, text: words() }];
    own.edit(changes, version);
    library = TextDocument.update(library, changes, version);
    expect(own.getText()).toBe(library.getText());
    const offset = pick(library.getText().length + 1);
    const at = own.lines.placeAt(offset);
    expect(own.lines.offsetAt(at)).toBe(library.offsetAt(at));
    expect(own.lines.lineCount).toBe(library.lineCount);
  }
});
