// What closes an instance: the event that answers it, or the one that makes it moot. The rules of "what may hide what"
// stand here: a live limit is never hidden by a later line of the note, and a dead one does not nag.
import { addMonths, type Day } from '../calendar/day.ts';
import type { Case, Instance } from './case.ts';
import { type CompiledRule, role } from './compile.ts';
import type { Point } from './timeline.ts';

/** How an instance was closed. `superseded` by an answer: it shows that the thing was done, not on which day. */
export interface Closing {
  readonly how: 'answered' | 'superseded';
  readonly by: Point;
  /** From which day it counts: a newer start closes an older instance only once that one's day has passed. */
  readonly from: Day;
}

/** Months that a limit counted backwards looks back for what answers or supersedes it. */
const lookBackMonths = 6;

/** The first thing that closed the instance, if anything did. `siblings`: all instances of the rule, by start. */
export function closingOf(theCase: Case, instance: Instance, siblings: readonly Instance[]): Closing | undefined {
  const { rule } = instance.compiled;
  if (rule.answeredBy.length === 0 && rule.supersededBy.length === 0) return undefined;
  const { answered, superseded } = search(theCase, instance, siblings);
  if (answered && (!superseded || answered.from <= superseded.from)) return answered;
  // A newer start, even one still to come, closes an older instance only once its day has passed: by today, or by
  // what is noted after it.
  const now = Math.max(theCase.input.today, answered?.from ?? theCase.input.today);
  const isNewer = superseded && (instance.compiled.roles[superseded.by.id]! & role.start) !== 0;
  if (!isNewer || now > (instance.due ?? 0)) return superseded;
  return search(theCase, instance, siblings, role.start).superseded;
}

/** True where nothing but a newer start had closed the instance before the day. */
export function isOpenAt(theCase: Case, instance: Instance, siblings: readonly Instance[], day: Day): boolean {
  const { answered, superseded } = search(theCase, instance, siblings, role.start);
  return !(answered && answered.from < day) && !(superseded && superseded.from < day);
}

/** The first answer and the first superseder, leaving out events with any of the role bits in `leaveOut`. */
function search(theCase: Case, instance: Instance, siblings: readonly Instance[], leaveOut = 0) {
  const { roles } = instance.compiled;
  let answered: Closing | undefined;
  let superseded: Closing | undefined;
  for (const point of closersOf(theCase, instance.compiled)) {
    const bits = roles[point.id]!;
    if (bits & leaveOut || instance.starts.includes(point) || instance.joined.includes(point)) continue;
    if (bits & role.toLatest && !isLatest(instance, siblings, point.day)) continue;
    const closing = answer(instance, siblings, point, bits) ?? supersede(instance, point, bits);
    if (closing?.how === 'answered' && (!answered || closing.from < answered.from)) answered = closing;
    if (closing?.how === 'superseded' && (!superseded || closing.from < superseded.from)) superseded = closing;
  }
  return { answered, superseded };
}

/** The events of the case that may close an instance of the rule; found once for each rule. */
function closersOf(theCase: Case, compiled: CompiledRule): readonly Point[] {
  let closers = theCase.closers.get(compiled);
  if (!closers) {
    const { roles } = compiled;
    closers = theCase.points.filter((point) => {
      const bits = roles[point.id]!;
      return bits & role.sign ? isSign(theCase, compiled, point, bits) : bits & (role.answer | role.supersede);
    });
    theCase.closers.set(compiled, closers);
  }
  return closers;
}

/**
 * A sign that proceedings were begun counts where their beginning itself is not noted, and none other may be meant. A
 * sign that supersedes nothing by itself (a response, a hearing, an order) counts only as the first of its proceedings:
 * a decision made while they ran keeps its limit.
 */
function isSign({ points }: Case, { roles, begin, unless, ends }: CompiledRule, point: Point, bits: number): boolean {
  if (point.planned) return false;
  const before = points.filter(({ planned, day }) => !planned && day <= point.day);
  const isOther = ({ id: sign, day: last }: Point): boolean =>
    (roles[sign]! & role.doubtfulSign) !== 0 && before.some(({ id, day }) => unless?.[id] === 1 && day <= last);
  if (isOther(point) || before.some(({ id }) => id === begin)) return false;
  if (bits & role.supersede) return true;
  const ended = before.findLast(({ id, day }) => ends?.[id] && day < point.day);
  return !before.some((other) => {
    const { id, day } = other;
    return day < point.day && !(ended && day <= ended.day) && roles[id]! & role.sign && !isOther(other);
  });
}

/** The last day (inclusive) on which an answer to a fixed date counts: the end of its school year. */
function lastAnswerDay(instance: Instance): Day | undefined {
  return instance.period.kind === 'fixed-date' ? ((addMonths(instance.start, 12).day - 1) as Day) : undefined;
}

/** True where no other instance of the rule started later and still on or before the day. */
function isLatest(instance: Instance, siblings: readonly Instance[], day: Day): boolean {
  return !siblings.some((other) => other.start > instance.start && other.start <= day);
}

function answer(instance: Instance, siblings: readonly Instance[], point: Point, bits: number): Closing | undefined {
  if (!(bits & role.answer) || point.planned) return undefined;
  if (instance.compiled.backwards) {
    if (point.day > instance.start || point.day < backTo(instance, siblings)) return undefined;
  } else {
    const last = lastAnswerDay(instance);
    // What starts a limit, or one of its limbs, does not answer another of the same day: the two are one line.
    if (point.day === instance.start && bits & (role.start | role.follow)) return undefined;
    if (point.day < instance.start || (last !== undefined && point.day > last)) return undefined;
  }
  const undated = (bits & role.showsDone) !== 0 && instance.due !== undefined && point.day > instance.due;
  return { how: undated ? 'superseded' : 'answered', by: point, from: point.day };
}

/** The earliest day on which an answer to a limit counted backwards counts: after the last meeting before this one. */
function backTo(instance: Instance, siblings: readonly Instance[]): Day {
  let from = addMonths(instance.start, -lookBackMonths).day;
  for (const other of siblings) {
    const held = other.starts.some((point) => !point.planned);
    if (held && other.start < instance.start && other.start >= from) from = (other.start + 1) as Day;
  }
  return from;
}

function supersede(instance: Instance, point: Point, bits: number): Closing | undefined {
  const { compiled } = instance;
  const { day } = point;
  if (bits & role.sign) return day < instance.start ? undefined : { how: 'superseded', by: point, from: day };
  if (!(bits & role.supersede)) return undefined;
  const isStart = (bits & role.start) !== 0;
  if (point.planned && !(compiled.backwards && isStart)) return undefined;
  if (isStart) {
    if (day <= instance.start) return undefined;
    if (instance.due === undefined) return instance.reason ? undefined : { how: 'superseded', by: point, from: day };
    const from = compiled.backwards ? instance.due + 1 : Math.max(day, instance.due + 1);
    return { how: 'superseded', by: point, from: from as Day };
  }
  if (compiled.backwards) {
    if (day < addMonths(instance.start, -lookBackMonths).day) return undefined;
    const noted = instance.starts[0]?.source.notedOn;
    if (noted !== undefined && day < noted) return undefined;
  } else if (day < instance.start) return undefined;
  return { how: 'superseded', by: point, from: day };
}
