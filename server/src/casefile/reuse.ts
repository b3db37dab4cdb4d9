// An edit rarely changes what happened. Where a new reading gives the law the same events, facts and waivers as the one
// before it, the limits stand, and only their places in the note are new.
import type { Day } from '../calendar/day.ts';
import type { CaseEvent, Reading } from '../casenote/model.ts';
import type { LawInput } from '../law/model.ts';

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
    a.children.every((_, child) => isAlike(maybeOf(a, child), maybeOf(b, child))) &&
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

/** What is asked about in the entries of a child: it may have happened. */
export function maybeOf({ doubtful, entries, children }: Reading, child: number): NonNullable<LawInput['maybe']> {
  const own =
    children.length === 1
      ? doubtful
      : doubtful.filter(({ start }) => entries.findLast((entry) => entry.start <= start)?.child === child);
  return own.map(({ event, day }) => ({ event, day: day! }));
}

const notedOn = (reading: Reading, event: CaseEvent): Day | undefined => dayOfEntry(reading, event.entry);

function isSameEvent(a: CaseEvent, b: CaseEvent): boolean {
  return (
    a.event === b.event &&
    a.day === b.day &&
    a.assertion === b.assertion &&
    a.dateRole === b.dateRole &&
    a.uncertain === b.uncertain &&
    a.child === b.child
  );
}
