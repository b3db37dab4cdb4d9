// What is wrong with the dates of a note, in words that say how to mend it, with the mends themselves. Calm: a slip that
// changes nothing is information, a date that stops a limit from being counted is a warning; reading never fails.
import {
  addDays,
  type Day,
  dayFrom,
  daysInMonth,
  formatDay,
  formatIsoDay,
  monthNames,
  partsOf,
  weekdayNames,
  weekdayOf,
} from '../calendar/day.ts';
import type { CaseEvent, DateMention, Problem, Span } from './model.ts';
import type { OrderPair } from './order.ts';
import { otherYears, yearFix } from './out-of-order.ts';

type Fix = Problem['fixes'][number];

const none: readonly Problem[] = [];

/** Problems of a segment's dates themselves, whether an event uses them or not. `text` is what their places count in. */
export function dateProblems(dates: readonly DateMention[], text: string): readonly Problem[] {
  let problems: Problem[] | undefined;
  for (const date of dates) {
    const found = dateProblem(date, text);
    if (found === undefined) continue;
    problems ??= [];
    problems.push(found);
  }
  return problems ?? none;
}

function dateProblem(date: DateMention, text: string): Problem | undefined {
  if (date.form === 'impossible') return impossible(date);
  if (date.wrongWeekday !== undefined) return wrongWeekday(date, text);
  if (date.form === 'ambiguous' && date.either !== undefined && date.either.length > 1 && /\d/.test(date.text))
    return ambiguous(date, 'information');
  return undefined;
}

const span = (s: Span): Span => ({ start: s.start, end: s.end });

function impossible(date: DateMention): Problem {
  const { day = 0, month = 0, year } = date.parts ?? {};
  const fixes: Fix[] = [];
  const offer = (y: number | undefined, m: number, d: number): void => {
    const real = dayFrom(y ?? 2024, m, d);
    if (real === undefined) return;
    const words = y === undefined ? `${d} ${monthNames[m - 1]}` : formatDay(real);
    fixes.push({ title: `Write ${words}`, newText: y === undefined ? words : formatIsoDay(real) });
  };
  let why: string;
  if (month >= 1 && month <= 12) {
    const last = daysInMonth(year ?? 2024, month);
    why =
      day === 0
        ? 'there is no day 0'
        : `${monthNames[month - 1]}${year === undefined ? '' : ` ${year}`} has ${last} days`;
    if (day > 0) offer(year, month, last);
    if (day > last && day <= 31)
      offer(month === 12 && year !== undefined ? year + 1 : year, (month % 12) + 1, day - last);
  } else {
    why = `there is no month ${month}; the order is day, month, year`;
    if (month <= 31 && day >= 1 && day <= 12) offer(year, day, month);
  }
  return {
    code: 'date-impossible',
    message: `"${date.text}" is not a day: ${why}. Nothing is counted from it until it is mended.`,
    severity: 'warning',
    ...span(date),
    fixes,
  };
}

function wrongWeekday(date: DateMention, text: string): Problem {
  const day = date.past!;
  const right = weekdayNames[weekdayOf(day)]!;
  const wrong = weekdayNames[date.wrongWeekday!]!;
  const fixes: Fix[] = [];
  if (date.weekdaySpan !== undefined) {
    const written = text.slice(date.weekdaySpan.start, date.weekdaySpan.end);
    const like = likeWritten(right, written);
    fixes.push({ title: `Change ${written} to ${like}`, newText: like, span: date.weekdaySpan });
    for (const other of nearestSuch(day, date.wrongWeekday!)) {
      fixes.push({
        title: `Change the date to ${formatDay(other, 'weekday')}`,
        newText: `${wrong} ${formatDay(other)}`,
        span: span(date),
      });
    }
    if (date.form === 'full')
      for (const other of otherYears(day))
        if (weekdayOf(other) === date.wrongWeekday) fixes.push({ ...yearFix(other, date.text), span: span(date) });
  }
  return {
    code: 'weekday-mismatch',
    message: `${formatDay(day)} is a ${right}, not a ${wrong}. The date is taken as written; please check which is right.`,
    severity: 'information',
    ...span(date),
    fixes,
  };
}

/** A weekday's name in the style of another: "Thurs" for "Tues", "FRI" for "MON". */
function likeWritten(name: string, written: string): string {
  const short: readonly string[] = ['Mon', 'Tues', 'Weds', 'Thurs', 'Fri', 'Sat', 'Sun'];
  const full = written.toLowerCase().endsWith('day');
  const base = full
    ? name
    : written.length <= 3
      ? name.slice(0, 3)
      : short[weekdayNames.indexOf(name as (typeof weekdayNames)[number])]!;
  if (written === written.toUpperCase()) return base.toUpperCase();
  return written === written.toLowerCase() ? base.toLowerCase() : base;
}

/** The days nearest to `day` that are such a weekday, nearest first. */
function nearestSuch(day: Day, weekday: number): Day[] {
  const ahead = (weekday - weekdayOf(day) + 7) % 7;
  const both = [addDays(day, ahead), addDays(day, ahead - 7)];
  return both.sort((a, b) => Math.abs(a - day) - Math.abs(b - day));
}

function ambiguous(date: DateMention, severity: Problem['severity']): Problem {
  const days = date.either ?? [];
  return {
    code: 'date-ambiguous',
    message: `"${date.text}" could be ${days.map((d) => formatDay(d)).join(' or ') || 'more than one day'}. Nothing is counted until one is chosen.`,
    severity,
    ...span(date),
    fixes: days.map((d) => ({ title: `It was ${formatDay(d, 'weekday')}`, newText: formatDay(d) })),
  };
}

/** The problem of a recognised event that has no day: the vague or doubtful date is what to mend. */
export function undatedProblem(
  event: string,
  mention: DateMention | undefined,
  title: (event: string) => string,
): Problem | undefined {
  if (mention === undefined || mention.form === 'impossible') return undefined;
  if (mention.form === 'ambiguous') return ambiguous(mention, 'warning');
  // "Will look into mediation next week": nothing has happened yet, so no day is missed.
  if (/^next\b/i.test(mention.text)) return undefined;
  return dateNeeded(event, mention, `"${mention.text}" gives no day`, title);
}

/** A recognised event that nothing is counted from. `why`: without a full stop. */
export const dateNeeded = (event: string, at: Span, why: string, title: (event: string) => string): Problem => ({
  code: 'date-needed',
  message: `${title(event)}: ${why}, so nothing is counted from it. Write the day, or the letter's own date, when it is known.`,
  severity: 'information',
  ...span(at),
  fixes: [],
});

/**
 * Entries after today, and a note that nowhere says which year it is. `days` and `spanOf` give the day of each entry and
 * where it is written; `arranged` says which entries tell of something planned: their day may well be to come.
 */
export function entryProblems(
  days: readonly (Day | undefined)[],
  spanOf: (entry: number) => Span | undefined,
  text: string,
  today: Day,
  yearKnown: boolean,
  arranged: (entry: number) => boolean,
): Problem[] {
  const problems: Problem[] = [];
  let told = yearKnown;
  for (let i = 0; i < days.length; i++) {
    const at = days[i];
    if (at === undefined || (at <= today && told)) continue;
    const written = spanOf(i);
    if (written === undefined || (at > today && arranged(i))) continue;
    const { start, end } = written;
    const { year, month, day } = partsOf(at);
    const hasYear = /\d{4}|\d\D+\d+\D+\d\d|'\d\d|[a-z]\D{0,3}\d\d$/i.test(text.slice(start, end));
    if (at > today) {
      const before = dayFrom(year - 1, month, day);
      problems.push({
        code: 'date-in-future',
        message: `This entry is dated ${formatDay(at)}, which is still to come. Is it the right year?`,
        severity: 'information',
        start,
        end,
        fixes:
          before === undefined || before > today
            ? []
            : [{ title: `Write ${formatDay(before)}`, newText: formatDay(before) }],
      });
    } else if (!told && !hasYear) {
      told = true;
      problems.push({
        code: 'year-inferred',
        message: `No year is written in this note, so this is read as ${formatDay(at)}. A year here, or "date:" at the head of the note, settles it for the entries below.`,
        severity: 'hint',
        start,
        end,
        fixes: [{ title: `Write ${formatDay(at)}`, newText: formatDay(at) }],
      });
    }
  }
  return problems;
}

/** Events whose order in time cannot be, child by child; only of those that are certain. */
export function orderProblems(events: readonly CaseEvent[], pairs: readonly OrderPair[]): Problem[] {
  const problems: Problem[] = [];
  if (events.length < 2) return problems;
  const happened = new Map<string, CaseEvent[]>();
  for (const event of events) {
    if (event.assertion !== 'happened' || event.uncertain) continue;
    const there = happened.get(event.event);
    if (there) there.push(event);
    else happened.set(event.event, [event]);
  }
  for (const pair of pairs) {
    const later = happened.get(pair.later);
    if (later === undefined) continue;
    // Only the first of what is needed matters, child by child: a later one cannot come before it.
    const first = new Map<number, Day>();
    for (const need of pair.needs) {
      for (const e of happened.get(need) ?? []) {
        const known = first.get(e.child);
        if (known === undefined || e.day < known) first.set(e.child, e.day);
      }
    }
    for (const event of later) {
      const next = first.get(event.child);
      if (next === undefined || next <= event.day || next - event.day > pair.window) continue;
      problems.push({
        code: 'order-of-events',
        message: pair.message.replace('{later}', formatDay(event.day)).replace('{needs}', formatDay(next)),
        severity: 'warning',
        ...span(event.dateSpan ?? event),
        fixes: [],
      });
    }
  }
  return problems;
}

/** Decisions known only by the day they arrived, where the letter's own date starts the limit. */
export function letterDateProblems(
  events: readonly CaseEvent[],
  decidedByLetter: (event: string) => boolean,
): Problem[] {
  const problems: Problem[] = [];
  for (const event of events) {
    if (event.dateRole !== 'received' || event.assertion !== 'happened' || !decidedByLetter(event.event)) continue;
    const at = Math.max(event.end, event.dateSpan?.end ?? 0);
    const words = '(letter dated …)';
    problems.push({
      code: 'letter-date-needed',
      message: `${formatDay(event.day)} is the day this arrived. The limit runs from the letter's own date, which is earlier: please add it ("dated ...").`,
      severity: 'information',
      ...span(event),
      fixes: [{ title: `Write “${words}”`, newText: ` ${words}`, span: { start: at, end: at } }],
    });
  }
  return problems;
}
