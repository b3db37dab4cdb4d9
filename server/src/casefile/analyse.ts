// The join: what was read in a note, put before the law, and the answers mapped back to their places in the note.
import type { Day } from '../calendar/day.ts';
import type { CaseEvent, Reading } from '../casenote/model.ts';
import type { Deadline, Facts, FactValue, LawEvent, SchoolCalendar, Waiver } from '../law/model.ts';
import type { Engine } from './engine.ts';
import { LineIndex } from './lines.ts';
import type { Analysis, CaseDeadline } from './model.ts';
import { Again, dayOfEntry, dayOfMark, saysTheSame } from './reuse.ts';
import type { Settings } from './settings.ts';
import { byUrgency } from './urgency.ts';

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
  const { text } = lines;
  const { before } = options;
  if (before && saysTheSame(before.reading, reading)) {
    return new Again(before, reading, lines);
  }
  const facts = reading.children.map((_, child) => factsOf(reading, child, options.settings));
  const deadlines = reading.children.flatMap((_, child) => derive(reading, lines, child, facts[child]!, options));
  deadlines.sort(byUrgency);
  const derived = { deadlines, events: reading.events };
  return { text, lines, today: options.today, reading, facts, deadlines, derived, memo: before?.memo ?? {} };
}

function derive(
  reading: Reading,
  lines: LineIndex,
  child: number,
  facts: Facts,
  { law, today, settings }: AnalyseOptions,
): CaseDeadline[] {
  const calendar = calendarOf(facts, settings);
  const deadlines = law.derive({
    today,
    events: lawEvents(reading, lines, child),
    facts,
    waivers: waiversOf(reading, lines, child),
    warningDays: settings.warningDays,
    ...(calendar ? { schoolCalendar: calendar } : {}),
  });
  return deadlines.map((deadline) => inPlace(deadline, reading, child));
}

/** The events of one child as the law sees them; `ref` leads back to the note's own. */
function lawEvents(reading: Reading, lines: LineIndex, child: number): LawEvent[] {
  const events: LawEvent[] = [];
  reading.events.forEach((event, ref) => {
    if (event.child !== child) return;
    events.push({
      event: event.event,
      day: event.day,
      assertion: event.assertion,
      dateRole: event.dateRole,
      line: lines.placeAt(event.start).line + 1,
      ref,
      ...notedOn(dayOfEntry(reading, event.entry)),
    });
  });
  return events;
}

const notedOn = (day: Day | undefined) => (day === undefined ? {} : { notedOn: day });

/**
 * Waivers of one child. Words ("decided not to appeal, 5 June") speak of the latest decision by their day; a mark speaks
 * of what was noted by the day of the entry it stands in, never of a decision still to come.
 */
function waiversOf(reading: Reading, lines: LineIndex, child: number): Waiver[] {
  return reading.waivers
    .filter((waiver) => waiver.child === child)
    .map((waiver) => ({
      rule: waiver.rule,
      reason: waiver.reason,
      line: lines.placeAt(waiver.start).line + 1,
      ...(waiver.day === undefined ? markDay(reading, waiver.start) : { day: waiver.day, scope: 'latest' as const }),
    }));
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

function inPlace(deadline: Deadline, reading: Reading, child: number): CaseDeadline {
  const own = (event: LawEvent | undefined): CaseEvent | undefined =>
    event?.ref === undefined ? undefined : reading.events[event.ref];
  const startEvents: CaseEvent[] = [];
  for (const start of deadline.startedBy) {
    const event = own(start);
    if (event) startEvents.push(event);
  }
  const answerEvent = deadline.answeredBy && own(deadline.answeredBy);
  return { ...deadline, explain: () => deadline.explain(), startEvents, child, answerEvent };
}
