// An edit rarely changes what happened. Where a new reading gives the law the same events, facts and waivers as the one
// before it, the limits stand, and only their places in the note are new.
import type { Day } from '../calendar/day.ts';
import type { CaseEvent, Reading } from '../casenote/model.ts';
import type { Facts, LawEvent } from '../law/model.ts';
import type { LineIndex } from './lines.ts';
import type { Analysis, CaseDeadline, Derived, Memo } from './model.ts';

/** Do two readings say the same to the law? Places may differ. */
export function saysTheSame(a: Reading, b: Reading): boolean {
  return (
    a.events.length === b.events.length &&
    a.waivers.length === b.waivers.length &&
    a.children.length === b.children.length &&
    a.events.every((event, i) => isSameEvent(event, b.events[i]!) && notedOn(a, event) === notedOn(b, b.events[i]!)) &&
    a.waivers.every((waiver, i) => {
      const other = b.waivers[i]!;
      return (
        waiver.rule === other.rule &&
        waiver.reason === other.reason &&
        waiver.day === other.day &&
        (waiver.day !== undefined || dayOfMark(a, waiver.start) === dayOfMark(b, other.start)) &&
        waiver.child === other.child
      );
    }) &&
    (a.frontMatter.data === b.frontMatter.data || isAlike(a.frontMatter.data, b.frontMatter.data)) &&
    (a.children === b.children || isAlike(a.children, b.children)) &&
    isAlike(a.facts, b.facts)
  );
}

const isAlike = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The day of an entry, by its index. Looks at the entries themselves only where it must: they are made when asked for. */
export function dayOfEntry(reading: Reading, entry: number): Day | undefined {
  const { entryDays } = reading;
  return entryDays ? entryDays[entry] : reading.entries[entry]?.day;
}

/** The day of the entry that a mark stands in. */
export function dayOfMark({ entries }: Reading, at: number): Day | undefined {
  return entries.findLast((entry) => entry.start <= at && at <= entry.end)?.day;
}

const notedOn = (reading: Reading, event: CaseEvent): Day | undefined => dayOfEntry(reading, event.entry);

function isSameEvent(a: CaseEvent, b: CaseEvent): boolean {
  return (
    a.event === b.event &&
    a.day === b.day &&
    a.assertion === b.assertion &&
    a.dateRole === b.dateRole &&
    a.child === b.child
  );
}

/**
 * The analysis of a reading that says the same as the one before. The limits are put in their places when they are asked
 * for: the diagnostics of an edited note do without.
 */
export class Again implements Analysis {
  readonly text: string;
  readonly lines: LineIndex;
  readonly today: Day;
  readonly reading: Reading;
  readonly facts: readonly Facts[];
  readonly derived: Derived;
  readonly memo: Memo;
  #deadlines: readonly CaseDeadline[] | undefined;

  constructor({ today, facts, derived, memo }: Analysis, reading: Reading, lines: LineIndex) {
    this.text = lines.text;
    this.lines = lines;
    this.today = today;
    this.reading = reading;
    this.facts = facts;
    this.derived = derived;
    this.memo = memo;
  }

  get deadlines(): readonly CaseDeadline[] {
    this.#deadlines ??= movedDeadlines(this.derived, this.reading, this.lines);
    return this.#deadlines;
  }
}

/** Limits at their places in a reading that says the same as the one they were derived from. */
function movedDeadlines({ deadlines, events }: Derived, reading: Reading, lines: LineIndex): CaseDeadline[] {
  const moved = new Map<CaseEvent, CaseEvent>();
  events.forEach((event, i) => {
    moved.set(event, reading.events[i]!);
  });
  const lineOf = new Map<number, number>();
  const place = (event: LawEvent): LawEvent => {
    if (event.ref === undefined) return event;
    let line = lineOf.get(event.ref);
    if (line === undefined) {
      line = lines.placeAt(reading.events[event.ref]!.start).line + 1;
      lineOf.set(event.ref, line);
    }
    return line === event.line ? event : { ...event, line };
  };
  return deadlines.map((deadline) => ({
    ...deadline,
    startEvents: deadline.startEvents.map((event) => moved.get(event) ?? event),
    startedBy: deadline.startedBy.map(place),
    ...(deadline.answerEvent ? { answerEvent: moved.get(deadline.answerEvent) ?? deadline.answerEvent } : {}),
    ...(deadline.answeredBy ? { answeredBy: place(deadline.answeredBy) } : {}),
    ...(deadline.supersededBy ? { supersededBy: place(deadline.supersededBy) } : {}),
  }));
}
