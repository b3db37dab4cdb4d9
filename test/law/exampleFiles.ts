// Reads the examples beside the packs: for each rule, what was noted, the day it gives, and why. The days were worked
// out by hand and by a calculator of their own, not by the engine.
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Facts, LawInput, LawPack, SchoolCalendar } from '../../server/src/law/model.ts';
import { day, event, schoolCalendar } from './support.ts';

/** One worked example of one rule. */
export interface RuleExample {
  readonly rule: string;
  /** Such as `ehcna-requested 2026-09-07`; `planned` may follow. */
  readonly events: readonly string[];
  readonly today: string;
  readonly facts?: Facts;
  /** Name of a calendar in calendars.yaml. */
  readonly terms?: string;
  /** ISO day; `none` where the rule gives no day. */
  readonly due: string;
  /** Where it differs from `due`. */
  readonly rawDue?: string;
  readonly why: string;
}

const folder = new URL('../../server/packs/england/examples/', import.meta.url);

interface Calendar {
  readonly terms: readonly { readonly first: string; readonly last: string }[];
  readonly insetDays: readonly string[];
}

const { calendars } = parse(readFileSync(new URL('calendars.yaml', folder), 'utf8')) as {
  calendars: Readonly<Record<string, Calendar>>;
};

/** A school calendar of calendars.yaml. */
export function calendarOf(name: string): SchoolCalendar {
  const found = calendars[name];
  if (!found) throw new Error(`no calendar ${name}`);
  return schoolCalendar(
    found.terms.map(({ first, last }) => [first, last] as const),
    found.insetDays,
  );
}

/** All examples, file by file. */
export const ruleExamples: readonly RuleExample[] = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml') && name !== 'calendars.yaml')
  .sort()
  .flatMap((name) => (parse(readFileSync(new URL(name, folder), 'utf8')) as { examples: RuleExample[] }).examples);

/** What the engine is given for an example. */
export function inputOf(example: RuleExample): LawInput {
  return {
    today: day(example.today),
    events: example.events.map(event),
    facts: example.facts ?? {},
    ...(example.terms ? { schoolCalendar: calendarOf(example.terms) } : {}),
  };
}

/** A pack of the rules needed to run one rule: itself and the limbs it names. */
export function packFor(pack: LawPack, ids: readonly string[]): LawPack {
  const wanted = new Set(ids);
  for (const rule of pack.rules) {
    if (!wanted.has(rule.id) || !('of' in rule.period)) continue;
    for (const limb of rule.period.of) if (typeof limb === 'string') wanted.add(limb);
  }
  return { ...pack, rules: pack.rules.filter((rule) => wanted.has(rule.id)) };
}
