// Hover, inlay hints, outline, completion and quick fixes on notes as advisers write them: `^^^` marks the place that is
// asked about.
import { describe, expect, it } from 'vitest';
import { type Circumstances, contextOf, type Mark, unmark } from '../../../test/support/marked.ts';
import { formatIsoDay, parseIsoDay } from '../calendar/day.ts';
import type { Settings } from '../casefile/settings.ts';
import { codeActions } from './codeActions.ts';
import { completion } from './completion.ts';
import type { NoteContext } from './context.ts';
import { documentSymbols } from './documentSymbols.ts';
import { hover } from './hover.ts';
import { inlayHints } from './inlayHints.ts';

function marked(source: string, circumstances?: Circumstances): { context: NoteContext; marks: readonly Mark[] } {
  const { text, marks } = unmark(source);
  return { context: contextOf(text, circumstances), marks };
}

const offsetOf = ({ analysis }: NoteContext, mark: Mark) =>
  analysis.lines.offsetAt({ line: mark.line, character: mark.from });

/** The text of the hover at the first mark. */
function hoverAt(source: string): string {
  const { context, marks } = marked(source);
  return (hover(context, offsetOf(context, marks[0]!))!.contents as { value: string }).value;
}

/** The hover at each mark holds the mark's words; `nothing` means that there is none. */
function checkHover(source: string, circumstances?: Circumstances): void {
  const { context, marks } = marked(source, circumstances);
  for (const mark of marks) {
    const said = hover(context, offsetOf(context, mark))?.contents as { value: string } | undefined;
    if (mark.words === 'nothing') expect(said).toBeUndefined();
    else expect(said?.value).toContain(mark.words);
  }
}

/** What a quick fix makes of a note: the fix at the mark whose title begins with the mark's words. */
function fixed(source: string, circumstances?: Circumstances): string {
  const { context, marks } = marked(source, circumstances);
  const mark = marks[0]!;
  const { text, lines } = context.analysis;
  const start = offsetOf(context, mark);
  const end = lines.offsetAt({ line: mark.line, character: mark.to });
  const abilities = { snippets: false, documentChanges: false };
  const actions = codeActions(context, { start, end, diagnostics: [], abilities, version: 1, lazy: false });
  const action = actions.find((candidate) => candidate.title.startsWith(mark.words));
  expect(action, `among ${actions.map((a) => a.title).join('; ')}`).toBeDefined();
  let made = text;
  for (const edit of action!.edit!.changes![context.uri]!.toReversed()) {
    made = made.slice(0, lines.offsetAt(edit.range.start)) + edit.newText + made.slice(lines.offsetAt(edit.range.end));
  }
  return made;
}

describe('hover', () => {
  it('on the words and on the day tells of every limit', () =>
    checkHover(`
## 4 May 2026 - call

Refusal to assess, letter dated 3 May 2026.
   ^ LA refuses to assess, 3 May 2026
   ^ **Friday 3 July 2026, 5 pm** (close, 13 days left)
   ^ Who must act: the family
   ^ How it is counted: Time runs from 3 May 2026
                                ^ Appeal to the SEND Tribunal
## 20 May 2026
    ^ nothing
`));
  it('on a limit that is past says when it was due, and what can still be done before how it was counted', () => {
    checkHover(`
## 4 April 2026

Refusal to assess, letter dated 3 April 2026.
   ^ Was due: **Wednesday 3 June 2026** (past, 17 days ago)
   ^ What next: Ask the adviser
`);
    const value = hoverAt(
      '\n- 4 April 2026: LA refused to assess, letter dated 3 April 2026.\n                    ^\n',
    );
    expect(value).toMatch(/, checked \d+ [A-Z][a-z]+ \d{4}$/m);
    expect(value.indexOf('What next')).toBeLessThan(value.indexOf('How it is counted'));
  });
  it('says how a day was known', () =>
    checkHover(`
## 4 April 2026

Refusal to assess, letter dated 3 April.
   ^ its year is not written, so it is taken from the entry
LA agreed to assess the day before yesterday.
   ^ the day is counted from the day of the entry

- 4 May 2026: decision letter refusing to assess
                              ^ the day is that of the entry
`));
  it('on an answer says what it answers, and how late', () =>
    checkHover(`
## 5 January 2026

EHC needs assessment requested, received by the LA today.

## 20 February 2026

LA agreed to assess, letter dated 20 February 2026.
   ^ This answers
   ^ done 4 days late
`));
});

describe('inlay hints', () => {
  it('name the most urgent limit of the family after the sentence, table cell or line of its event', () => {
    const { context, marks } = marked(`
## 4 May 2026

Refusal to assess, letter dated 3 May 2026.
                                           ^ by 3 July 2026, 13 days left: 
Final EHC plan came in the post today (dated 3 May 2026). Mum is not happy with it.
                                                         ^ by 3 July 2026, 13 days left: 

| 4 May 2026 | Refusal to issue a plan, letter dated 3 May 2026 | rang mum |
                                                               ^ by 3 July 2026, 13 days left: 
`);
    const hints = inlayHints(context);
    expect(hints.map((hint) => hint.position)).toEqual(marks.map((m) => ({ line: m.line, character: m.from })));
    hints.forEach((hint, i) => {
      expect(hint.label).toContain(marks[i]!.words);
    });
  });
});

describe('quick fixes', () => {
  it('record a step in the manner of the note', () => {
    const record = (source: string) =>
      fixed(source)
        .split('\n')
        .filter((line) => line.includes('20 June 2026'))[0];
    expect(
      record(`
- 4 May 2026: Refusal to assess, letter dated 3 May 2026.
              ^ Record “20 June 2026: Appeal sent
`),
    ).toBe('- 20 June 2026: Appeal sent to the SEND Tribunal <!-- casenotes: event appeal-lodged 2026-06-20 -->');
    expect(
      record(`
| Date | What |
|---|---|
| 4 May 2026 | Refusal to assess, letter dated 3 May 2026 |
               ^ Record “20 June 2026: Appeal sent
`),
    ).toBe('| 20 June 2026 | Appeal sent to the SEND Tribunal <!-- casenotes: event appeal-lodged 2026-06-20 --> |');
  });

  it('and the record is read again as what it says', () => {
    const text = fixed(`
## 4 May 2026

Refusal to assess, letter dated 3 May 2026.
^ Record “20 June 2026: Appeal sent
`);
    expect(contextOf(text).analysis.reading.events.map((e) => e.event)).toEqual(['ehcna-refused', 'appeal-lodged']);
  });

  it('say which decision a letter was, in place of the general one', () => {
    const text = fixed('\ndecision letter 3 May 2026\n^ Mark this decision as: LA refuses to issue\n');
    expect(contextOf(text).analysis.reading.events.map((e) => e.event)).toEqual(['plan-refused']);
  });

  it('ask for the date of a letter of which only the day it came is known, before all else', () => {
    const text = fixed(
      '\n## 16 June 2026\n\nRefusal to assess letter came today, by post.\n^ Write “(letter dated …)”\n',
    );
    expect(text).toContain('letter came today (letter dated …), by post.');
    const known = text.replace('…', '12 June 2026');
    expect(contextOf(known).analysis.reading.events.map((e) => formatIsoDay(e.day))).toEqual(['2026-06-12']);
  });

  it('give limits in school days a calendar that the folder has, and say what to do where it has none', () => {
    const note = '\n- 9 June 2026: permanent exclusion\n                ^ Count the school days of ashdown\n';
    const range = { first: parseIsoDay('2026-06-01')!, last: parseIsoDay('2026-07-21')! };
    const terms = [{ name: 'ashdown', terms: [range], insetDays: [] }];
    const text = fixed(note, { settings: { terms } });
    expect(text).toContain('---\nterms: ashdown\n---');
    const due = (settings: Partial<Settings>) =>
      contextOf(text, { settings }).analysis.deadlines.find((d) => d.rule.id === 'exclusion-governors-15-school-days')
        ?.due;
    expect(due({})).toBeUndefined();
    expect(formatIsoDay(due({ terms })!)).toBe('2026-06-30');
    expect(hoverAt(note)).toContain('- What next: put the school’s terms into `casenotes.yaml`');
  });

  it('insert a letter that starts nothing by itself', () => {
    const text = fixed(`
## 5 January 2026

EHC needs assessment requested, received by the LA today.
^ Insert letter
`);
    expect(text).toContain('\n> ');
    expect(contextOf(text).analysis.reading.events.map((e) => e.event)).toEqual(['ehcna-requested']);
  });

  it('mend a date', () => {
    expect(fixed('\n- 4 May 2026: decision letter 31/02/26\n                              ^^^^^^^^ \n')).not.toContain(
      '31/02/26',
    );
  });
});

describe('the outline', () => {
  it('holds entries and in them their events', () => {
    const { context } = marked(
      '## 4 May 2026 - call\n\nRefusal to assess, letter dated 3 May 2026.\n\n## 20 May 2026\n',
    );
    expect(documentSymbols(context).map((s) => [s.name, s.children?.map((c) => c.name)])).toEqual([
      ['4 May 2026 - call', ['LA refuses to assess']],
      ['20 May 2026', []],
    ]);
  });
});

describe('completion', () => {
  const labels = (text: string, offset: number) =>
    completion(contextOf(text), offset, { snippets: true }).map((item) => item.label);

  it('offers front matter keys that are not there, and the values of those that have few', () => {
    expect(labels('---\nchild: A.B.\n\n---\n', 16)).toContain('schoolType');
    expect(labels('---\nchild: A.B.\n\n---\n', 16)).not.toContain('child');
    expect(labels('---\nschoolType: \n---\n', 16)).toContain('academy');
  });

  it('offers dates and events in the text', () => {
    expect(labels('## 4 May 2026\n\n', 15)).toEqual(expect.arrayContaining(['today', 'Appeal registered']));
  });
});
