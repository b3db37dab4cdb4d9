// The join: what was read in a note, put before the law, and the answers mapped back to their places in the note.
import type { Day } from '../calendar/day.ts';
import type { Reading } from '../casenote/model.ts';
import type { Deadline, Facts, FactValue, LawEvent, SchoolCalendar, Waiver } from '../law/model.ts';
import { sameEnds } from '../lists/same-ends.ts';
import type { Engine } from './engine.ts';
import { InPlace } from './inPlace.ts';
import { LineIndex } from './lines.ts';
import type { Analysis, Derived, Memo } from './model.ts';
import { dayOfEntry, dayOfMark, maybeOf, saysTheSame } from './reuse.ts';
import type { Settings } from './settings.ts';

export interface AnalyseOptions {
  readonly law: Pick<Engine, 'derive'>;
  readonly today: Day;
  readonly settings: Settings;
  /** An earlier analysis of the same note on the same day with the same settings. */
  readonly before?: Analysis;
}

/**
 * The one analysis of a note, given as its text or with the places of its lines. Each child of the note is a case of
 * its own: events, facts and waivers do not mix. Never fails; what could not be read is among `reading.problems`.
 */
export function analyse(reading: Reading, note: string | LineIndex, options: AnalyseOptions): Analysis {
  const lines = typeof note === 'string' ? new LineIndex(note) : note;
  const { before } = options;
  if (before && saysTheSame(before.reading, reading)) {
    const { today, facts, derived, memo } = before;
    return new InPlace(today, facts, derived, memo, reading, lines);
  }
  const facts = reading.children.map((_, child) => factsOf(reading, child, options.settings));
  const memo = before?.memo ?? {};
  return new InPlace(options.today, facts, derive(reading, lines, facts, memo, options), memo, reading, lines);
}

function derive(
  reading: Reading,
  lines: LineIndex,
  facts: readonly Facts[],
  memo: Memo,
  { law, today, settings }: AnalyseOptions,
): Derived {
  const limits: { deadline: Deadline; child: number }[] = [];
  const refs = new Map<LawEvent, number>();
  const waiverRefs = new Map<Waiver, number>();
  memo.law = reading.children.map((_, child) => {
    const kept = memo.law?.[child];
    const events = lawEvents(reading, lines, child, kept?.events ?? [], refs);
    const waivers = waiversOf(reading, lines, child, waiverRefs);
    const own = kept?.memo ?? {};
    const calendar = calendarOf(facts[child]!, settings);
    const deadlines = law.derive({
      today,
      events,
      facts: facts[child]!,
      waivers,
      maybe: maybeOf(reading, child),
      warningDays: settings.warningDays,
      ...(calendar ? { schoolCalendar: calendar } : {}),
      memo: own,
    });
    for (const deadline of deadlines) limits.push({ deadline, child });
    return { memo: own, events };
  });
  return { limits, events: refs, waivers: waiverRefs };
}

/**
 * The events of one child as the law sees them; `refs` notes their indexes in the reading. Those that the law was told
 * before are the same objects again.
 */
function lawEvents(
  reading: Reading,
  lines: LineIndex,
  child: number,
  before: readonly LawEvent[],
  refs: Map<LawEvent, number>,
): LawEvent[] {
  const own: number[] = [];
  reading.events.forEach((event, ref) => {
    if (event.child === child) own.push(ref);
  });
  const { head, tail } = sameEnds(own.length, before.length, (i, k) => {
    const known = before[k]!;
    const event = reading.events[own[i]!]!;
    return (
      known.event === event.event &&
      known.day === event.day &&
      known.assertion === event.assertion &&
      known.dateRole === event.dateRole &&
      known.uncertain === event.uncertain &&
      known.notedOn === dayOfEntry(reading, event.entry)
    );
  });
  const events = before.slice(0, head);
  for (let i = head; i < own.length - tail; i++) events.push(lawEvent(reading, lines, own[i]!));
  events.push(...before.slice(before.length - tail));
  events.forEach((event, i) => {
    refs.set(event, own[i]!);
  });
  return events;
}

function lawEvent(reading: Reading, lines: LineIndex, ref: number): LawEvent {
  const event = reading.events[ref]!;
  return {
    event: event.event,
    day: event.day,
    assertion: event.assertion,
    dateRole: event.dateRole,
    line: lines.placeAt(event.start).line + 1,
    ref,
    ...notedOn(dayOfEntry(reading, event.entry)),
    uncertain: event.uncertain,
  };
}

const notedOn = (day: Day | undefined) => (day === undefined ? {} : { notedOn: day });

/**
 * Waivers of one child. Words ("decided not to appeal, 5 June") speak of the latest decision by their day; a mark speaks
 * of what was noted by the day of the entry it stands in, never of a decision still to come.
 */
function waiversOf(reading: Reading, lines: LineIndex, child: number, refs: Map<Waiver, number>): Waiver[] {
  const waivers: Waiver[] = [];
  reading.waivers.forEach((waiver, ref) => {
    if (waiver.child !== child) return;
    const own: Waiver = {
      rule: waiver.rule,
      reason: waiver.reason,
      line: lines.placeAt(waiver.start).line + 1,
      ...(waiver.day === undefined ? markDay(reading, waiver.start) : { day: waiver.day, scope: 'latest' as const }),
    };
    refs.set(own, ref);
    waivers.push(own);
  });
  return waivers;
}

function markDay(reading: Reading, at: number): { readonly day?: Day } {
  const day = dayOfMark(reading, at);
  return day === undefined ? {} : { day };
}

/** Words of the note first, then the folder's settings, overruled by what the front matter says outright. */
function factsOf(reading: Reading, child: number, settings: Settings): Facts {
  const facts: Record<string, FactValue | undefined> = {};
  if (settings.area !== undefined) facts.area = settings.area;
  Object.assign(facts, reading.facts[child]);
  for (const [key, value] of Object.entries(reading.frontMatter.data)) {
    if (isFact(value)) facts[key] = value;
  }
  return facts;
}

function isFact(value: unknown): value is FactValue {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return true;
  if (Array.isArray(value)) return value.every((item) => typeof item === 'string');
  return typeof value === 'object' && value !== null;
}

/** The school calendar that the front matter names. None named: none taken, for a guessed school day may be wrong. */
function calendarOf(facts: Facts, settings: Settings): SchoolCalendar | undefined {
  const name = facts.terms;
  return name === undefined ? undefined : settings.terms.find((calendar) => calendar.name === String(name));
}
