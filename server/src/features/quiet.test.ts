// What an adviser is not nagged with: notes with marks, as in `diagnostics.test.ts`. A mark reads `^^^ severity code`;
// a note may have no other squiggles than those marked.
import { describe, expect, it } from 'vitest';
import { type Circumstances, contextOf, unmark } from '../../../test/support/marked.ts';
import { deadlineTable } from '../cli/table.ts';
import { groupByUrgency } from '../exports/lists.ts';
import { rowsOf } from '../exports/rows.ts';
import { codeActions } from './codeActions.ts';
import { diagnostics } from './diagnostics.ts';
import { hover } from './hover.ts';
import { inlayHints } from './inlayHints.ts';

const severities = ['', 'error', 'warning', 'information', 'hint'];

function check(source: string, circumstances: Circumstances = {}): void {
  const { text, marks } = unmark(source);
  const found = diagnostics(contextOf(text, circumstances));
  expect(found.map((d) => `${d.range.start.line} ${severities[d.severity!]} ${d.code}`)).toEqual(
    marks.map(({ line, words }) => `${line} ${words.split(' ').slice(0, 2).join(' ')}`),
  );
  marks.forEach(({ words }, i) => {
    expect(found[i]!.message).toContain(words.split(' ').slice(2).join(' '));
  });
}

describe('an order that gives the family what it asked for', () => {
  const won = (mark: string) => `
## 3 June 2026

Tribunal order dated 1 June 2026: LA to amend the plan, sections B and F.
${mark}
`;
  const quietly = '^^^ information tribunal-permission-to-appeal-28-days 9 days left';

  it('is told of the further appeal quietly', () => check(won(quietly)));
  it('is no missed step once that is past', () => {
    const context = contextOf(unmark(won('')).text, { today: '2026-07-03' });
    expect(diagnostics(context)).toEqual([]);
    expect(inlayHints(context)).toEqual([]);
    expect(groupByUrgency(rowsOf('a.md', context.analysis), context.analysis.today).map((g) => g.title)).toEqual([
      'Waiting on others',
    ]);
  });
  it('is no comfort where the appeal was dismissed', () =>
    check(
      `
## 3 June 2026

Tribunal decision dated 1 June 2026: appeal dismissed.
^^^ error tribunal-permission-to-appeal-28-days
`,
      { today: '2026-07-03' },
    ));
});

describe('what nobody waits for any more', () => {
  it('the certificate of a mediation after which the council decided anew', () => {
    const mediated = `
## 12 January 2026

Mediation took place on 9 January 2026.
`;
    check(`${mediated}^^^ warning mediation-certificate-after-3-working-days\n`);
    check(
      `${mediated}\n## 2 March 2026\n\nLA agreed to assess, letter 27 February 2026.\n^^^ x\n`.replace('^^^ x\n', ''),
      {
        today: '2026-03-20',
      },
    );
  });
  it('the words that the council will assess, once it has asked for advice', () => {
    const ordered = `
## 12 January 2026

Tribunal order to assess dated 9 January 2026.
`;
    const today = '2026-03-20';
    check(`${ordered}^^^ warning order-assess-notify-2-weeks\n`, { today });
    check(`${ordered}\n## 2 March 2026\n\nLA asked the EP for advice on 27 February 2026.\n`, { today });
  });
});

describe('what an adviser does not write down as a rule', () => {
  it('is to be checked, not a breach', () => {
    check(
      `
## 1 June 2026

AR booked for 26 June 2026.
^^^ information review-reports-circulated-2-weeks the note does not say whether it was done

Direct payments started on 2 March 2026.
^^^ information direct-payment-review-3-months Check: Council reviews the direct payments
`,
      { today: '2026-06-20' },
    );
  });
});

const abilities = { snippets: false, documentChanges: false };

/** The fixes at the words, with what each would make of the note. */
function fixesAt(note: string, words: string) {
  const at = note.indexOf(words);
  const request = { start: at, end: at, diagnostics: [], abilities, version: 1, lazy: false };
  return codeActions(contextOf(note), request).map(({ title, edit }) => {
    const lines = note.split('\n');
    for (const { range, newText } of Object.values(edit?.changes ?? {}).flat()) {
      const { line, character } = range.start;
      lines[line] = lines[line]!.slice(0, character) + newText + lines[line]!.slice(character);
    }
    return { title, note: lines.join('\n') };
  });
}

const breachesOf = (note: string): string[] =>
  diagnostics(contextOf(note)).map(({ code, severity }) => `${severities[severity!]} ${code}`);

describe('what is read from words that mostly mean something else', () => {
  const note = '## 8 May 2026\n\nMum asked for a copy of the EHC assessment.\n';

  it('makes no breach, but a question', () =>
    check(note.replace('assessment.\n', 'assessment.\n^^^ information ehcna-decision-6-weeks Not certain\n')));
  it('is told on hover', () => {
    const { contents } = hover(contextOf(note), note.indexOf('asked')) as { contents: { value: string } };
    expect(contents.value).toMatch(/Not certain: accept or refuse it/);
  });
  it('is certain once it was accepted, and gone once it was refused', () => {
    const [accept, refuse] = fixesAt(note, 'asked');
    expect([accept!.title, refuse!.title]).toEqual([
      'Accept, with a mark: EHC needs assessment requested, 8 May 2026',
      'Refuse, with a mark: this is not "EHC needs assessment requested"',
    ]);
    const [breach] = diagnostics(contextOf(accept!.note));
    expect(breach).toMatchObject({ code: 'ehcna-decision-6-weeks', severity: 2 });
    expect(breach!.message).toMatch(/^The council is 1 day late/);
    expect(breachesOf(refuse!.note)).toEqual([]);
  });
});

describe('a duty that the note may say was done', () => {
  const asked = '## 4 May 2026\n\nSubject access request sent to the school on 1 May 2026.\n';
  const note = `${asked}\n## 1 June 2026\n\nSchool has sent what it holds, says dad. Final plan dated 28 May 2026.\n`;

  it('is no breach, but a question', () => {
    expect(breachesOf(asked)).toEqual(['warning sar-one-month']);
    expect(breachesOf(note)).toEqual(['information sar-one-month']);
    expect(diagnostics(contextOf(note))[0]!.message).toMatch(
      /^Check: .*\nIt may have been done: “Subject access request answered”, 1 June 2026\./,
    );
  });
  it('is done once that was accepted beside it, and a breach once it was refused; the rest of the line stays', () => {
    const [accept, refuse] = fixesAt(note, 'Subject');
    expect(accept!.title).toBe('Accept, with a mark: Subject access request answered, 1 June 2026');
    expect(breachesOf(accept!.note)).toEqual([]);
    expect(breachesOf(refuse!.note)).toEqual(['warning sar-one-month']);
    const { reading } = contextOf(refuse!.note).analysis;
    expect(reading.events.map(({ event }) => event)).toEqual(['sar-made', 'final-plan-issued']);
  });
  it('draws no squiggle where it may be told', () => {
    expect(diagnostics(contextOf(note)).map(({ range }) => range.start.line)).not.toContain(6);
  });
});

describe('a reading refused', () => {
  it('is gone where its words go on in the next line', () => {
    const note = '## 8 May 2026\n\nThe council has refused to\nassess him, letter dated 1 May 2026.\n';
    const refuse = fixesAt(note, 'refused').find(({ title }) => title.startsWith('Mark as not'))!;
    expect(contextOf(refuse.note).analysis.reading.events).toEqual([]);
  });
});

describe('a question about a doubtful reading', () => {
  it('is not asked of a stray noun', () =>
    check('## 4 May 2026\n\nRefusal to assess, dated 3 May 2026. Trust to be told.\n', { today: '2026-05-05' }));
  it('is asked once of one day', () => {
    const note =
      '---\ndate: 2026-06-16\n---\n\n# Chronology\n\n- AR booked for 8 October 2026.\n- College sent round the invitations for that review. 11/06/2026\n';
    const asked = diagnostics(contextOf(note)).filter(({ code }) => code === 'event-unsure');
    expect(new Set(asked.map(({ message }) => message)).size).toBe(asked.length);
  });
});

describe('the letters and actions offered', () => {
  const offered = (note: string, today: string) => {
    const { letters, analysis } = contextOf(note, { today });
    return letters.list(analysis, 0).filter(({ fits }) => fits);
  };
  const heard = `
## 5 January 2026

Appeal lodged on 2 January 2026.

## 9 June 2026

Hearing took place on 8 June 2026.
`;

  it('do not chase what the note shows was done', () => {
    expect(offered(heard, '2026-06-20').map(({ id }) => id)).not.toContain('tribunal-chase');
  });
  it('do not go back to what the family let be', () => {
    const content = `
## 6 June 2026

Final plan dated 5 June 2026.

## 9 June 2026

Parents decided not to appeal.
`;
    const ids = offered(content, '2026-09-20').map(({ id }) => id);
    expect(ids).not.toContain('appeal-cover');
    expect(ids).not.toContain('mediation-contact');
  });
  it('name the event, not the words that stood for it', () => {
    const review = offered('## 4 May 2026\n\nAR booked for 12 June 2026.\n', '2026-05-05');
    expect(review.map(({ reason }) => reason)).toContainEqual(
      'Before "Annual or early review meeting held", planned for 12 June 2026.',
    );
  });
  it('are about what is close, not about what somebody owes in a year', () => {
    const { text } = unmark('## 6 May 2026\n\nFinal plan dated 5 May 2026.\n');
    const context = contextOf(text, { today: '2026-06-25' });
    const at = text.indexOf('Final plan');
    const titles = codeActions(context, { start: at, end: at, diagnostics: [], abilities, version: 1, lazy: true }).map(
      ({ title }) => title,
    );
    expect(titles.join('\n')).toMatch(/Record .*Appeal sent/);
    expect(titles.join('\n')).not.toMatch(/Record .*review/);
  });
});

describe('the list of a caseload', () => {
  const today = '2026-11-21';
  const note = `
## 2 March 2026

Suspended for two days from 2 March 2026.

## 10 September 2026

Final plan dated 9 September 2026.

## 3 June 2026

Tribunal order to assess dated 1 June 2026.
`;
  const page = (source: string) => {
    const { analysis } = contextOf(source, { today });
    return deadlineTable(rowsOf('a.md', analysis), { today: analysis.today, notes: 1, colour: false, all: false });
  };

  it('says of a family that it missed what it did miss, the latest first', () => {
    const missed = page(`${note}\n## 6 October 2026\n\nDraft plan dated 5 October 2026.\n`)
      .split('\n\n')
      .find((part) => part.startsWith('Missed by the family'))!;
    const titles = missed
      .split('\n')
      .slice(1)
      .map((line) => line.split('Family')[1]?.trim())
      .filter(Boolean);
    expect(titles[0]).toMatch(/^Contact the mediation|^Appeal to the SEND/);
    expect(missed).not.toMatch(/discrimination|permission/i);
  });
  it('does not call a court claim about a late council something that the family must do', () => {
    const text = page(
      '## 6 April 2026\n\nRequest for assessment made on 1 April 2026.\n\n## 9 May 2026\n\nLA agreed to assess, letter 8 May 2026.\n',
    );
    expect(text).not.toMatch(/Close: the family must act/);
  });
  it('calls overdue only what the law asks of somebody', () => {
    const text = page('## 6 July 2026\n\nAppeal lodged on 3 July 2026.\n');
    expect(text).not.toMatch(/Overdue from others[\s\S]*registers/);
    expect(text).toMatch(/To be checked with others[\s\S]*registers/);
  });
});
