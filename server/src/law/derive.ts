// The law engine: the events and facts of a case in, its time limits out. Pure: the same input gives the same limits,
// whatever the clock or the time zone; "today" is part of the input.
import type { Day } from '../calendar/day.ts';
import { addMonths } from '../calendar/day.ts';
import { sameEnds } from '../lists/same-ends.ts';
import type { Case, Instance } from './case.ts';
import { closingOf } from './closing.ts';
import { type CompiledPack, type CompiledRule, compilePack } from './compile.ts';
import { doubtsOf, questionsOf, unclearDoubt } from './doubts.ts';
import { explainInstance } from './explain.ts';
import { CaseFacts } from './facts.ts';
import { afterMissedDuty, instancesOf } from './instances.ts';
import type { Deadline, LawEvent, LawInput, LawPack, Rule, Status, Waiver } from './model.ts';
import { readsAny } from './reads.ts';
import { type Point, timelineOf } from './timeline.ts';

/** Days before `due` from which a limit is close, unless the input says otherwise. */
export const defaultWarningDays = 14;
/** Months after which a past family limit, and a body's past limit, are in lists only. */
const fadeMonths = { family: 3, advice: 1, body: 12 } as const;
/** What can be broken in law. */
const breachable = new Set(['statute', 'regulations', 'rules']);

/** A deadline while it is made: the engine's own side of it. */
interface Made {
  readonly deadline: Deadline;
  readonly instance: Instance;
}

/** What one rule came to. */
interface RuleMade {
  readonly list: readonly Made[];
  /** The same with what falls on one day as one; made when it is needed. */
  merged?: readonly Deadline[];
}

type Maybe = NonNullable<LawInput['maybe']>;
const noMaybe: Maybe = [];

/** What is kept for the next derivation: of the same case, but for its events. */
interface Last {
  readonly pack: CompiledPack;
  readonly given: string;
  readonly schoolCalendar: LawInput['schoolCalendar'];
  readonly points: readonly Point[];
  readonly maybe: Maybe;
  readonly made: ReadonlyMap<CompiledRule, RuleMade>;
}

/**
 * Every time limit that the events and facts start, most urgent first: limits still open by their day, then those
 * without a date, then what was answered, waived or became moot. Instances of one rule that fall on one day are one.
 * Never throws.
 */
export function derive(pack: LawPack, input: LawInput): Deadline[] {
  const compiled = compilePack(pack);
  const { today, facts, waivers, maybe = noMaybe, warningDays, schoolCalendar, memo } = input;
  const given = memo ? JSON.stringify([today, facts, waivers, warningDays]) : '';
  const kept = memo?.last as Last | undefined;
  const isSame = kept?.pack === compiled && kept.given === given && kept.schoolCalendar === schoolCalendar;
  const { points, changed } = pointsAgain(timelineOf(compiled, input.events), isSame ? kept.points : undefined);
  if (isSame) maybeChanged(compiled, kept.maybe, maybe, changed!);
  const theCase: Case = {
    pack: compiled,
    input,
    points,
    facts: new CaseFacts(compiled, input.facts, points),
    calendars: compiled.calendars.withTerms(input.schoolCalendar),
    closers: new Map(),
  };
  const made = new Map<CompiledRule, RuleMade>();
  for (const [rule, starts] of candidates(compiled, theCase)) {
    if (isSame && changed && !readsAny(compiled, rule, changed)) {
      const before = kept.made.get(rule);
      if (before) made.set(rule, before);
      continue;
    }
    const instances = instancesOf(theCase, rule, starts);
    if (instances.length > 0) made.set(rule, { list: deadlinesOf(theCase, instances) });
  }
  if (memo) memo.last = { pack: compiled, given, schoolCalendar, points, maybe, made: new Map(made) } satisfies Last;
  for (const lazy of compiled.byMissedDuty) addMissedDuties(theCase, lazy.compiled, made);
  const deadlines: Deadline[] = [];
  for (const [rule, one] of made) {
    one.merged ??= merged(one.list);
    for (const deadline of one.merged) deadlines.push(markRepeat(deadline, rule, made));
  }
  return deadlines.sort(byUrgency);
}

/**
 * The points of a case, of which those that stand as before are the same objects again; and the events that are not as
 * they were, by number. Nothing of these without points before.
 */
function pointsAgain(
  points: readonly Point[],
  before: readonly Point[] | undefined,
): { readonly points: readonly Point[]; readonly changed: Set<number> | undefined } {
  if (!before) return { points, changed: undefined };
  const m = before.length;
  const { head, tail } = sameEnds(points.length, m, (i, k) => {
    const a = points[i]!;
    const b = before[k]!;
    return a.source === b.source && a.day === b.day && a.id === b.id && a.planned === b.planned;
  });
  const fresh = points.slice(head, points.length - tail);
  const changed = new Set<number>();
  for (const { id } of fresh.concat(before.slice(head, m - tail))) changed.add(id);
  return { points: before.slice(0, head).concat(fresh, before.slice(m - tail)), changed };
}

/** Adds to `changed` the events of which it is not as before what may have happened. */
function maybeChanged({ eventNumbers }: CompiledPack, before: Maybe, now: Maybe, changed: Set<number>): void {
  const { head, tail } = sameEnds(
    now.length,
    before.length,
    (i, k) => now[i]!.event === before[k]!.event && now[i]!.day === before[k]!.day,
  );
  for (const list of [before, now])
    for (const { event } of list.slice(head, list.length - tail)) changed.add(eventNumbers.get(event) ?? -1);
}

/** The rules that some event or fact of the case may start, each with those events. */
function candidates(compiled: CompiledPack, { points, facts }: Case): Map<CompiledRule, readonly Point[]> {
  const found = new Map<CompiledRule, Point[]>();
  for (const point of points) {
    for (const { compiled: rule } of compiled.byStart[point.id]!) {
      const starts = found.get(rule);
      if (starts) starts.push(point);
      else found.set(rule, [point]);
    }
  }
  for (const { compiled: rule } of compiled.byFact) {
    if (facts.raw(rule.startFact!) !== undefined && !found.has(rule)) found.set(rule, []);
  }
  return found;
}

function deadlinesOf(theCase: Case, instances: readonly Instance[]): Made[] {
  return instances.map((instance) => ({ instance, deadline: deadlineOf(theCase, instance, instances) }));
}

function waiverOf({ input }: Case, instance: Instance, siblings: readonly Instance[]): Waiver | undefined {
  const { rule, handling } = instance.compiled;
  return input.waivers?.find((waiver) => {
    if (waiver.rule !== rule.id && !handling.waivedWith?.includes(waiver.rule)) return false;
    const { day } = waiver;
    if (day === undefined || instance.starts.length === 0) return true;
    // What was noted by then is meant, also where its own day was still to come (a hearing).
    const known = instance.starts.some(({ day: start, source }) => Math.min(start, source.notedOn ?? start) <= day);
    if (!known) return false;
    return waiver.scope !== 'latest' || !siblings.some((other) => other.start > instance.start && other.start <= day);
  });
}

/** How a limit stands that nothing has answered, on the day `today`. */
export function openStatus(due: Day | undefined, today: Day, warningDays = defaultWarningDays): Status {
  if (due === undefined) return 'no-date';
  if (today > due) return 'past';
  return due - today <= warningDays ? 'close' : 'upcoming';
}

function deadlineOf(theCase: Case, instance: Instance, siblings: readonly Instance[]): Deadline {
  const { compiled, due, raw } = instance;
  const { rule } = compiled;
  const { today } = theCase.input;
  const closing = closingOf(theCase, instance, siblings);
  const answer = closing?.how === 'answered' ? closing.by.source : undefined;
  const waiver = answer || !theCase.input.waivers ? undefined : waiverOf(theCase, instance, siblings);
  const lateBy = answer && due !== undefined && answer.day > due ? answer.day - due : undefined;
  const status: Status = answer
    ? lateBy === undefined
      ? 'met'
      : 'late'
    : waiver
      ? 'waived'
      : closing
        ? 'superseded'
        : openStatus(due, today, theCase.input.warningDays);
  const family = rule.actor === 'family';
  const conditional = instance.unknown.length > 0;
  const unverifiable = !family && isUnverifiable(instance);
  const unclear = answer || waiver || closing ? undefined : unclearDoubt(theCase, instance);
  const doubts = doubtsOf(theCase, instance, closing);
  const past = status === 'past';
  const breach = past && !family && !unverifiable && !conditional && !compiled.backwards && breachable.has(rule.basis);
  // One shape for every deadline, absent values as `undefined`: spreads would make this the cost of a keystroke.
  return {
    rule,
    startedBy: sourcesOf(instance),
    rawDue: raw,
    due,
    status,
    daysLeft: due === undefined ? undefined : due - today,
    lateBy,
    answeredBy: answer,
    supersededBy: status === 'superseded' ? closing!.by.source : undefined,
    waiver: status === 'waived' ? waiver : undefined,
    doubts: unclear === undefined ? doubts : [unclear, ...doubts],
    questions: conditional || compiled.handling.deemed ? questionsOf(theCase, instance) : noQuestions,
    noDateReason: due === undefined ? noDateReason(instance) : undefined,
    unverifiable,
    inDoubt: unclear !== undefined,
    conditional,
    faded: past && isFaded(theCase, instance, family),
    breachDays: breach ? today - due! : undefined,
    missedDuty: instance.missedDuty,
    repeatOf: undefined,
    explain: () => explainInstance(theCase, instance, closing, status),
  };
}

/** A body's limit of which the note cannot prove that it was missed. */
function isUnverifiable({ compiled, unverifiable, starts, joined }: Instance): boolean {
  const { check, checkUnless } = compiled.handling;
  if (unverifiable || check === true || compiled.rule.answeredBy.length === 0) return true;
  if (!checkUnless) return false;
  const binds = ({ source }: Point): boolean => checkUnless.includes(source.event);
  return !starts.some(binds) && !joined.some(binds);
}

function sourcesOf({ starts, joined }: Instance): LawEvent[] {
  const sources: LawEvent[] = [];
  for (const point of starts) sources.push(point.source);
  for (const point of joined) sources.push(point.source);
  return sources;
}

const noQuestions: Deadline['questions'] = [];

function noDateReason({ period, reason }: Instance): string {
  if (reason !== undefined) return reason;
  if (period.kind === 'promptly') return 'the law sets no number of days: it must be done promptly';
  return 'there is no time limit: it can be done at any time';
}

/**
 * Old enough for lists only; a limit counted back from a meeting, as soon as the meeting is over. A family has missed
 * nothing where the limit rests on a fact that nobody stated or on a start that gave it what it asked for; a time that
 * is only advised fades sooner.
 */
function isFaded({ points, input: { today } }: Case, instance: Instance, family: boolean): boolean {
  const { compiled, start, starts, due, unknown } = instance;
  if (compiled.backwards && start < today) return true;
  const { fadesWith } = compiled.handling;
  const isOver = ({ source, day, planned }: Point): boolean =>
    !planned && day > start && fadesWith!.includes(source.event);
  if (fadesWith && points.some(isOver)) return true;
  if (!family) return today > addMonths(due!, fadeMonths.body).day;
  if (
    unknown.length > 0 ||
    isQuiet(
      compiled.rule,
      starts.map(({ source }) => source),
    )
  )
    return true;
  const isAdvice = compiled.rule.prominence === 'guidance';
  return today > addMonths(due!, isAdvice ? fadeMonths.advice : fadeMonths.family).day;
}

/** Did a limit start from nothing but what gives a family, as a rule, what it asked for? */
export function isQuiet({ handling }: Rule, starts: readonly LawEvent[]): boolean {
  const quiet = handling?.quietFrom;
  return quiet !== undefined && starts.every(({ event }) => quiet.includes(event));
}

/** A duty in law that was not done opens what the pack says it opens (judicial review), from the day it fell due. */
function addMissedDuties(theCase: Case, rule: CompiledRule, made: Map<CompiledRule, RuleMade>): void {
  const { actors, basis } = rule.handling.missedDuty!;
  const instances: Instance[] = [];
  for (const { list } of made.values()) {
    for (const { deadline } of list) {
      if (deadline.breachDays === undefined || deadline.faded) continue;
      if (!actors.includes(deadline.rule.actor) || !basis.includes(deadline.rule.basis)) continue;
      const instance = afterMissedDuty(theCase, rule, deadline);
      if (instance) instances.push(instance);
    }
  }
  if (instances.length === 0) return;
  const own = made.get(rule)?.list ?? [];
  const siblings = [...own.map(({ instance }) => instance), ...instances];
  const more = instances.map((instance) => ({ instance, deadline: deadlineOf(theCase, instance, siblings) }));
  made.set(rule, { list: [...own, ...more] });
}

const rank: Readonly<Record<Status, number>> = {
  past: 0,
  close: 0,
  upcoming: 0,
  'no-date': 1,
  late: 2,
  met: 3,
  waived: 4,
  superseded: 5,
};

/** One line per limit: instances that fall on one day are one, told by the one still open. */
function merged(list: readonly Made[]): Deadline[] {
  if (list.length === 1) return [list[0]!.deadline];
  const byDay = new Map<number | string, Deadline>();
  for (const { deadline } of list) {
    // Without a day, only what has fared alike is one line.
    const { due, status, noDateReason } = deadline;
    const key = due ?? `${status}: ${noDateReason}`;
    const other = byDay.get(key);
    byDay.set(key, other ? joined(other, deadline) : deadline);
  }
  return [...byDay.values()];
}

function joined(a: Deadline, b: Deadline): Deadline {
  const better =
    rank[b.status] - rank[a.status] ||
    Number(b.conditional) - Number(a.conditional) ||
    Number(b.faded) - Number(a.faded);
  const [main, other] = better < 0 ? [b, a] : [a, b];
  const startedBy: LawEvent[] = [...new Set([...a.startedBy, ...b.startedBy])].sort((x, y) => x.day - y.day);
  const doubts = other.doubts.every((doubt) => main.doubts.includes(doubt))
    ? main.doubts
    : [...new Set([...main.doubts, ...other.doubts])];
  return {
    ...main,
    startedBy,
    doubts: main.conditional === other.conditional ? doubts : main.doubts,
    unverifiable: main.unverifiable && other.unverifiable,
    inDoubt: main.inDoubt && other.inDoubt,
  };
}

/** Marks a limit that falls on the same day as the one whose day it repeats. */
function markRepeat(
  deadline: Deadline,
  { handling }: CompiledRule,
  made: ReadonlyMap<CompiledRule, RuleMade>,
): Deadline {
  if (handling.repeats === undefined || deadline.due === undefined) return deadline;
  for (const [rule, { list }] of made) {
    if (rule.rule.id !== handling.repeats) continue;
    const same = list.some(({ deadline: other }) => other.due === deadline.due && other.status === deadline.status);
    if (same) return { ...deadline, repeatOf: handling.repeats };
  }
  return deadline;
}

function byUrgency(a: Deadline, b: Deadline): number {
  return (
    rankOf(a) - rankOf(b) ||
    (a.due ?? 0) - (b.due ?? 0) ||
    Number(a.rule.actor !== 'family') - Number(b.rule.actor !== 'family') ||
    (a.rule.id < b.rule.id ? -1 : a.rule.id > b.rule.id ? 1 : 0)
  );
}

/** What is open and sure comes first; what is conditional or faded after what is open. */
function rankOf({ status, conditional, faded }: Deadline): number {
  return rank[status] + (rank[status] === 0 && (conditional || faded) ? 0.5 : 0);
}
