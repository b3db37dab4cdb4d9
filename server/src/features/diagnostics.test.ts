// What squiggles where, and how loud: notes with marks. A mark reads `^^^ severity code words of the message`; a note
// may have no other squiggles than those marked.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type Circumstances, contextOf, unmark } from '../../../test/support/marked.ts';
import { loudness } from '../casefile/urgency.ts';
import { homeOf } from './context.ts';
import { diagnostics } from './diagnostics.ts';

const severities = ['', 'error', 'warning', 'information', 'hint'];

function check(source: string, circumstances: Circumstances = {}): void {
  const { text, marks } = unmark(source);
  const found = diagnostics(contextOf(text, circumstances));
  const places = found.map((d) => ({
    line: d.range.start.line,
    from: d.range.start.character,
    to: d.range.end.character,
    is: `${severities[d.severity!]} ${d.code}`,
  }));
  expect(places).toEqual(
    marks.map(({ line, from, to, words }) => ({ line, from, to, is: words.split(' ').slice(0, 2).join(' ') })),
  );
  marks.forEach(({ words }, i) => {
    expect(found[i]!.message).toContain(words.split(' ').slice(2).join(' '));
  });
}

describe('a limit of the family', () => {
  const refused = (mark: string) => `
## 4 May 2026

Refusal to assess, letter dated 3 May 2026.
${mark}
`;

  it('is nothing while it is far off', () => check(refused(''), { today: '2026-06-01' }));
  it('is information, where upcoming limits are wanted', () =>
    check(refused('^^^^^^^^^^^^^^^^^ information mediation-contact-adviser-2-months 32 days left'), {
      today: '2026-06-01',
      settings: { showUpcoming: true },
    }));
  it('is a warning when it is close', () =>
    check(
      refused(
        `^^^^^^^^^^^^^^^^^ warning mediation-contact-adviser-2-months 13 days left
^^^^^^^^^^^^^^^^^ warning tribunal-appeal 13 days left`,
      ),
    ));
  it('says what is to be kept on its first line, and who must act on the next', () => {
    const [first] = diagnostics(contextOf(unmark(refused('')).text));
    expect(String(first!.message).split('\n').slice(0, 2)).toEqual([
      '13 days left: Contact the mediation adviser. Last day Friday 3 July 2026.',
      'The family must act.',
    ]);
  });
  it('comes sooner with a longer warning', () =>
    check(
      refused(
        `^^^^^^^^^^^^^^^^^ warning mediation-contact-adviser-2-months 32 days left
^^^^^^^^^^^^^^^^^ warning tribunal-appeal 32 days left`,
      ),
      { today: '2026-06-01', settings: { warningDays: 40 } },
    ));
  it('fades to information and then to nothing', () => {
    const codes = (today: string) =>
      diagnostics(contextOf(unmark(refused('')).text, { today })).map((d) => severities[d.severity!]);
    expect(codes('2026-07-04')).toContain('error');
    expect(codes('2026-08-02')).toContain('error');
    expect(new Set(codes('2026-08-03'))).toEqual(new Set(['information']));
    expect(codes('2026-10-05')).toEqual([]);
  });
  it('that is answered is nothing', () =>
    check(`
## 4 May 2026

Refusal to assess, letter dated 3 May 2026.

## 1 June 2026

Rang the mediation adviser today. Appeal lodged today.
`));
  it('that is waived is nothing', () => {
    const waive = (rule: string) => `<!-- casenotes: waive ${rule}: moving abroad -->`;
    const text = `## 4 May 2026\n\nRefusal to assess, letter dated 3 May 2026. ${waive('tribunal-appeal')} ${waive('mediation-contact-adviser-2-months')}\n`;
    expect(diagnostics(contextOf(text))).toEqual([]);
  });
});

describe('a duty of a body', () => {
  it('is a warning from the day after, for as long as it lasts, with how long', () => {
    const text = '## 5 January 2026\n\nEHC needs assessment requested, received by the LA today.\n';
    const [first, ...rest] = diagnostics(contextOf(text));
    expect(rest).toEqual([]);
    expect(first).toMatchObject({ severity: 2, code: 'ehcna-decision-6-weeks' });
    expect(first!.message).toContain('The council is 124 days late');
    expect(diagnostics(contextOf(text, { today: '2026-02-16' }))).toEqual([]);
  });
});

describe('a file', () => {
  it('without an event shows nothing, whatever dates are in it', () =>
    check('# Shopping\n\n- 31/02/26 eggs\n- Tues 3 May 2026 milk\n'));
  it('whose only event has an impossible day says so', () =>
    check(`
decision letter 31/02/26
                ^^^^^^^^ warning date-impossible
`));
  it('asks for the day of what has happened, not of what is to come', () => {
    check(`
## 4 May 2026

Mediation was held last week, no agreement.
                   ^^^^^^^^^ information date-needed Write the day
`);
    check('## 4 May 2026\n\nMum upset. I said I would look into mediation and ring her back next week.\n');
  });
  it('shows what a mark makes at the words of its line', () =>
    check(
      `
- 6 May 2026: the letter came <!-- casenotes: event plan-refused 2026-05-01 -->
  ^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning mediation-contact-adviser-2-months 11 days left
  ^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning tribunal-appeal
`,
    ));
  it('that its front matter calls a case tells of dates that cannot be', () => {
    const found = diagnostics(contextOf('---\nchild: T.R.\n---\n\n## 31/02/26\n\nCalled.\n'));
    expect(found.map((d) => d.code)).toEqual(['date-impossible']);
  });
});

describe('the examples and the test corpora', () => {
  const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
  const folders = [
    'examples',
    ...readdirSync(path.join(root, 'test/corpus'), { withFileTypes: true })
      .filter((e) => e.isDirectory())
      .map((e) => `test/corpus/${e.name}/notes`),
  ];
  const notes = folders.flatMap((folder) => {
    try {
      return readdirSync(path.join(root, folder))
        .filter((f) => f.endsWith('.md'))
        .map((f) => path.join(root, folder, f));
    } catch {
      return [];
    }
  });

  it('never show two squiggles for one event unless both are urgent', () => {
    expect(notes.length).toBeGreaterThan(40);
    for (const note of notes) {
      const context = contextOf(readFileSync(note, 'utf8'), { today: '2026-11-21' });
      const ids = new Set(context.engine.rules.keys());
      const shown = diagnostics(context).filter((d) => ids.has(String(d.code)));
      const byPlace = new Map<string, typeof shown>();
      for (const d of shown) {
        const place = JSON.stringify(d.range);
        byPlace.set(place, [...(byPlace.get(place) ?? []), d]);
      }
      for (const together of byPlace.values()) {
        if (together.length === 1) continue;
        const homes = context.analysis.deadlines.filter((d) => homeOf(d) && together.some((t) => t.code === d.rule.id));
        expect(together.length, note).toBeLessThanOrEqual(Math.max(2, new Set(homes.map(homeOf)).size));
        expect(
          homes.some((d) => ['error', 'warning'].includes(loudness(d))),
          note,
        ).toBe(true);
      }
    }
  });
});
