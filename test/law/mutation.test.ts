// Changes each number and each word of how a rule counts, and asks that some example notices. A change that no
// example could notice, because it cannot change any day, is left out with its reason.
import { expect, it } from 'vitest';
import { derive } from '../../server/src/law/derive.ts';
import type { CountedPeriod, LawPack, Limb, Period, Rule } from '../../server/src/law/model.ts';
import { inputOf, packFor, type RuleExample, ruleExamples } from './exampleFiles.ts';
import { england } from './support.ts';

interface Mutant {
  readonly name: string;
  readonly period: Period;
}

const units = ['days', 'weeks', 'months', 'working-days', 'school-days'] as const;
const counted = (unit: string): boolean => unit === 'working-days' || unit === 'school-days';

/** The calendar that a unit needs, so that a changed unit is a possible rule and not a broken one. */
function calendarFor(unit: string, calendar: string | undefined): string | undefined {
  if (unit === 'school-days') return calendar === 'united-kingdom' ? calendar : 'school';
  return calendar === 'school' ? 'england-and-wales' : calendar;
}

/** Changes to one counted period. `ends`: the period itself is moved at its end (a limb is compared raw). */
function countedMutants(p: CountedPeriod, ends: boolean): { name: string; period: CountedPeriod }[] {
  const out: { name: string; period: CountedPeriod }[] = [];
  const put = (name: string, change: Partial<CountedPeriod>) => out.push({ name, period: { ...p, ...change } });
  put('n + 1', { count: p.count + 1 });
  if (p.count > 1) put('n - 1', { count: p.count - 1 });
  for (const unit of units) {
    const calendar = calendarFor(unit, p.calendar);
    if (unit !== p.unit) put(unit, { unit, ...(calendar ? { calendar } : {}) });
  }
  put('start day', { startDay: p.startDay === 'excluded' ? 'included' : 'excluded' });
  put('direction', { direction: p.direction === 'after' ? 'before' : 'after' });
  for (const closed of ['none', 'extend', 'exclude'] as const) {
    // A limb is compared raw, so it never extends by itself.
    if (closed !== p.closed && (ends || (closed !== 'extend' && p.closed !== 'extend')))
      put(`closed ${closed}`, { closed });
  }
  // A count of working or school days ends on one: moving the end cannot change it.
  if (ends && !counted(p.unit)) put('roll', { roll: p.roll === 'none' ? 'next-working-day' : 'none' });
  // Only a count of working days, or a move to one, looks at bank holidays.
  if (counted(p.unit) || (ends && p.roll !== 'none')) {
    const other = p.calendar === 'united-kingdom' ? calendarFor(p.unit, 'england-and-wales')! : 'united-kingdom';
    put(`calendar ${other}`, {
      calendar: p.unit === 'school-days' && other === 'england-and-wales' ? 'school' : other,
    });
  }
  return out;
}

function mutants(period: Period): Mutant[] {
  if (period.kind === 'within' || period.kind === 'at-least') return countedMutants(period, true);
  if (period.kind === 'fixed-date') {
    return [
      { name: 'day + 1', period: { ...period, day: period.day + 1 > 28 ? period.day - 1 : period.day + 1 } },
      { name: 'month', period: { ...period, month: period.month + 1, day: Math.min(period.day, 28) } },
      { name: 'relation', period: { ...period, relation: period.relation === 'before' ? 'on-or-before' : 'before' } },
    ];
  }
  if (!('of' in period)) return [];
  const out: Mutant[] = [
    { name: 'kind', period: { ...period, kind: period.kind === 'later-of' ? 'earlier-of' : 'later-of' } },
  ];
  // Limbs that count working or school days end on one: moving the end cannot change it.
  const ownLimbs = period.of.every((limb) => {
    const part = typeof limb === 'string' ? england.rules.find(({ id }) => id === limb)!.period : limb;
    return 'unit' in part && counted(part.unit);
  });
  if (!ownLimbs)
    out.push({ name: 'roll', period: { ...period, roll: period.roll === 'none' ? 'next-working-day' : 'none' } });
  for (const closed of ['none', 'extend'] as const) {
    if (closed !== period.closed) out.push({ name: `closed ${closed}`, period: { ...period, closed } });
  }
  period.of.forEach((limb, index) => {
    if (typeof limb === 'string') return;
    for (const mutant of countedMutants(limb, false)) {
      const of: Limb[] = period.of.map((other, i) => (i === index ? { ...mutant.period, starts: limb.starts } : other));
      out.push({ name: `limb ${index}: ${mutant.name}`, period: { ...period, of } });
    }
  });
  return out;
}

function dues(pack: LawPack, example: RuleExample): string {
  return derive(pack, inputOf(example))
    .filter(({ rule, missedDuty }) => rule.id === example.rule && !missedDuty)
    .map(({ due }) => due ?? 'none')
    .join(' ');
}

/** Mutants of `rule` that no example of `shown` notices. */
function survivors(rule: Rule, shown: Rule, make: readonly Mutant[]): string[] {
  const examples = ruleExamples.filter((example) => example.rule === shown.id);
  const pack = packFor(england, [shown.id]);
  const before = examples.map((example) => dues(pack, example));
  return make
    .filter(({ period }) => {
      const rules = pack.rules.map((other) => (other.id === rule.id ? { ...other, period } : other));
      const changed = { ...pack, rules };
      return examples.every((example, index) => dues(changed, example) === before[index]);
    })
    .map(({ name }) => `${rule.id}: ${name}`);
}

it('every change of a number, unit, start day, direction, roll, closed period or calendar changes some example', () => {
  let made = 0;
  const left: string[] = [];
  for (const rule of england.rules) {
    if (rule.referenceOnly) continue;
    const shown = rule.partOf ? england.rules.find(({ id }) => id === rule.partOf)! : rule;
    const limb = rule.partOf !== undefined && 'count' in rule.period;
    const all = limb ? countedMutants(rule.period as CountedPeriod, false) : mutants(rule.period);
    made += all.length;
    left.push(...survivors(rule, shown, all));
  }
  expect(left).toEqual([]);
  expect(made).toBeGreaterThan(1500);
});

it('every change of a variant changes some example', () => {
  const left: string[] = [];
  for (const rule of england.rules) {
    (rule.variants ?? []).forEach((variant, index) => {
      for (const { name, period } of variant.period ? mutants(variant.period) : []) {
        const variants = rule.variants!.map((other, i) => (i === index ? { ...other, period } : other));
        const examples = ruleExamples.filter((example) => example.rule === rule.id);
        const pack = packFor(england, [rule.id]);
        const changed = { ...pack, rules: pack.rules.map((r) => (r.id === rule.id ? { ...r, variants } : r)) };
        if (examples.every((example) => dues(changed, example) === dues(pack, example))) {
          left.push(`${rule.id} variant ${index}: ${name}`);
        }
      }
    });
  }
  expect(left).toEqual([]);
});
