// biome-ignore-all lint/suspicious/noTemplateCurlyInString: snippet syntax is what is tested
import MarkdownIt from 'markdown-it';
import { describe, expect, it } from 'vitest';
import { caseOf, contextOf, letter, pack } from '../../../test/letters/caseFixture.ts';
import { initialsOnly } from './fields.ts';
import { fittingLetters } from './fitting.ts';
import { readLetter, withOwnLetters } from './read.ts';
import { draftedEntry, sentEntry } from './record.ts';
import { fillLetter } from './render.ts';
import { toHtml, toMarkdown, toSnippet, toText } from './targets.ts';

const late = caseOf({
  today: '2026-11-21',
  facts: { child: 'T.C.', la: 'Camden Council', school: 'Oakfield Primary' },
  events: [['ehcna-requested', '2026-09-07']],
  deadlines: [['ehcna-decision-6-weeks', '2026-10-19', 'past', 0]],
});

describe('a letter filled from a case', () => {
  it('takes its dates from the deadline and counts the days late', () => {
    const text = toText(fillLetter(letter('ehcna-decision-chase'), contextOf(late)));
    expect(text).toContain('On 7 September 2026 the council was asked for an EHC needs assessment of T.C.');
    expect(text).toContain('The last day was 19 October 2026.');
    expect(text).toContain('The decision is now 33 days late.');
    expect(text).toContain('send me its decision by 27 November 2026;');
    expect(text).toContain("Copy to: Director of Children's Services, Camden Council");
  });

  it("speaks in the young person's own voice", () => {
    const text = toText(fillLetter(letter('ehcna-decision-chase'), contextOf(late, { voice: 'young-person' })));
    expect(text).toContain('for an EHC needs assessment of me.');
    expect(text).not.toContain('Parent or carer');
  });

  it('leaves a gap for everything that a blank letter does not know', () => {
    const filled = fillLetter(letter('ehcna-decision-chase'), contextOf());
    const text = toText(filled);
    expect(text).toContain('On [the day of the request] the council was asked');
    expect(text).toContain('The decision is now [number of days late] late.');
    expect(filled.gaps.map((g) => g.key)).toContain('la');
  });

  it('numbers tab stops in reading order and links the same gap', () => {
    const snippet = toSnippet(fillLetter(letter('ehcna-decision-chase'), contextOf()));
    expect(
      snippet.startsWith('${1:your name}  \n${2:your address and e-mail}\n\nSEND team  \n${3:name of the council}'),
    ).toBe(true);
    expect(snippet).toContain("Copy to: Director of Children's Services, ${3}");
    expect(snippet.endsWith('$0')).toBe(true);
  });

  it('writes no date of birth and cuts a full name to initials unless letterName gives one', () => {
    const named = (facts: object) =>
      toText(fillLetter(letter('ehcna-request'), contextOf(caseOf({ today: '2026-11-21', facts: { ...facts } }))));
    expect(named({ child: 'Tom Carter', dob: '2015-02-03' })).toContain('assessment of T.C., who is my child');
    expect(named({ child: 'Tom Carter', dob: '2015-02-03' })).not.toContain('2015');
    expect(named({ child: 'TC', letterName: 'Tom Carter' })).toContain('assessment of Tom Carter, who');
    expect(initialsOnly("Anne-Marie O'Neil")).toBe('A.O.');
    expect(initialsOnly('T.C.')).toBe('T.C.');
  });
});

describe('hostile values', () => {
  const hostile = [
    '$1',
    '${x}',
    '}',
    '\\',
    '<script>alert(1)</script>',
    '`code`',
    '**bold**',
    '[[a|b]]',
    '{{la}}',
    '# x',
    '- x',
    '1. x',
    '|',
    '&amp;',
    '$&',
    'x'.repeat(10_000),
    'محمد بن علي',
    '****',
    '_a_',
    '~~s~~',
    '![i](u)',
    '[l](u)',
    'http://a_b_c.d',
  ];

  /** What the snippet puts into the document when every tab stop is left as it is. */
  const expandSnippet = (text: string) => {
    const stops = new Map<string, string>();
    return text.replace(/\\([\\$}])|\$\{(\d+)(?::((?:[^\\}]|\\.)*))?\}|\$0/g, (_, literal, n, placeholder) => {
      if (literal) return literal;
      if (n === undefined) return '';
      if (placeholder !== undefined) stops.set(n, placeholder.replace(/\\([\\$}])/g, '$1'));
      return stops.get(n) ?? '';
    });
  };

  it.each(hostile.map((value) => [value.slice(0, 20), value]))('%s comes out literally in every target', (_, value) => {
    const analysis = caseOf({
      today: '2026-11-21',
      facts: { child: value, la: value, school: value },
      events: [['ehcna-requested', '2026-09-07']],
      deadlines: [['ehcna-decision-6-weeks', '2026-10-19', 'past', 0]],
    });
    for (const id of ['ehcna-decision-chase', 'ehcna-request']) {
      const filled = fillLetter(letter(id), contextOf(analysis));
      const plainForm = fillLetter(
        letter(id),
        contextOf({ ...analysis, facts: [{ child: 'QQQ', la: 'QQQ', school: 'QQQ' }] }),
      );
      const expected = toText(plainForm).split('QQQ').join(value);
      expect(toText(filled)).toBe(expected);
      expect(expandSnippet(toSnippet(filled))).toBe(expandSnippet(toSnippet(plainForm)).split('QQQ').join(value));
      const shown = (html: string) =>
        html
          .replace(/<[^>]*>/g, '')
          .replace(
            /&(amp|lt|gt|quot|#39);/g,
            (_, e: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" })[e]!,
          );
      const rendered = new MarkdownIt({ html: true, linkify: false }).render(toMarkdown(filled));
      expect(shown(rendered).split(value).length).toBe(toText(filled).split(value).length);
      expect(shown(toHtml(filled)).split(value).length).toBe(toText(filled).split(value).length);
      expect(toHtml(filled)).not.toContain('<script');
    }
  });

  it('a line break in a value does not make a line', () => {
    const analysis = caseOf({ today: '2026-11-21', facts: { child: 'T\n\n# C', la: 'a\r\nb' } });
    expect(toText(fillLetter(letter('ehcna-request'), contextOf(analysis)))).toContain('T # C, who is my child');
  });
});

describe('the letters that fit', () => {
  it('puts the breach first, with the reason in words', () => {
    const [first] = fittingLetters(pack, late);
    expect(first).toMatchObject({
      letter: { id: 'ehcna-decision-chase' },
      fits: true,
      reason: "The council's decision whether to assess was due on 19 October 2026, 33 days ago.",
    });
  });

  it('offers a way on after a missed appeal', () => {
    const missed = caseOf({
      today: '2026-07-20',
      events: [['ehcna-refused', '2026-05-03']],
      deadlines: [['tribunal-appeal', '2026-07-03', 'past', 0]],
    });
    const fitting = fittingLetters(pack, missed).filter((f) => f.fits);
    expect(fitting[0]).toMatchObject({
      letter: { id: 'late-appeal-reasons' },
      reason: 'The last day for the appeal to the SEND Tribunal was 3 July 2026, 17 days ago.',
    });
    expect(fitting.map((f) => f.letter.id)).toContain('ehcna-request');
  });

  it('lists every letter once, fitting or not', () => {
    const ids = fittingLetters(pack, late).map((f) => f.letter.id);
    expect([...ids].sort()).toEqual(pack.letters.map((l) => l.id).sort());
    expect(fittingLetters(pack, undefined).every((f) => !f.fits)).toBe(true);
  });
});

describe("a service's own letters", () => {
  const known = { fields: pack.fields, groups: pack.groups.map((g) => g.id) };
  const own = (front: string, body = 'Dear {{la}}') => readLetter(`---\n${front}\n---\n${body}\n`, known, true);

  it('needs only id, title, purpose, recipient and subject', () => {
    const read = own('id: plan-late\ntitle: Our own\npurpose: p\nrecipient: Us\nsubject: s');
    expect(read.problems).toEqual([]);
    const all = withOwnLetters(pack.letters, [read.letter!]);
    expect(all.find((l) => l.id === 'plan-late')?.title).toBe('Our own');
    expect(all.length).toBe(pack.letters.length);
  });

  it('names line and column of a mistake', () => {
    const read = own('id: x\ntitle: t\npurpose: p\nrecipient: r\nsubject: s', 'Dear {{la}}\n  and {{schol}}');
    expect(read.letter).toBeUndefined();
    expect(read.problems).toEqual([
      {
        message: 'There is no field "schol". Use {{ask: schol}} for something the writer fills in.',
        line: 9,
        column: 7,
      },
    ]);
    expect(own('id: X Y\ntitle: t\npurpose: p\nrecipient: r\nsubject: s').problems[0]).toMatchObject({
      line: 2,
      column: 5,
    });
    expect(own('id: [').problems[0]?.message).toContain('cannot be read');
    expect(readLetter('no front matter', known, true).problems[0]).toMatchObject({ line: 1, column: 1 });
  });
});

describe('the record of a letter', () => {
  it('counts as nothing until the adviser says it went', () => {
    const today = late.today;
    expect(draftedEntry(letter('draft-plan-comments'), today)).toBe(
      '- 21 November 2026: letter drafted, not sent yet: Comments on the draft plan <!-- casenotes: not-event -->',
    );
    expect(sentEntry(letter('draft-plan-comments'), today)).toBe(
      '- 21 November 2026: letter sent: Comments on the draft plan <!-- casenotes: event draft-representations-sent 2026-11-21 -->',
    );
  });
});
