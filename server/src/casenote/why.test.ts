// "Why did it not see this?" on small notes: the sentences for the line that holds the mark.
import { describe, expect, it } from 'vitest';
import { parseIsoDay } from '../calendar/day.ts';
import { createReader } from './reader.ts';
import { explainLine } from './why.ts';

const today = parseIsoDay('2026-11-21')!;
const reader = createReader();

/** What is said of the line that `$` stands on. */
function why(note: string): readonly string[] {
  const at = note.indexOf('$');
  const text = note.replace('$', '');
  return explainLine(reader.read(text, { today }), text, at, (id) => id).sentences;
}

describe('a line that is read', () => {
  it('says what was recognised, then its entry and how each date was read', () => {
    expect(why('## Fri 5 June 2026\n\nLetter dated 3 May,$ rang last week.\n')).toEqual([
      'No event is recognised in these words.',
      'This belongs to the heading of Friday 5 June 2026 ("Fri 5 June 2026").',
      '"3 May" has no year; against 5 June 2026 it is 3 May 2026 where it happened, 3 May 2027 where it is still to come.',
      '"last week" gives no day, so nothing is counted from it.',
    ]);
  });

  it('gives the day of the entry once', () => {
    expect(why('- 2 June 2026: $letter from Mrs Jones\n')).toEqual([
      'No event is recognised in these words.',
      'This belongs to the list item of Tuesday 2 June 2026 ("2 June 2026").',
    ]);
  });

  it('says that an entry gives no day', () => {
    expect(why('- 31/02/26: $letter')[1]).toBe('This belongs to the list item dated "31/02/26", which gives no day.');
    expect(why('$Letter came')[1]).toContain('under no dated entry');
    expect(why('## December 2025\n\n$Review was on Tuesday')[1]).toMatch(
      /under a month, .* read against 31 December 2025/,
    );
  });

  it('tells what the adviser marked', () => {
    expect(why('5/6/26 $letter <!-- casenotes: event ehcna-refused 2026-05-03 -->')).toContain(
      'Marked by you: ehcna-refused, 3 May 2026.',
    );
  });
});

describe('a line that is left out', () => {
  it.each([
    ['```\n$3 May 2026 letter\n```', 'code'],
    ['> $3 May 2026 letter', 'quote'],
    ['<!--\n$3 May 2026 letter\n-->', 'comment'],
    ['- [ ] $send by 3 May 2026', 'not ticked'],
    ['---\nchild: $A\n---\n', 'head of the note'],
    ['Text\n$\nText', 'empty'],
  ])('%j', (note, said) => {
    expect(why(note)[0]).toContain(said);
  });
});
