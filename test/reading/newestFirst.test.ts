// A note written newest first reads as the same note turned round: what "the appeal" and "their answer" mean follows the
// days of the entries, not their place.
import { expect, test } from 'vitest';
import { formatIsoDay, parseIsoDay } from '../../server/src/calendar/day.ts';
import { loadEngine } from '../../server/src/data.ts';

const today = parseIsoDay('2026-11-20')!;
const read = (entries: readonly string[], head = ''): string[] =>
  loadEngine()
    .read(head + entries.join(''), { today })
    .events.map((e) => `${e.event} ${formatIsoDay(e.day)} ${e.assertion} "${e.text}"`)
    .sort();

/** Entries in the order of their days; what several say hangs on those before. */
const notes: Record<string, string[]> = {
  appeal: [
    '## 2 March 2026\n\nRefusal to assess, letter dated 26 February.\n\n',
    '## 9 March 2026\n\nMum rang the mediation service. Certificate to follow.\n\n',
    '## 16 March 2026\n\nIt came on Friday, dated 12 March.\n\n',
    '## 23 March 2026\n\nAppeal form sent off.\n\nChild is tired.\n\n',
    '## 30 March 2026\n\nRegistered 27 March, hearing 9 July.\n\n',
    '## 20 April 2026\n\nTheir answer came on 17 April. Not conceding.\n\n',
  ],
  complaint: [
    '- 5 Jan 2026: formal complaint emailed to the council.\n',
    '- 8 Jan 2026: acknowledged.\n',
    '- 4 Feb 2026: they answered, not upheld.\n',
    '- 9 Feb 2026: asked for stage 2.\n',
    '- 9 March 2026: stage 2 answer in.\n',
  ],
  exclusion: [
    '**4 May 2026** Permanently excluded today.\n\n',
    '**8 May 2026** Governors to meet on 20 May.\n\n',
    '**20 May 2026** Panel met. Upheld.\n\n',
    '**1 June 2026** Asked for the independent review.\n\n',
  ],
};

test.each(Object.entries(notes))('%s', (_, entries) => {
  const told = read(entries);
  expect(told.length).toBeGreaterThan(3);
  expect(read(entries.toReversed())).toEqual(told);
  expect(read(entries.toReversed(), '# K.\n\nSeen at home.\n\n')).toEqual(told);
});

test('a question about a vague day stands where it is written', () => {
  const entries = [
    '## 2 March 2026\n\nRefusal to assess.\n\n',
    '## 9 March 2026\n\nMum rang the mediation service.\n\n',
  ];
  const vague = '## 20 April 2026\n\nAppeal lodged last week.\n\n';
  const text = vague + entries.toReversed().join('');
  const { problems } = loadEngine().read(text, { today });
  expect(problems.map((p) => text.slice(p.start, p.end))).toEqual(['last week']);
});
