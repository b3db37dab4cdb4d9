// The instances of a rule in a case: each start makes one; a composite gathers its limbs; a fact or a duty not done may
// start one too. Each instance has its end counted here. What closes an instance is in closing.ts.
import { countFrom, type NotCounted, rollEnd } from '../calendar/counting.ts';
import { addMonths, type Day, dayFrom, formatDay, parseIsoDay, partsOf } from '../calendar/day.ts';
import { addDoubt, type Case, type CountedLimb, type Instance } from './case.ts';
import { isOpenAt } from './closing.ts';
import { type CompiledCondition, type CompiledLimb, type CompiledRule, factText, role } from './compile.ts';
import { factNumber, holds } from './facts.ts';
import type { CountedPeriod, Deadline, Period, Rule, Variant } from './model.ts';
import type { Point } from './timeline.ts';

interface Fit {
  readonly unknown: readonly CompiledCondition[];
}

const certain: Fit = { unknown: [] };

/** Whether conditions hold on a day; `undefined` where the rule does not apply. */
function fits(
  { facts }: Case,
  rule: CompiledRule,
  conditions: readonly CompiledCondition[],
  day: Day,
  event: Point | undefined,
): Fit | undefined {
  if (conditions.length === 0) return certain;
  let unknown: CompiledCondition[] | undefined;
  for (const condition of conditions) {
    const answer = holds(condition, facts.at(condition, day, event));
    if (answer === 'yes') continue;
    if (answer === 'no') return undefined;
    const then = rule.handling.ifUnknown?.[condition.fact];
    if (then === 'no') return undefined;
    if (then) {
      const number = factNumber(facts.at({ fact: then.fact, path: then.fact.split('.') }, day, event));
      if (number === undefined || number < then.atLeast) return undefined;
    }
    unknown ??= [];
    unknown.push(condition);
  }
  return unknown ? { unknown } : certain;
}

function variantFor(theCase: Case, rule: CompiledRule, day: Day, event: Point | undefined): Variant | undefined {
  for (const { variant, starts, when, from, to } of rule.variants) {
    if (starts && !(event && starts[event.id])) continue;
    if ((from !== undefined && day < from) || (to !== undefined && day > to)) continue;
    if (when.every((condition) => stated(theCase, condition, day, event))) return variant;
  }
  return undefined;
}

/** A variant wants its facts stated: `{not: [...]}` too; and every one of several values within the condition. */
function stated({ facts }: Case, condition: CompiledCondition, day: Day, event: Point | undefined): boolean {
  const value = facts.at(condition, day, event);
  if (Array.isArray(value)) return value.every((one) => holds(condition, one as string) === 'yes');
  return value !== undefined && holds(condition, value) === 'yes';
}

function open(
  theCase: Case,
  compiled: CompiledRule,
  start: Day,
  starts: readonly Point[],
  missedDuty?: Instance['missedDuty'],
): Instance | undefined {
  if ((compiled.from !== undefined && start < compiled.from) || (compiled.to !== undefined && start > compiled.to)) {
    return undefined;
  }
  const event = starts[0];
  const fit = fits(theCase, compiled, compiled.when, start, event);
  if (!fit) return undefined;
  let unknown = fit.unknown;
  const more = event && compiled.onlyIf.get(event.id);
  if (more) {
    const extra = fits(theCase, compiled, more, start, event);
    if (!extra) return undefined;
    unknown = [...unknown, ...extra.unknown];
  }
  const variant = compiled.variants.length > 0 ? variantFor(theCase, compiled, start, event) : undefined;
  return {
    compiled,
    period: variant?.period ?? compiled.rule.period,
    variant,
    start,
    starts,
    joined: [],
    unknown,
    missedDuty,
    limbs: [],
    winner: undefined,
    raw: undefined,
    due: undefined,
    reason: undefined,
    uncovered: false,
    paused: 0,
    doubts: variant?.doubts ? [...variant.doubts] : undefined,
    unverifiable: false,
  };
}

/** True where the start opens nothing, because one of the events named by the rule is noted on or before its day. */
function startsNothing({ points }: Case, compiled: CompiledRule, point: Point): boolean {
  const unless = compiled.startUnless.get(point.id);
  if (!unless) return false;
  return points.some((other) => !other.planned && other.day <= point.day && unless[other.id] === 1);
}

/**
 * The instances of a rule, by their start, each with its end counted. `starts`: the events of the case that the rule
 * names as its starts, in order.
 */
export function instancesOf(theCase: Case, compiled: CompiledRule, starts: readonly Point[]): Instance[] {
  if (compiled.startFact !== undefined) return byFact(theCase, compiled, compiled.startFact);
  const { period } = compiled.rule;
  if (period.kind === 'later-of' || period.kind === 'earlier-of') return composite(theCase, compiled, period);
  const instances: Instance[] = [];
  for (const point of starts) {
    if (point.planned && !compiled.backwards) continue;
    if (compiled.startUnless.size > 0 && startsNothing(theCase, compiled, point)) continue;
    const instance = open(theCase, compiled, point.day, [point]);
    if (instance) instances.push(instance);
  }
  for (const instance of instances) count(theCase, instance);
  return instances;
}

/** An instance that a duty not done opens on the day it fell due. */
export function afterMissedDuty(theCase: Case, compiled: CompiledRule, missed: Deadline): Instance | undefined {
  const points = theCase.points.filter((point) => missed.startedBy.includes(point.source));
  const instance = open(theCase, compiled, missed.due!, points, { rule: missed.rule, due: missed.due! });
  if (instance) count(theCase, instance);
  return instance;
}

type Composite = Extract<Period, { readonly of: readonly unknown[] }>;

/**
 * Instances of a composite. Events of the leading limb open one each; events of another limb join the latest, where it
 * is open and a leading one, or, as starts of the rule, open one of their own.
 */
function composite(theCase: Case, compiled: CompiledRule, period: Composite): Instance[] {
  const lead = compiled.limbs[period.lead ?? 0];
  if (!lead) return [];
  const instances: Instance[] = [];
  const followers: Point[] = [];
  for (const point of theCase.points) {
    if (point.planned) continue;
    const bits = compiled.roles[point.id]!;
    if (lead.starts[point.id] !== 1) {
      if (bits & role.follow && !period.lookBack) followers.push(point);
    } else if (bits & role.start) {
      const latest = instances.at(-1);
      if (latest?.start === point.day) (latest.starts as Point[]).push(point);
      else add(instances, open(theCase, compiled, point.day, [point]));
    }
  }
  for (const point of followers) follow(theCase, compiled, period, instances, point);
  for (const instance of instances) count(theCase, instance);
  return instances;
}

/** Puts an instance in its place by its start. */
function add(instances: Instance[], instance: Instance | undefined): void {
  if (!instance) return;
  const after = instances.findLastIndex((other) => other.start <= instance.start);
  instances.splice(after + 1, 0, instance);
}

/** Puts an event of a limb that does not lead where it belongs. */
function follow(theCase: Case, compiled: CompiledRule, period: Composite, instances: Instance[], point: Point): void {
  const latest = instances.findLast((instance) => instance.start <= point.day);
  const lead = compiled.limbs[period.lead ?? 0]!;
  const joins =
    latest !== undefined &&
    lead.starts[latest.starts[0]!.id] === 1 &&
    isOpenAt(theCase, latest, instances, point.day) &&
    (period.joinMonths === undefined || addMonths(latest.start, period.joinMonths).day >= point.day);
  if (joins) {
    latest.joined.push(point);
    if (compiled.roles[point.id]! & role.toLatest) noteOlder(theCase, instances, latest, point);
  } else if (compiled.roles[point.id]! & role.start && !startsNothing(theCase, compiled, point)) {
    add(instances, open(theCase, compiled, point.day, [point]));
  }
}

/** What belongs to the latest decision may have been meant for an older one that was open too: ask. */
function noteOlder(theCase: Case, instances: readonly Instance[], latest: Instance, point: Point): void {
  const older = instances.filter(
    (other) => other.start < latest.start && isOpenAt(theCase, other, instances, point.day),
  );
  if (older.length === 0) return;
  const days = older.map((other) => formatDay(other.start)).join(' and ');
  addDoubt(
    latest,
    `The decision of ${days} was open too on ${formatDay(point.day)}; this is taken to belong to the latest. ` +
      'Ask which decision is meant.',
  );
}

function byFact(theCase: Case, compiled: CompiledRule, fact: string): Instance[] {
  const { period } = compiled.rule;
  if (period.kind !== 'fixed-date') return [];
  const stated = theCase.facts.raw(fact);
  const year = factNumber(
    typeof stated === 'object' && !Array.isArray(stated)
      ? ((stated as Record<string, unknown>).year as string | number | undefined)
      : (stated as string | number | undefined),
  );
  const day = year === undefined ? undefined : dayFrom(year, period.month, period.day);
  if (day === undefined || year! < 1900 || year! > 2200) return [];
  const due = (period.relation === 'before' ? day - 1 : day) as Day;
  const { year: dueYear, month } = partsOf(due);
  const schoolYear = dayFrom(month >= 9 ? dueYear : dueYear - 1, 9, 1)!;
  // The rule must have been the law on the day itself, not on the first day of the school year.
  const instance = open(theCase, compiled, due, []);
  if (!instance) return [];
  const made: Instance = { ...instance, start: schoolYear };
  made.raw = due;
  made.due = due;
  return [made];
}

function countLimb(
  theCase: Case,
  period: CountedPeriod,
  start: Point | undefined,
  startDay: Day,
  rule?: Rule,
): CountedLimb {
  const counted = countFrom(startDay, period, theCase.calendars);
  const known = 'reason' in counted ? undefined : counted;
  // One shape for every limb and every instance: spreads would make this the cost of the index.
  return {
    period,
    rule,
    start,
    startDay,
    sent: undefined,
    raw: known?.day,
    reason: known ? undefined : (counted as NotCounted).reason,
    clamped: known?.clamped ?? false,
    uncovered: known?.uncovered ?? false,
  };
}

/** Counts the end of an instance: raw, then moved once. */
function count(theCase: Case, instance: Instance): void {
  const { period } = instance;
  if (period.kind === 'within' || period.kind === 'at-least') {
    const given = givenOn(theCase, instance);
    const limb = countLimb(theCase, period, instance.starts[0], given);
    instance.limbs.push(given === instance.start ? limb : { ...limb, sent: instance.start });
    finish(theCase, instance, paused(theCase, instance, instance.limbs[0]!), period);
  } else if (period.kind === 'later-of' || period.kind === 'earlier-of') {
    countComposite(theCase, instance, period);
  }
}

/** The day on which a notice counts as given: its own date, or later where how it was sent is stated. */
function givenOn({ facts, calendars }: Case, { compiled, start, starts }: Instance): Day {
  const { deemed } = compiled.handling;
  if (!deemed) return start;
  const sent = facts.at({ fact: deemed.fact, path: compiled.deemedPath }, start, starts[0]);
  let days = (typeof sent === 'string' && deemed.workingDays[factText(sent)]) || 0;
  let at = start;
  for (; days > 0; days--) at = calendars.working().after(at);
  return at;
}

/**
 * The limb with the days added on which the clock stood still: from the day something was asked of the family to the
 * day it was given, both left out. Not given yet: the plain day is kept, and nobody can be blamed.
 */
function paused(theCase: Case, instance: Instance, limb: CountedLimb): CountedLimb {
  const { pause } = instance.compiled.handling;
  if (!pause || limb.raw === undefined) return limb;
  const from = pause.validFrom === undefined ? undefined : parseIsoDay(pause.validFrom);
  let raw = limb.raw;
  let standing: Point | undefined;
  for (const point of theCase.points) {
    const { event } = point.source;
    if (point.planned || point.day < instance.start || point.day > raw) continue;
    if (event === pause.from && (from === undefined || point.day >= from)) standing ??= point;
    else if (event === pause.to && standing) {
      const days = point.day - standing.day + 1;
      raw = (raw + days) as Day;
      instance.paused += days;
      standing = undefined;
    }
  }
  if (standing) {
    instance.unverifiable = true;
    addDoubt(instance, `The clock may stand still since ${formatDay(standing.day)}, until the answer is noted.`);
  }
  if (raw === limb.raw) return limb;
  const longer = { ...limb, raw };
  instance.limbs[0] = longer;
  return longer;
}

function countComposite(theCase: Case, instance: Instance, period: Composite): void {
  const { limbs } = instance.compiled;
  const events = [...instance.starts, ...instance.joined];
  limbs.forEach((limb, index) => {
    const point = period.lookBack
      ? lastBefore(theCase, instance, limb, index === (period.lead ?? 0))
      : events.find((event) => limb.starts[event.id] === 1);
    if (point) {
      instance.limbs.push(countLimb(theCase, limb.period, point, point.day, limb.rule));
      const again = events.find((event) => event.day > point.day && limb.starts[event.id] === 1);
      if (again && period.kind === 'later-of') {
        addDoubt(
          instance,
          `Noted again for ${formatDay(again.day)}: the earlier is used, which gives the earlier date.`,
        );
      }
    } else if (period.lookBack) instance.unverifiable = true;
  });
  const sign = period.kind === 'later-of' ? 1 : -1;
  let winner: CountedLimb | undefined;
  for (const limb of instance.limbs) {
    if (limb.raw === undefined) continue;
    if (winner?.raw === undefined || sign * (limb.raw - winner.raw) > 0) winner = limb;
  }
  const failed = instance.limbs.find((limb) => limb.reason !== undefined);
  if (winner && failed) {
    addDoubt(instance, `One of the two limits could not be counted: ${failed.reason}. The other is shown.`);
  }
  finish(theCase, instance, winner ?? failed, period);
}

function lastBefore({ points }: Case, instance: Instance, limb: CompiledLimb, leads: boolean): Point | undefined {
  if (leads) return instance.starts.find((point) => limb.starts[point.id] === 1);
  return points.findLast((point) => !point.planned && point.day <= instance.start && limb.starts[point.id] === 1);
}

function finish(
  theCase: Case,
  instance: Instance,
  winner: CountedLimb | undefined,
  ending: Composite | CountedPeriod,
): void {
  if (!winner) return;
  instance.winner = winner;
  if (winner.raw === undefined) {
    instance.reason = winner.reason!;
    return;
  }
  const rolled = rollEnd(winner.raw, ending, theCase.calendars);
  instance.raw = winner.raw;
  instance.due = rolled.day;
  instance.uncovered = winner.uncovered || rolled.uncovered;
}
