// The working of a limit, step by step, in words a parent could follow: where time starts, what is counted and what is
// left out, which of two limits decides, how the end moves, and what closed it.
import { isClosed } from '../calendar/closedDays.ts';
import { type Day, formatDay, weekdayNames, weekdayOf } from '../calendar/day.ts';
import type { Case, CountedLimb, Instance } from './case.ts';
import type { Closing } from './closing.ts';
import type { CountedPeriod, Period, Status, Step } from './model.ts';
import type { Point } from './timeline.ts';

const small = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];

/** `two months`, `15 working days`, `one week`. */
export function amountInWords(count: number, unit: CountedPeriod['unit']): string {
  const words = unit.replace('-', ' ');
  return `${small[count] ?? count} ${count === 1 ? words.replace(/s$/, '') : words}`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** `17:00` as `5 pm`. */
function hourInWords(cutoff: string): string {
  const [hour, minute] = cutoff.split(':').map(Number) as [number, number];
  const twelve = hour % 12 === 0 ? 12 : hour % 12;
  const minutes = minute === 0 ? '' : `.${String(minute).padStart(2, '0')}`;
  return hour === 12 && minute === 0 ? '12 noon' : `${twelve}${minutes} ${hour < 12 ? 'am' : 'pm'}`;
}

function titleOf({ pack }: Case, point: Point): string {
  return pack.titles[point.id] ?? point.source.event;
}

function list(items: readonly string[]): string {
  return items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** The steps of an instance with what became of it. */
export function explainInstance(
  theCase: Case,
  instance: Instance,
  closing: Closing | undefined,
  status: Status,
): Step[] {
  const steps: Step[] = [];
  const { period } = instance;
  if (period.kind === 'fixed-date') fixedDate(instance, period, steps);
  else if (instance.winner) counted(theCase, instance, steps);
  else noNumber(theCase, instance, steps);
  closed(theCase, instance, closing, status, steps);
  return steps;
}

function fixedDate({ due }: Instance, period: Extract<Period, { kind: 'fixed-date' }>, steps: Step[]): void {
  const day = due!;
  if (period.relation === 'on-or-before') {
    steps.push({ text: `The law names the day itself: ${formatDay(day)} is the last day in time.`, day });
  } else {
    const named = formatDay((day + 1) as Day);
    steps.push({ text: `It must be done before ${named}, so ${formatDay(day)} is the last day in time.`, day });
  }
  if (weekdayOf(day) >= 5)
    steps.push({ text: `That is a ${weekdayNames[weekdayOf(day)]}; the day does not move.`, day });
}

function noNumber(theCase: Case, { starts, period }: Instance, steps: Step[]): void {
  const start = starts[0];
  const since = start ? ` after ${formatDay(start.day)} (${titleOf(theCase, start)})` : '';
  if (period.kind === 'promptly')
    steps.push({ text: `It must be done promptly${since}; the law sets no number of days.` });
  else if (period.kind === 'any-time')
    steps.push({ text: `It can be done at any time${since}: there is no limit to count.` });
}

function counted(theCase: Case, instance: Instance, steps: Step[]): void {
  const { limbs, period, winner } = instance;
  for (const [index, limb] of limbs.entries()) limbSteps(theCase, instance, limb, limbs[index - 1], steps);
  if (limbs.length > 1) compared(instance, steps);
  if (winner!.raw !== undefined && instance.due !== undefined) ending(theCase, instance, steps);
  const cutoff = 'cutoff' in period ? period.cutoff : undefined;
  if (cutoff && instance.due !== undefined) {
    steps.push({ text: `It must arrive by ${hourInWords(cutoff)} on that day.`, day: instance.due });
  }
  if (instance.uncovered) {
    const { firstYear, lastYear } = theCase.pack.pack.holidays;
    steps.push({
      text: `The published bank holidays here cover ${firstYear} to ${lastYear} only; outside those years the usual ones are assumed.`,
    });
  }
}

function limbSteps(
  theCase: Case,
  instance: Instance,
  limb: CountedLimb,
  before: CountedLimb | undefined,
  steps: Step[],
): void {
  const { period, startDay: day } = limb;
  // Two limits from one start: where time starts is said once.
  if (before?.start !== undefined && before.start === limb.start && before.period.startDay === period.startDay) {
    endStep(theCase, limb, steps);
    return;
  }
  const start = formatDay(day);
  const what = instance.missedDuty
    ? `the day on which "${instance.missedDuty.rule.title}" fell due and was not done`
    : limb.start
      ? titleOf(theCase, limb.start)
      : '';
  const included =
    period.startDay === 'included' ? 'That day is counted as the first.' : 'That day itself is not counted.';
  steps.push({
    text: `Time runs ${period.direction === 'before' ? 'back ' : ''}from ${start}${what ? `: ${what}` : ''}. ${included}`,
    day,
  });
  if (limb.sent !== undefined) {
    const sent = formatDay(limb.sent);
    steps.push({ text: `It is dated ${sent}; as it was sent, it counts as given on ${formatDay(day)}.`, day });
  }
  endStep(theCase, limb, steps, instance.paused);
}

function endStep(theCase: Case, limb: CountedLimb, steps: Step[], paused = 0): void {
  if (limb.raw === undefined) {
    steps.push({ text: `No date can be given: ${limb.reason}.` });
    return;
  }
  const plain = (limb.raw - paused) as Day;
  steps.push({ text: countStep(theCase, limb, plain), day: plain });
  if (paused === 0) return;
  const days = paused === 1 ? 'one day' : `${paused} days`;
  steps.push({
    text: `The clock stood still for ${days} while an answer was awaited: ${formatDay(limb.raw, 'weekday')}.`,
    day: limb.raw,
  });
}

function countStep(theCase: Case, { period, startDay, clamped }: CountedLimb, raw: Day): string {
  const amount = amountInWords(period.count, period.unit);
  const least = period.kind === 'at-least' ? 'at least ' : '';
  const end = formatDay(raw, 'weekday');
  const back = period.direction === 'before';
  const subject = capital(`${least}${amount}`);
  const leftOut = period.closed === 'exclude' ? closedWords(startDay, raw) : '';
  if (period.unit === 'months') {
    if (back) return `${subject} counted back: ${end} is the last day in time.${leftOut}`;
    return `${subject} ${period.count === 1 ? 'ends' : 'end'} ${monthEnd(period, clamped, end, leftOut)}`;
  }
  const days =
    period.unit === 'working-days' || period.unit === 'school-days'
      ? countedDays(theCase, period, startDay, raw)
      : period.unit === 'weeks'
        ? ', weekends and holidays included,'
        : ', every day of the week counted,';
  if (back) return `${subject}${days} counted back: ${end} is the last day in time.${leftOut}`;
  const verb = period.count === 1 ? 'ends' : 'end';
  const last = period.kind === 'at-least' ? ': that is the last day that must be given' : '';
  return `${subject}${days} ${verb} on ${end}${last}.${leftOut}`;
}

function monthEnd(period: CountedPeriod, clamped: boolean, end: string, leftOut: string): string {
  if (period.closed === 'exclude') return `on ${end}: the month is counted by its length in days.${leftOut}`;
  const included = period.startDay === 'included';
  if (clamped) {
    return included
      ? `on ${end}: the last month has no such day, so it is counted to its last day, less one because the first day counted.`
      : `on ${end}: the last month has no such day, so its last day is taken.`;
  }
  return included ? `the day before the corresponding date: ${end}.` : `on the corresponding date, ${end}.`;
}

const holidayLists: Readonly<Record<string, string>> = {
  'england-and-wales': 'bank holidays in England and Wales',
  'united-kingdom': 'bank holidays in any part of the United Kingdom',
  'children-act': 'bank holidays, Christmas Day and Boxing Day',
};

/** Names of days are given for at most so many bank holidays left out. */
const named = 6;

function countedDays({ calendars }: Case, period: CountedPeriod, from: Day, to: Day): string {
  const working = calendars.working(period.calendar);
  const holidays: string[] = [];
  for (let day = Math.min(from, to) as Day; day <= Math.max(from, to); day = (day + 1) as Day) {
    if (weekdayOf(day) < 5 && !working.has(day)) holidays.push(formatDay(day));
  }
  const which = holidays.length > 0 && holidays.length <= named ? ` (here ${list(holidays)})` : '';
  const left = `weekends and ${holidayLists[period.calendar ?? 'england-and-wales'] ?? 'bank holidays'}${which}`;
  if (period.unit !== 'school-days') return `, leaving out ${left},`;
  return period.calendar === 'school' || period.calendar === undefined
    ? " on the school's own calendar"
    : ` on the school's own calendar, also leaving out ${left},`;
}

function closedWords(from: Day, to: Day): string {
  let days = 0;
  for (let day = Math.min(from, to) as Day; day <= Math.max(from, to); day = (day + 1) as Day)
    if (isClosed(day)) days++;
  const rule = ' Days in August and from 25 December to 1 January are not counted';
  return `${rule}${days > 0 ? `: ${days === 1 ? 'one such day' : `${days} such days`} here` : '; none falls here'}.`;
}

function compared({ period, winner, limbs }: Instance, steps: Step[]): void {
  const later = period.kind === 'later-of';
  const ends = limbs.filter((limb) => limb.raw !== undefined);
  if (ends.length < 2 || winner?.raw === undefined) return;
  if (ends.every((limb) => limb.raw === winner.raw)) {
    steps.push({ text: `Both end on the same day, ${formatDay(winner.raw)}.`, day: winner.raw });
    return;
  }
  const all = list(ends.map((limb) => formatDay(limb.raw!)));
  steps.push({
    text: `The ${later ? 'later' : 'earlier'} of ${all} counts: ${formatDay(winner.raw)}.`,
    day: winner.raw,
  });
}

function ending({ calendars }: Case, { period, raw, due }: Instance, steps: Step[]): void {
  if (!('roll' in period) || raw === undefined || due === undefined) return;
  if (period.closed === 'extend' && isClosed(raw)) {
    const month = formatDay(raw).split(' ')[1];
    const inside = month === 'August' ? 'in August' : 'between 25 December and 1 January';
    const after = month === 'August' ? '31 August' : '1 January';
    steps.push({
      text: `${formatDay(raw)} falls ${inside}, so the limit moves to the first working day after ${after}: ${formatDay(due, 'weekday')}.`,
      day: due,
    });
    return;
  }
  if (period.roll === 'next-working-day') {
    const working = calendars.working(period.calendar);
    const text =
      raw === due
        ? `${formatDay(raw, 'weekday')} is a working day, so the end stays there.`
        : `${formatDay(raw)} is ${working.describe(raw)}, so the next working day is in time: ${formatDay(due, 'weekday')}.`;
    steps.push({ text, day: due });
    return;
  }
  if (weekdayOf(raw) < 5) return;
  const weekday = weekdayNames[weekdayOf(raw)];
  steps.push({ text: `That is a ${weekday}; this limit does not move to a working day.`, day: raw });
}

function closed(theCase: Case, { due }: Instance, closing: Closing | undefined, status: Status, steps: Step[]): void {
  if (!closing || status === 'waived') {
    if (status === 'waived') steps.push({ text: 'The note says that this limit does not matter here.' });
    return;
  }
  const { day } = closing.by;
  const what = `${formatDay(day)} (${titleOf(theCase, closing.by)})`;
  if (closing.how === 'superseded') {
    steps.push({ text: `It no longer matters because of what is noted for ${what}.`, day });
    return;
  }
  const late = due === undefined ? 0 : day - due;
  const timing = due === undefined ? '' : late > 0 ? `, ${late === 1 ? 'one day' : `${late} days`} late` : ', in time';
  steps.push({ text: `Done on ${what}${timing}.`, day });
}
