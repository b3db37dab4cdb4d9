// How loud each kind of limit is, and which comes first.
import { describe, expect, it } from 'vitest';
import type { Day } from '../calendar/day.ts';
import type { Rule } from '../law/model.ts';
import type { CaseDeadline } from './model.ts';
import { byUrgency, loudness } from './urgency.ts';

const rule = {
  id: 'r',
  actor: 'family',
  prominence: 'main',
  basis: 'rules',
  period: { kind: 'within', direction: 'after' },
} as unknown as Rule;

function deadline(more: Partial<CaseDeadline>, ofRule: Partial<Rule> = {}): CaseDeadline {
  const base = {
    status: 'past',
    due: 100 as Day,
    daysLeft: -10,
    conditional: false,
    faded: false,
    unverifiable: false,
  };
  return { ...base, startedBy: [], ...more, rule: { ...rule, ...ofRule } } as unknown as CaseDeadline;
}

describe('loudness', () => {
  it.each([
    ['a family limit just missed', {}, {}, 'error'],
    ['a family limit missed for more than 30 days', { daysLeft: -31 }, {}, 'information'],
    ['a family limit that is close', { status: 'close', daysLeft: 3 }, {}, 'warning'],
    ['one that is upcoming', { status: 'upcoming', daysLeft: 60 }, {}, 'none'],
    ['one that was done late', { status: 'late' }, {}, 'none'],
    ['one that has faded', { faded: true }, {}, 'none'],
    ['one that hangs on a fact not stated', { conditional: true }, {}, 'none'],
    ['a duty not done', {}, { actor: 'la' }, 'warning'],
    ['a duty that nobody could note', { unverifiable: true }, { actor: 'la' }, 'information'],
    ['a duty not done, by doubtful words', { inDoubt: true }, { actor: 'la' }, 'information'],
    ['guidance not kept, by doubtful words', { inDoubt: true }, { actor: 'la', basis: 'guidance' }, 'hint'],
    ['a family limit just missed, by doubtful words', { inDoubt: true }, {}, 'error'],
    ['one missed long ago, by doubtful words', { inDoubt: true, daysLeft: -31 }, {}, 'hint'],
    ['one that is close, by doubtful words', { inDoubt: true, status: 'close', daysLeft: 3 }, {}, 'warning'],
    ['guidance not kept', {}, { actor: 'la', basis: 'guidance' }, 'information'],
    ['a long stop that is close', { status: 'close', daysLeft: 3 }, { prominence: 'long-stop' }, 'warning'],
    ['a long stop missed', {}, { prominence: 'long-stop' }, 'none'],
    ['what repeats the day of another', { repeatOf: 's' }, {}, 'none'],
    ['judicial review of a missed duty', { status: 'close', missedDuty: { rule, due: 90 as Day } }, {}, 'none'],
    ['school days without a calendar', { status: 'no-date', due: undefined, daysLeft: undefined }, {}, 'hint'],
    ['a limit without a number', { status: 'no-date', due: undefined }, { period: { kind: 'promptly' } }, 'none'],
  ] as [string, Partial<CaseDeadline>, Partial<Rule>, string][])('%s', (_what, more, ofRule, expected) => {
    expect(loudness(deadline(more, ofRule))).toBe(expected);
  });
});

it('a family limit close or just missed comes before a duty not done, and that before what is to come', () => {
  const close = deadline({ status: 'close', daysLeft: 5 });
  const breach = deadline({}, { actor: 'la' });
  const later = deadline({ status: 'upcoming', daysLeft: 50 });
  const done = deadline({ status: 'met' });
  expect([done, later, breach, close].sort(byUrgency)).toEqual([close, breach, later, done]);
});

it('an outside limit that has gone by, or is of a missed duty, comes after the duty', () => {
  const breach = deadline({}, { actor: 'la' });
  const gone = deadline({}, { prominence: 'long-stop' });
  const claim = deadline({ status: 'close', daysLeft: 3, missedDuty: { rule, due: 90 as Day } });
  expect([gone, claim, breach].sort(byUrgency)).toEqual([breach, claim, gone]);
});
