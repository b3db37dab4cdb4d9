// A pack with one mistake of each kind: one clear message, at the right place, and the other rules still there.
import { expect, test } from 'vitest';
import { readRulePack } from './pack.ts';

const around = {
  events: new Set(['transport-refused', 'transport-review-requested', 'ehcna-refused']),
  routes: new Set(['transport-appeal']),
  letters: new Set(['transport-review']),
  rules: new Set(['tribunal-appeal']),
};

const good = `route: transport-appeal
checked: '2026-11-21'
rules:
  - id: local-transport-review
    title: Ask for a review
    actor: family
    prominence: guidance
    starts: [transport-refused]
    answeredBy: [transport-review-requested]
    period: {within: 20 working days}
    basis: local-policy
    source: Council's transport policy 2026
    letter: transport-review
`;

const second = `  - id: second-rule
    title: Another
    actor: la
    prominence: main
    starts: [ehcna-refused]
    period: {within: 1 month, roll: next-working-day}
    basis: regulations
    source: A regulation
`;

test('a good pack gives its rules, with the defaults filled in', () => {
  const pack = readRulePack(good, around);
  expect(pack.problems).toEqual([]);
  expect(pack.rules[0]).toMatchObject({
    id: 'local-transport-review',
    route: 'transport-appeal',
    checked: '2026-11-21',
    period: { kind: 'within', count: 20, unit: 'working-days', startDay: 'excluded', calendar: 'england-and-wales' },
    supersededBy: [],
    doubts: [],
    confidence: 'high',
  });
});

test.each([
  [
    'unknown event',
    'starts: [transport-refused]',
    'starts: [transport-refussed]',
    '8:14',
    "did you mean 'transport-refused'?",
  ],
  ['no such unit', '20 working days', '20 wrking days', '10:22', 'is not a period'],
  ['impossibly long', '20 working days', '2000 working days', '10:22', 'longer than any time limit'],
  ['two kinds of period', '{within: 20 working days}', '{within: 2 weeks, at-least: 2 weeks}', '10:13', 'needs one of'],
  ['wrong type', 'title: Ask for a review', 'title: 12', '5:12', 'title must be text, not a number'],
  [
    'list wanted',
    'starts: [transport-refused]',
    'starts: transport-refused',
    '8:13',
    'starts must be a list, not text',
  ],
  [
    'bad date',
    'title: Ask for a review',
    "title: Ask\n    checked: '2026-02-30'",
    '6:14',
    'there is no day 2026-02-30',
  ],
  [
    'unknown letter',
    'letter: transport-review',
    'letter: transport-revue',
    '13:13',
    "did you mean 'transport-review'?",
  ],
  ['unknown actor', 'actor: family', 'actor: mum', '6:12', "'mum' is not known"],
  [
    'unknown key',
    'basis: local-policy',
    'basis: local-policy\n    anwseredBy: []',
    '12:5',
    "did you mean 'answeredBy'?",
  ],
  ['missing key', '    basis: local-policy\n', '', '4:5', "'basis' is missing"],
  ['bad id', 'id: local-transport-review', 'id: Local Review', '4:9', 'small letters'],
  ['id of another pack', 'id: local-transport-review', 'id: tribunal-appeal', '4:9', 'belongs to another pack'],
  ['same id twice', 'id: local-transport-review', 'id: second-rule', '14:9', 'stands twice'],
  [
    'unknown limb',
    '{within: 20 working days}',
    '{later-of: [second-rule, third-rule]}',
    '10:38',
    "unknown rule 'third-rule'",
  ],
  [
    'no such day of the year',
    '{within: 20 working days}',
    '{date: 31 February, relation: before, yearFrom: fact}',
    '10:20',
    'there is no 31 February',
  ],
  [
    'unknown route',
    'actor: family',
    'actor: family\n    route: transport-apeal',
    '7:12',
    "did you mean 'transport-appeal'?",
  ],
  ['nothing starts it', 'starts: [transport-refused]', 'starts: []', '8:5', 'nothing starts this rule'],
])('%s', (_kind, from, to, place, message) => {
  expect(good).toContain(from);
  const pack = readRulePack(good.replace(from, to) + second, around);
  expect(pack.problems.map((p) => `${p.line}:${p.column}`)).toEqual([place]);
  expect(pack.problems[0]!.message).toContain(message);
  expect(pack.rules.length).toBeGreaterThanOrEqual(1);
});

test('YAML that cannot be read says where', () => {
  const pack = readRulePack('rules: [\n  {id: a', around);
  expect(pack.rules).toEqual([]);
  expect(pack.problems[0]).toMatchObject({ message: expect.stringContaining('bracket before it is not closed') });
});
