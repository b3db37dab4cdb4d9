// From a day as written to a day in the calendar: the year, the weekday and words such as "yesterday" are settled
// against the reference day, which is the entry's own day and never today.
import { addDays, type Day, dayFrom, partsOf, weekdayOf } from '../../calendar/day.ts';
import type { DateMention } from '../model.ts';
import type { RawDate } from './raw.ts';

/** What the days of a segment are read against. */
export interface Against {
  readonly reference: Day;
  /** Words such as "yesterday" have no day where the entry has none (its own date is impossible). */
  readonly dayless?: boolean;
  /** The later day on which this was put down: in a chronology, days just after the reference have passed, too. */
  readonly putDown?: Day | undefined;
}

interface Both {
  readonly past: Day;
  readonly future: Day;
}

/** The latest day with this day and month not after `reference`, and the first not before it. */
export function withoutYear(day: number, month: number, reference: Day): Both {
  const { year } = partsOf(reference);
  const here = dayFrom(year, month, day);
  if (here !== undefined && (month !== 2 || day !== 29)) {
    if (here === reference) return { past: here, future: here };
    const past = here < reference ? here : dayFrom(year - 1, month, day)!;
    return { past, future: here > reference ? here : dayFrom(year + 1, month, day)! };
  }
  return leapDays(day, month, reference, year);
}

/**
 * "3 October 2025 - review held. The report went on 16 October", put down in July: the day that is nearer and just after is
 * meant, where the other lies more than `back` days back.
 */
function lookingBack(both: Both, { reference, putDown }: Against, back: number): Both {
  const { past, future } = both;
  if (putDown === undefined || future > putDown || future - reference > 92) return both;
  return reference - past > Math.max(back, future - reference) ? { past: future, future } : both;
}

/** The same for 29 February, which most years lack. */
function leapDays(day: number, month: number, reference: Day, year: number): Both {
  let past: Day | undefined;
  for (let y = year; y > year - 9 && past === undefined; y--) {
    const d = dayFrom(y, month, day);
    if (d !== undefined && d <= reference) past = d;
  }
  let future: Day | undefined;
  for (let y = year; y < year + 9 && future === undefined; y++) {
    const d = dayFrom(y, month, day);
    if (d !== undefined && d >= reference) future = d;
  }
  return { past: past ?? reference, future: future ?? reference };
}

/** The latest day of the month with number `day` not after `reference`, and the first not before it. */
export function dayOfMonth(day: number, reference: Day): Both {
  const { year, month } = partsOf(reference);
  const index = year * 12 + month - 1;
  const at = (i: number): Day | undefined => dayFrom(Math.floor(i / 12), (((i % 12) + 12) % 12) + 1, day);
  let past: Day | undefined;
  for (let i = index; past === undefined; i--) {
    const d = at(i);
    if (d !== undefined && d <= reference) past = d;
  }
  let future: Day | undefined;
  for (let i = index; future === undefined; i++) {
    const d = at(i);
    if (d !== undefined && d >= reference) future = d;
  }
  return { past, future };
}

/** "Sunday 3rd": the nearest month in which the 3rd is a Sunday, within four; without a weekday, the nearest 3rd. */
function ordinalDay(raw: RawDate, reference: Day): Both {
  const plain = dayOfMonth(raw.day, reference);
  if (raw.weekday < 0) return plain;
  let { past, future } = plain;
  for (let k = 0; k < 4 && weekdayOf(past) !== raw.weekday; k++) past = dayOfMonth(raw.day, addDays(past, -1)).past;
  for (let k = 0; k < 4 && weekdayOf(future) !== raw.weekday; k++)
    future = dayOfMonth(raw.day, addDays(future, 1)).future;
  const fits = (day: Day): boolean => weekdayOf(day) === raw.weekday;
  if (!fits(past) && !fits(future)) return plain;
  // "It is Friday the 10th": the next one only, which is the nearer, too.
  if (!fits(past) && future - reference < reference - plain.past) return { past: future, future };
  return { past: fits(past) ? past : plain.past, future: fits(future) ? future : plain.future };
}

/** "Thursday 22 October", written early in October: where the next one only is a Thursday, it is meant. */
function byWeekday({ weekday }: RawDate, both: Both, reference: Day): Both {
  const { past, future } = both;
  const isNext = weekday >= 0 && weekdayOf(past) !== weekday && weekdayOf(future) === weekday;
  return isNext && future - reference < farAway && reference - past > 60 ? { past: future, future } : both;
}

/**
 * "It left him on 26 January and the inbox logged it in on the 28th", written in September: told after a day in one sentence,
 * a day of the month is the next one after it, where the one before the entry lies before that day or long after.
 */
function dayAfter({ day, weekday }: RawDate, plain: Both, told: Day, reference: Day): Both {
  const next = dayOfMonth(day, told).future;
  const isNear = plain.past >= told && plain.past - told <= 45;
  return isNear || next > reference || (weekday >= 0 && weekdayOf(next) !== weekday)
    ? plain
    : { past: next, future: next };
}

/** The last such weekday before `reference` and the first after it; the reference day itself is neither. */
function weekdayNear(weekday: number, reference: Day): Both {
  const back = (weekdayOf(reference) - weekday + 7) % 7 || 7;
  const on = (weekday - weekdayOf(reference) + 7) % 7 || 7;
  return { past: addDays(reference, -back), future: addDays(reference, on) };
}

/** The weekday (Monday 0 to Sunday 6) of the week that a day is in. */
const inWeek = (day: Day, weekday: number): Day => addDays(day, weekday - weekdayOf(day));

interface Settled {
  readonly form: DateMention['form'];
  readonly both?: Both;
  readonly either?: readonly Day[];
}

const vague: Settled = { form: 'vague' };

/** Settles one written day. `anchor` is the day told before it in the segment, which "same day" looks back to. */
function settle(raw: RawDate, against: Against, anchor: Both | undefined): Settled {
  const { reference } = against;
  switch (raw.rawKind) {
    case 'date': {
      if (raw.year > 2) {
        const day = dayFrom(raw.year, raw.month, raw.day);
        return day === undefined ? { form: 'impossible' } : { form: 'full', both: { past: day, future: day } };
      }
      if (raw.year !== 0) {
        // "9 Feb next year"
        const day = dayFrom(partsOf(reference).year + (raw.year < 0 ? -1 : raw.year - 1), raw.month, raw.day);
        return day === undefined ? { form: 'impossible' } : { form: 'year-less', both: { past: day, future: day } };
      }
      const both = lookingBack(withoutYear(raw.day, raw.month, reference), against, 240);
      return { form: 'year-less', both: byWeekday(raw, both, reference) };
    }
    case 'impossible':
      return { form: 'impossible' };
    case 'vague':
      return vague;
    case 'ambiguous':
      return {
        form: 'ambiguous',
        either: (raw.either ?? []).flatMap((d) => settle(d, against, anchor).both?.past ?? []),
      };
    case 'month-or-year': {
      const both = withoutYear(raw.day, raw.month, reference);
      if (Math.abs(2000 + raw.day - partsOf(reference).year) > 1) return { form: 'year-less', both };
      return { form: 'ambiguous', either: [both.past] };
    }
    case 'ordinal':
      return { form: 'relative', both: lookingBack(ordinalDay(raw, reference), against, 0) };
    default:
      return against.dayless && anchor === undefined ? vague : settleWords(raw, reference, anchor);
  }
}

function settleWords(raw: RawDate, reference: Day, anchor: Both | undefined): Settled {
  const near = raw.weekday >= 0 ? weekdayNear(raw.weekday, reference) : undefined;
  switch (raw.rawKind) {
    case 'weekday':
      return { form: 'relative', both: near! };
    case 'last-weekday': {
      // Said of yesterday, "last Thursday" is the week before, or a slip: the reader is asked.
      const { past } = near!;
      if (raw.offset !== 0) {
        // "a week last Monday"
        const day = addDays(past, raw.offset);
        return { form: 'relative', both: { past: day, future: day } };
      }
      if (reference - past === 1) return { form: 'ambiguous', either: [past, addDays(past, -7)] };
      return { form: 'relative', both: { past, future: past } };
    }
    case 'this-weekday':
      return { form: 'relative', both: near! };
    case 'next-weekday': {
      const { future } = near!;
      if (weekdayOf(reference) < raw.weekday) return { form: 'ambiguous', either: [future, addDays(future, 7)] };
      return { form: 'relative', both: { past: future, future } };
    }
    case 'weekday-of': {
      const day = inWeek(addDays(reference, raw.offset), raw.weekday);
      return { form: 'relative', both: { past: day, future: day } };
    }
    case 'weekday-week': {
      const day = addDays(near!.future, 7);
      return { form: 'relative', both: { past: day, future: day } };
    }
    case 'offset': {
      const day = addDays(reference, raw.offset);
      return { form: 'relative', both: { past: day, future: day } };
    }
    case 'anchored': {
      const from = anchor ?? { past: reference, future: reference };
      return {
        form: 'relative',
        both: { past: addDays(from.past, raw.offset), future: addDays(from.future, raw.offset) },
      };
    }
    default: {
      const from = anchor ?? { past: reference, future: reference };
      const past = weekdayNear(raw.weekday, from.past).future;
      return { form: 'relative', both: { past, future: weekdayNear(raw.weekday, from.future).future } };
    }
  }
}

/** A match this many days away is chance: the date meant is the near one, and its weekday is wrong. */
const farAway = 300;

/** A written weekday that the date does not have, in either reading that could be meant. */
function mismatch(raw: RawDate, both: Both | undefined, reference: Day): number | undefined {
  if (raw.weekday < 0 || both === undefined || (raw.rawKind !== 'date' && raw.rawKind !== 'ordinal')) return undefined;
  const fits = (day: Day): boolean =>
    weekdayOf(day) === raw.weekday && (both.past === both.future || Math.abs(day - reference) < farAway);
  return fits(both.past) || fits(both.future) ? undefined : raw.weekday;
}

/**
 * Settles the written days of a segment that begins at `start` of the note.
 * `source` is the segment's text, for the mentions' own texts.
 */
export function resolveDates(raws: readonly RawDate[], source: string, start: number, against: Against): DateMention[] {
  const mentions: DateMention[] = [];
  let anchor: Both | undefined;
  let dated: { readonly raw: RawDate; readonly day: Day } | undefined;
  for (const raw of raws) {
    let settled = settle(raw, against, anchor);
    if (raw.rawKind === 'ordinal' && dated && dated.day <= against.reference && isOneSentence(source, dated.raw, raw))
      settled = { ...settled, both: dayAfter(raw, settled.both!, dated.day, against.reference) };
    const { both } = settled;
    if (raw.rawKind === 'date' && both) dated = { raw, day: both.past };
    if (raw.inWeek >= 0 && both)
      settled = { ...settled, both: { past: inWeek(both.past, raw.inWeek), future: inWeek(both.future, raw.inWeek) } };
    if (settled.both !== undefined && settled.form !== 'ambiguous') anchor = settled.both;
    mentions.push(mention(raw, settled, source, start, against));
  }
  return mentions;
}

/** No sentence ends between two days, and not much stands there. */
const isOneSentence = (source: string, { rawEnd }: RawDate, { rawStart }: RawDate): boolean =>
  rawStart - rawEnd < 160 && !/[.!?;]\s|\n/.test(source.slice(rawEnd, rawStart));

function mention(raw: RawDate, settled: Settled, source: string, start: number, against: Against): DateMention {
  const { form, both, either } = settled;
  const made: { -readonly [K in keyof DateMention]: DateMention[K] } = {
    text: source.slice(raw.rawStart, raw.rawEnd),
    form,
    start: start + raw.rawStart,
    end: start + raw.rawEnd,
  };
  if (both !== undefined) {
    made.past = both.past;
    made.future = both.future;
    if (both.past > against.reference && both.past <= (against.putDown ?? 0)) made.goneBy = true;
  }
  if (raw.weekday >= 0) {
    const wrong =
      form === 'ambiguous' || (against.dayless && form !== 'full') ? undefined : mismatch(raw, both, against.reference);
    if (wrong !== undefined) made.wrongWeekday = wrong;
    if (raw.weekdayEnd > 0) made.weekdaySpan = { start: start + raw.weekdayStart, end: start + raw.weekdayEnd };
  }
  if (raw.bare) made.bare = true;
  if (raw.until !== undefined) {
    const until = settle(raw.until, against, undefined).both;
    if (until !== undefined) made.until = until;
  }
  if (either !== undefined) made.either = either;
  if (form === 'impossible')
    made.parts = raw.year > 0 ? { day: raw.day, month: raw.month, year: raw.year } : { day: raw.day, month: raw.month };
  return made;
}
