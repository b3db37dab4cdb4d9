// The reader as a whole: entries, their days and what stands in them, on small notes that read as examples.
import { describe, expect, it } from 'vitest';
import { type Day, formatIsoDay, parseIsoDay } from '../calendar/day.ts';
import { createReader } from './reader.ts';

const today = parseIsoDay('2026-11-21')!;
const reader = createReader();

/** Each segment as `role day | text`; `-` where it has no day. */
function outline(note: string): string[] {
  return reader
    .read(note, { today })
    .segments.map((s) => `${s.role} ${iso(s.entryDay)} | ${s.text.replace(/\s+/g, ' ').trim()}`);
}

function iso(day: Day | undefined): string {
  return day === undefined ? '-' : formatIsoDay(day);
}

describe('entries', () => {
  it('begin at a heading that holds a date, and reach to the next heading of its level', () => {
    expect(
      outline(
        '# Case\n\nIntro.\n\n## 3 May 2026 - call with mum\n\nLetter came.\n\n### Actions\n\n- ring LA\n\n## Other\n\nText.\n',
      ),
    ).toEqual([
      'heading - | Case',
      'paragraph - | Intro.',
      'heading 2026-05-03 | 3 May 2026 - call with mum',
      'paragraph 2026-05-03 | Letter came.',
      'heading 2026-05-03 | Actions',
      'list-item 2026-05-03 | ring LA',
      'heading - | Other',
      'paragraph - | Text.',
    ]);
  });

  it('begin at list items and paragraphs; undated text falls to the dated paragraph above', () => {
    expect(outline("- 3 May 2026: letter rec'd\n  - rang LA\n- no date\n\n**12.06.26** AR held\n\nMore.\n")).toEqual([
      "list-item 2026-05-03 | 3 May 2026: letter rec'd",
      'list-item 2026-05-03 | rang LA',
      'list-item - | no date',
      'paragraph 2026-06-12 | 12.06.26 AR held',
      'paragraph 2026-06-12 | More.',
    ]);
  });

  it('begin with the kind of contact in the marks of emphasis, and with what somebody had in clipped words', () => {
    expect(
      outline(
        '**TC 14th January 2026** Mum. Review was on the 8th.\n\n**FTF 19 March 2026** Came in.\n\nFTF 20 March 2026 came.\n',
      ),
    ).toEqual([
      'paragraph 2026-01-14 | TC 14th January 2026 Mum. Review was on the 8th.',
      'paragraph 2026-03-19 | FTF 19 March 2026 Came in.',
      'paragraph 2026-03-19 | FTF 20 March 2026 came.',
    ]);
    expect(
      outline('TC mum 03/11/25. Sent it.\n\nCall with dad 5 Nov 2025. He rang.\n\nEmail by 6 Nov. He waits.\n'),
    ).toEqual([
      'paragraph 2025-11-03 | TC mum 03/11/25. Sent it.',
      'paragraph 2025-11-05 | Call with dad 5 Nov 2025. He rang.',
      'paragraph 2025-11-05 | Email by 6 Nov. He waits.',
    ]);
    expect(
      outline(
        'Met with parents 3 Nov 2025. Sent it.\n\nInitial Teams call with Mrs Hall 5 Nov 2025\nHe rang.\n\nTEL 06/11/25: in.\n\nEmail by 7 Nov 2025. Wait.\n',
      ),
    ).toEqual([
      'paragraph 2025-11-03 | Met with parents 3 Nov 2025. Sent it.',
      'paragraph 2025-11-05 | Initial Teams call with Mrs Hall 5 Nov 2025 He rang.',
      'paragraph 2025-11-06 | TEL 06/11/25: in.',
      'paragraph 2025-11-06 | Email by 7 Nov 2025. Wait.',
    ]);
    expect(outline('- 29/4/26 had the hearing yest\n- 3/5/26 was the deadline\n')).toEqual([
      'list-item 2026-04-29 | 29/4/26 had the hearing yest',
      'list-item - | 3/5/26 was the deadline',
    ]);
  });

  it('are split where dated lines follow one another, but not where a sentence wraps', () => {
    expect(outline('3/5/26 mum rang\n5/5/26 rang LA\nno answer\n')).toEqual([
      'paragraph 2026-05-03 | 3/5/26 mum rang',
      'paragraph 2026-05-05 | 5/5/26 rang LA no answer',
    ]);
    expect(outline('3/5/26 mum has a letter dated\n1 May 2026 which refuses\n')).toHaveLength(1);
  });

  it('take month and year from a month heading', () => {
    expect(outline('# February 2026\n\n**4th** tc mum\n\n- the 12th - letter\n\n## March\n\n4: rang\n')).toEqual([
      'heading - | February 2026',
      'paragraph 2026-02-04 | 4th tc mum',
      'list-item 2026-02-12 | the 12th - letter',
      'heading - | March',
      'paragraph 2026-03-04 | 4: rang',
    ]);
    expect(outline('## November 2025\n\n**6** rang\n\n- **27** review\n\n2 TAs there\n')).toEqual([
      'heading - | November 2025',
      'paragraph 2025-11-06 | 6 rang',
      'list-item 2025-11-27 | 27 review',
      'paragraph 2025-11-06 | 2 TAs there',
    ]);
  });

  it('have no day under a month before its first day number', () => {
    const note =
      '## 3 Nov 2025\n\nrang mum\n\n## December 2025\n\nReview was on Tuesday. Final plan came 12 December.\n';
    expect(outline(note).at(-1)).toMatch(/^paragraph - /);
  });

  it('are found in the hands of many advisers', () => {
    const days = (note: string): string[] => outline(note).map((s) => s.split(' | ')[0]!.split(' ')[1]!);
    expect(
      days(
        'Date: 3 May 2026\nSpoke to mum.\n\n[5/5/26] rang\n6/5/26, 10.30: email\nWEDNESDAY 13 MAY 2026\nmum in tears\n',
      ),
    ).toEqual(['2026-05-03', '2026-05-05', '2026-05-06', '2026-05-13']);
    expect(days('3.9 rang\n4.9 rang\n15.10 letter came\n2.1 sent\n')).toEqual([
      '2025-09-03',
      '2025-09-04',
      '2025-10-15',
      '2026-01-02',
    ]);
    expect(days('new entry\n\nfourteenth March twenty twenty six. Spoke to mum\n')).toEqual(['-', '2026-03-14']);
    expect(days('**3 May 2026**\nMum.\n**5 May 2026**\nLA.\n__6/5/26:__ note\n')).toEqual([
      '2026-05-03',
      '2026-05-05',
      '2026-05-06',
    ]);
    expect(days('TC with mum 3/5/26: letter\n\nMet mum on 7 May 2026 at home\n')).toEqual(['2026-05-03', '2026-05-03']);
    expect(days('1. On 26 January 2026 the parent wrote.\n2. The Authority replied.\n')).toEqual(['2026-01-26', '-']);
    expect(days('2026\n\nMay\n\n3 - rang\nTues 5th: rang\nWeds 6 rang\n\nJune\n\n1st rang\n')).toEqual([
      '-',
      '-',
      '2026-05-03',
      '2026-05-05',
      '2026-05-06',
      '-',
      '2026-06-01',
    ]);
  });

  it('take the year that keeps them in order', () => {
    expect(outline('- 3 Nov 2025: a\n- 5 Jan: b\n- 2 Mar: c\n').map((s) => s.slice(10, 20))).toEqual([
      '2025-11-03',
      '2026-01-05',
      '2026-03-02',
    ]);
    expect(outline('- 16 Sept: a\n- 10 Dec: b\n- 5 Jan: c\n- 6 Mar: d\n').map((s) => s.slice(10, 20))).toEqual([
      '2025-09-16',
      '2025-12-10',
      '2026-01-05',
      '2026-03-06',
    ]);
  });

  it('are table rows by their date column, first or not', () => {
    expect(outline('| What | When |\n|---|---|\n| Letter | 3 May 2026 |\n| Reply | - |\n')).toEqual([
      'table-row - | | What | When |',
      'table-row 2026-05-03 | | Letter | 3 May 2026 |',
      'table-row - | | Reply | - |',
    ]);
  });

  it('are rows of a table without outer pipes, and ditto marks', () => {
    expect(outline('Date | Event\n--- | ---\n**3/5/26** | letter\n" | call\n').map((s) => s.slice(10, 20))).toEqual([
      '- | Date |',
      '2026-05-03',
      '2026-05-03',
    ]);
  });

  it('are bold dates at the head of lines, and dates after a line that was ended before it was full', () => {
    const days = (text: string): string[] => outline(text).map((s) => s.slice(10, 20));
    const marked = '**3.5.26** rang the school office twice and left a message there before\n**14.5.26** letter\n';
    expect(days(marked)).toEqual(['2026-05-03', '2026-05-14']);
    const ragged = 'a word or two about how the second meeting with the whole team went on and on\n';
    expect(days(`3/5/26 ${ragged}4/5/26 ${ragged.slice(0, 64)}\n5/5/26 letter\n`)).toHaveLength(2);
  });

  it('have no day where the date that opens them gives none', () => {
    expect(outline('---\ndate: 2026-06-01\n---\n- 31/02/26: letter\n- w/c 4 May: letter\n- letter\n')).toEqual([
      'list-item - | 31/02/26: letter',
      'list-item - | w/c 4 May: letter',
      'list-item 2026-06-01 | letter',
    ]);
  });
});

describe('what is not casenote text', () => {
  it('is left out: fences, quotes, comments, unticked boxes, struck-out text, code, links, URLs', () => {
    expect(
      outline(
        '```\n3 May 2026 letter\n```\n\n> quoted 3 May 2026\n\n<!-- 3 May 2026 -->\n\n- [ ] send by 3 May 2026\n- [x] sent ~~4 May~~ 5 May 2026\n\nSee [form](https://x.org/2026-05-03) `RTA 3 May 2026` www.x.org/2026-05-04 ok\n',
      ),
    ).toEqual(['list-item - | sent 5 May 2026', 'paragraph - | See form ok']);
  });
});

describe('children', () => {
  it('split the note at their headings', () => {
    const reading = reader.read('# Child A\n\n3/5/26 letter\n\n# Child B\n\n4/5/26 letter\n', { today });
    expect(reading.children).toEqual(['A', 'B']);
    expect(reading.segments.map((s) => reading.entries[s.entry]!.child)).toEqual([0, 0, 1, 1]);
  });
});

it('gives all of itself as JSON, the lists that are made when asked for among it', () => {
  const reading = reader.read('- 3 May 2026: rang\n', { today });
  const plain = JSON.parse(JSON.stringify(reading)) as Record<string, unknown>;
  expect(plain.entries).toHaveLength(reading.entries.length);
  expect(plain.segments).toHaveLength(1);
  expect(Object.keys(plain)).toEqual(expect.arrayContaining(['near', 'maybe', 'events', 'problems']));
});
