// Every rule that something can start, against the examples that stand beside the packs.
import { expect, it } from 'vitest';
import { formatIsoDay } from '../../server/src/calendar/day.ts';
import { derive } from '../../server/src/law/derive.ts';
import { inputOf, type RuleExample, ruleExamples } from './exampleFiles.ts';
import { england } from './support.ts';

function found(example: RuleExample): string[] {
  return derive(england, inputOf(example))
    .filter(({ rule, missedDuty }) => rule.id === example.rule && !missedDuty)
    .map(({ due, rawDue }) => {
      if (due === undefined) return 'none';
      return rawDue === due ? formatIsoDay(due) : `${formatIsoDay(due)} from ${formatIsoDay(rawDue!)}`;
    });
}

it.each(ruleExamples.map((e) => [`${e.rule}: ${e.events.join(', ')}`, e] as const))('%s', (_name, example) => {
  const expected = example.rawDue ? `${example.due} from ${example.rawDue}` : example.due;
  expect(found(example), example.why).toContain(expected);
});

it('every rule that something can start has an example', () => {
  const shown = new Set(ruleExamples.map(({ rule }) => rule));
  const live = england.rules.filter((rule) => !rule.referenceOnly && !rule.partOf);
  expect(live.map(({ id }) => id).filter((id) => !shown.has(id))).toEqual([]);
});

it('every event that starts a rule is in an example of it', () => {
  const missing: string[] = [];
  for (const rule of england.rules) {
    if (rule.partOf) continue;
    const events = ruleExamples.filter((e) => e.rule === rule.id).flatMap((e) => e.events.map((x) => x.split(' ')[0]));
    for (const start of rule.starts) {
      if (typeof start === 'string' && !events.includes(start)) missing.push(`${rule.id}: ${start}`);
    }
  }
  expect(missing).toEqual([]);
});
