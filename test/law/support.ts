// Helpers of the law suites: cases written with ISO days, and limits read back the same way.
import { readFileSync } from 'node:fs';
import { type Day, formatIsoDay, parseIsoDay } from '../../server/src/calendar/day.ts';
import law from '../../server/src/generated/law.json' with { type: 'json' };
import { derive } from '../../server/src/law/derive.ts';
import type { Deadline, Facts, LawEvent, LawInput, LawPack, SchoolCalendar } from '../../server/src/law/model.ts';

/** The law of England as compiled from the packs. */
export const england = law as unknown as LawPack;

/** A day from its ISO form; throws where there is none. */
export function day(iso: string): Day {
  const found = parseIsoDay(iso);
  if (found === undefined) throw new Error(`no such day: ${iso}`);
  return found;
}

/** An event that happened: `ehcna-refused 2026-05-03`; `planned` or `received` may follow. */
export function event(text: string): LawEvent {
  const [id, iso, word] = text.split(' ');
  return {
    event: id!,
    day: day(iso!),
    assertion: word === 'planned' ? 'planned' : 'happened',
    ...(word === 'received' ? { dateRole: 'received' as const } : {}),
  };
}

export interface CaseOptions {
  readonly today?: string;
  readonly facts?: Facts;
  readonly terms?: SchoolCalendar;
  readonly waivers?: LawInput['waivers'];
  readonly pack?: LawPack;
}

/** The limits of a case given as lines such as `ehcna-refused 2026-05-03`. */
export function limits(events: readonly string[], options: CaseOptions = {}): Deadline[] {
  return derive(options.pack ?? england, {
    today: day(options.today ?? '2026-06-20'),
    events: events.map(event),
    facts: options.facts ?? {},
    ...(options.terms ? { schoolCalendar: options.terms } : {}),
    ...(options.waivers ? { waivers: options.waivers } : {}),
  });
}

/** The lines of one rule, each as `due status`, by due date. */
export function lines(rule: string, events: readonly string[], options: CaseOptions = {}): string[] {
  return limits(events, options)
    .filter((deadline) => deadline.rule.id === rule)
    .map((deadline) => `${deadline.due === undefined ? 'no date' : formatIsoDay(deadline.due)} ${deadline.status}`)
    .sort();
}

/** The one limit of a rule; throws where there is none or more than one. */
export function only(rule: string, events: readonly string[], options: CaseOptions = {}): Deadline {
  const found = limits(events, options).filter((deadline) => deadline.rule.id === rule);
  if (found.length !== 1) throw new Error(`${rule}: ${found.length} limits`);
  return found[0]!;
}

/** A school calendar from ISO days. */
export function schoolCalendar(terms: readonly (readonly [string, string])[], insetDays: readonly string[] = []) {
  return {
    terms: terms.map(([first, last]) => ({ first: day(first), last: day(last) })),
    insetDays: insetDays.map(day),
  };
}

/** The rows of a table under test/oracles, comment lines left out. */
export function oracle(file: string): string[][] {
  const text = readFileSync(new URL(`../oracles/${file}`, import.meta.url), 'utf8');
  return text
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t'));
}
