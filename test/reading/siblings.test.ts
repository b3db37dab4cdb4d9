// Another child's events are not this case's: told in passing, under a heading of its own, with initials that the front
// matter does not name; and where a heading splits the note, each child keeps its own.
import { expect, test } from 'vitest';
import { formatIsoDay, parseIsoDay } from '../../server/src/calendar/day.ts';
import { loadEngine } from '../../server/src/data.ts';

const read = (text: string): string[] => {
  const reading = loadEngine().read(`---\nchild: A.B.\n---\n\n${text}\n`, { today: parseIsoDay('2026-06-20')! });
  return reading.events.map((e) => `${reading.children[e.child] || 'own'}: ${e.event} ${formatIsoDay(e.day)}`);
};

test.each([
  ['- 3 May 2026: Re sibling JT: suspended for 2 days from 2 May', []],
  ['- 3 May 2026: Re: sibling JT: RTA letter dated 1 May', []],
  ['- 3 May 2026: Brother (LM): PEX 2 May', []],
  ['- 3 May 2026: JT (brother) - RTA letter 2 May', []],
  ['- 3 May 2026: For JT (sister): appeal lodged 2 May', []],
  ['- 3 May 2026: Her little brother was suspended on 2 May.', []],
  ['- 3 May 2026: NB different child: RTA dated 1 May', []],
  [
    '| Date | What |\n|---|---|\n| 3 May 2026 | Sibling JT: PEX |\n| 4 May 2026 | AR held |',
    ['own: review-held 2026-05-04'],
  ],
  ['## 3 May 2026 - sibling JT\n\nRTA dated 1 May. Mum appealed on 2 May.', []],
  ['## 3 May 2026 (brother)\n\nRTA dated 1 May.\n\n## 4 May 2026\n\nAR held', ['own: review-held 2026-05-04']],
  ['- 3 May 2026: mum told me about her sister. AR held 2 May.', ['own: review-held 2026-05-02']],
  ["- 3 May 2026: sister, who is the carer, put in A's appeal on 2 May", ['own: appeal-lodged 2026-05-02']],
  [
    '- 1 May 2026: AR held\n\n### Sibling: JT\n\n- 3 May 2026: RTA dated 1 May',
    ['own: review-held 2026-05-01', 'JT: ehcna-refused 2026-05-01'],
  ],
  [
    '- 1 May 2026: AR held\n\n## JT (sibling)\n\n- 3 May 2026: RTA dated 1 May',
    ['own: review-held 2026-05-01', 'JT: ehcna-refused 2026-05-01'],
  ],
  [
    '## Child B\n\n- 3 May 2026: RTA dated 1 May\n\n## Child A\n\n- 4 May 2026: AR held',
    ['B: ehcna-refused 2026-05-01', 'A: review-held 2026-05-04'],
  ],
  // Named together, and what is theirs named as theirs.
  [
    "- 1 May 2026: A is 13, twin brothers X and W are 8\n- 3 May 2026: W's refusal to assess was on 1 May. AR for A held 2 May.\n" +
      "- 4 May 2026: mum mixes it up with X's final plan of 30 April",
    ['own: review-held 2026-05-02'],
  ],
  // A log that families share: what is headed by other initials is theirs, where the child's own head items, too.
  [
    "- 3 May 2026: drop-in\n- A.B.: refusal to assess dated 1 May\n- J.R. (mum): PEX on 2 May\n- S.S.'s review was held on 2 May",
    ['own: ehcna-refused 2026-05-01'],
  ],
  [
    '| Date | Who | What |\n|---|---|---|\n| 3 May 2026 | A.B. | AR held |\n| 4 May 2026 | K.O. | Suspended on 2 May |',
    ['own: review-held 2026-05-03'],
  ],
  // The one who writes, where they do not.
  ['- 3 May 2026\n- J.R.: refusal to assess dated 1 May', ['own: ehcna-refused 2026-05-01']],
  // Headed by their names alone, and spoken of as persons.
  [
    '## Amira\n\n- 3 March 2026: LA refused to assess Amira.\n\n## Bilal\n\n- 20 March 2026: appeal lodged for Bilal.',
    ['Amira: ehcna-refused 2026-03-03', 'Bilal: appeal-lodged 2026-03-20'],
  ],
  [
    '# Amira and Bilal\n\n## Amira (Y4)\n\n- 3 March 2026: RTA.\n\n## Bilal (Y9)\n\n- 4 March 2026: appeal lodged.',
    ['Amira: ehcna-refused 2026-03-03', 'Bilal: appeal-lodged 2026-03-04'],
  ],
  [
    '## Oakfield\n\n- 3 March 2026: place refused at Oakfield.\n\n## Elmwood\n\n- 4 March 2026: place refused at Elmwood.',
    ['own: admission-refused 2026-03-03', 'own: admission-refused 2026-03-04'],
  ],
  [
    '## Mum\n\n- 3 March 2026: told Mum. RTA came for Mum and Dad.\n\n## Dad\n\n- 4 March 2026: appeal lodged, says Dad.',
    ['own: ehcna-refused 2026-03-03', 'own: appeal-lodged 2026-03-04'],
  ],
  // Known by an initial alone.
  [
    "- 3 May 2026: AR held. Mum's other boy, brother J, is in Y3.\n- 5 May 2026: J suspended for 2 days from 4 May",
    ['own: review-held 2026-05-03'],
  ],
  [
    '- 3 May 2026: his brother J is on roll too\n- 5 May 2026: AR held 4 May and J was suspended on 5 May',
    ['own: review-held 2026-05-04'],
  ],
  ["- 3 May 2026: J (brother) starts in Sept\n- 5 May 2026: J's final plan is dated 1 May", []],
  [
    '- 3 May 2026: his brother J is on roll too\n- 5 May 2026: Re J: RTA dated 1 May. Mum appealed for A.B. on 4 May.',
    ['own: appeal-lodged 2026-05-04'],
  ],
  ['- 3 May 2026: mum spoke to J at school\n- 5 May 2026: J suspended him on 4 May', ['own: suspension 2026-05-04']],
  [
    '- 3 May 2026: her sister JT is the carer\n- 5 May 2026: JT lodged the appeal on 4 May',
    ['own: appeal-lodged 2026-05-04'],
  ],
])('%s', (text, events) => {
  expect(read(text)).toEqual(events);
});

test('the initials of the child are no word of the field', () => {
  const read2 = (child: string): string[] =>
    loadEngine()
      .read(`---\nchild: ${child}\n---\n\n- 3 May 2026: DR meeting 1 May\n`, { today: parseIsoDay('2026-06-20')! })
      .events.map((e) => e.event);
  expect(read2('A.B.')).toEqual(['disagreement-resolution-meeting']);
  expect(read2('D.R.')).toEqual([]);
});
