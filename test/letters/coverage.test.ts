// Late is never a dead end: every limit, when it has passed, leads to a letter; so does every family limit before.
import { describe, expect, it } from 'vitest';
import { lettersForDeadline } from '../../server/src/letters/fitting.ts';
import { caseOf, law, pack } from './caseFixture.ts';

const started = law.rules.filter((r) => r.starts.length > 0 && !r.partOf);
/** Owed by nobody who could be written to for it, with the reason. */
const withoutLetter: Readonly<Record<string, string>> = {
  'lado-one-working-day': 'an allegation is told at once, by telephone',
};

function lettersFor(id: string, due: string, status: 'past' | 'close') {
  const rule = law.rules.find((r) => r.id === id)!;
  const start = rule.starts.find((s) => typeof s === 'string');
  const analysis = caseOf({
    today: '2026-11-21',
    events: start ? [[start, '2026-05-01']] : [],
    deadlines: [[id, due, status, ...(start ? [0] : [])] as never],
  });
  return lettersForDeadline(pack, analysis.deadlines[0]!, analysis.today).map((f) => f.letter.id);
}

describe('a limit leads to a letter', () => {
  const past = started.filter((r) => !(r.id in withoutLetter));
  it('every one that has passed', () => {
    expect(past.map((r) => r.id).filter((id) => lettersFor(id, '2026-11-01', 'past').length === 0)).toEqual([]);
  });

  it("every family's own that is close", () => {
    const own = past.filter((r) => r.actor === 'family');
    expect(own.map((r) => r.id).filter((id) => lettersFor(id, '2026-11-25', 'close').length === 0)).toEqual([]);
  });
});
