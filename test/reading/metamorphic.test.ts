// Changes to a note that must not change what is read: line ends, blank lines at its end, a code fence or a quote after it,
// hard spaces for spaces. Compared: each segment's role, day, dates and words.
import { describe, expect, it } from 'vitest';
import { formatIsoDay } from '../../server/src/calendar/day.ts';
import type { Reading } from '../../server/src/casenote/model.ts';
import { createReader } from '../../server/src/casenote/reader.ts';
import { chanceFrom, makeNote } from './notes.ts';
import { today } from './promises.ts';

const reader = createReader();

function gist(reading: Reading): string[] {
  return reading.segments.map((s) => {
    const dates = s.dateMentions
      .map((d) => `${d.form} ${d.past === undefined ? '-' : formatIsoDay(d.past)}`)
      .join(', ');
    return `${s.role} ${s.entryDay === undefined ? '-' : formatIsoDay(s.entryDay)} [${dates}] ${s.text.replace(/\s+/g, ' ').trim()}`;
  });
}

const read = (text: string): string[] => gist(reader.read(text, { today }));

/** A note that ends outside fences and comments, so that what is added after it stands on its own. */
function closedNote(seed: number): string {
  for (let k = 0; ; k++) {
    const note = makeNote(chanceFrom(seed * 1000 + k), 12).replaceAll('\r', '');
    const text = `${note.trimEnd()}\n`;
    if (!/```|~~~|<!--|-->|broken/.test(text)) return text;
  }
}

const changes: readonly (readonly [string, (text: string) => string])[] = [
  ['CRLF line ends', (t) => t.replaceAll('\n', '\r\n')],
  ['blank lines after it', (t) => `${t}\n\n   \n`],
  ['a code fence after it', (t) => `${t}\n\`\`\`\n3 May 2026 appeal lodged\n\`\`\`\n`],
  ['a quote after it', (t) => `${t}\n> 3 May 2026 appeal lodged\n`],
  ['a comment after it', (t) => `${t}\n<!-- 3 May 2026 appeal lodged -->\n`],
  ['an unticked box after it', (t) => `${t}\n- [ ] 3 May 2026 appeal\n`],
  ['a byte order mark before it', (t) => `\ufeff${t}`],
  ['more blank lines between blocks', (t) => t.replaceAll('\n\n', '\n\n\n')],
];

describe('what is read stays the same with', () => {
  it.each(changes)('%s', (_, change) => {
    for (let seed = 1; seed <= 150; seed++) {
      const text = closedNote(seed);
      expect(read(change(text)), text).toEqual(read(text));
    }
  });
});
