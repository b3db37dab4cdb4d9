// Letters as they come out of whole notes: no day that the note does not hold, and none that is not so yet.
import { describe, expect, it } from 'vitest';
import { contextOf } from '../support/marked.ts';

/** A letter of a note read on 20 June 2026, as plain text. */
function letterOf(id: string, note: string): string {
  const { letters, analysis } = contextOf(note);
  return letters.render(id, analysis)!.text;
}

const head = '---\nchild: D.F.\nla: Ashdown Council\n---\n\n';

describe('a letter about a decision of which only the day it came is known', () => {
  const note = `${head}- 12 June 2026: refusal to assess letter came today\n`;

  it.each(['mediation-contact', 'appeal-cover'])('%s asks for its date and for the last day', (id) => {
    const text = letterOf(id, note);
    expect(text).toContain('[date of the decision letter]');
    expect(text).toMatch(/last day to (contact you|appeal): \[/);
    expect(text).not.toMatch(/12 (June|August) 2026/);
  });

  it('and has both once the date is there', () => {
    const text = letterOf('mediation-contact', note.replace('today', 'today (letter dated 10 June 2026)'));
    expect(text).toContain('The date of the decision letter: 10 June 2026.');
    expect(text).toContain('The last day to contact you: 10 August 2026.');
  });
});

describe('a letter before claim', () => {
  it('is about the duty that is overdue, and not about a later one', () => {
    const text = letterOf(
      'pre-action-letter',
      `${head}- 20 April 2026: EHC needs assessment requested from the council\n`,
    );
    expect(text).toMatch(/decision whether to assess\. It fell due on 1 June 2026, and is now 19 days late\./);
  });

  it('does not call a duty broken that is still to come', () => {
    const text = letterOf(
      'pre-action-letter',
      `${head}- 8 June 2026: EHC needs assessment requested from the council\n`,
    );
    expect(text).not.toMatch(/fell due on|still not been done/);
  });
});

it('representations about an exclusion say who must meet', () => {
  const text = letterOf('governors-representations', `${head}- 18 June 2026: permanent exclusion\n`);
  expect(text).toContain('the governors must meet within 15 school days');
});
