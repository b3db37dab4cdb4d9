// An edit rarely changes what happened. Where a new reading gives the law the same events, facts and waivers as the one
// before it, the limits stand, and only their places in the note are new.
import type { Day } from '../calendar/day.ts';
import type { CaseEvent, Near, Reading } from '../casenote/model.ts';

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
    a.children.every((_, child) => isSameMaybe(maybeOf(a, child), maybeOf(b, child))) &&
    (a.frontMatter.data === b.frontMatter.data || isAlike(a.frontMatter.data, b.frontMatter.data)) &&
    (a.children === b.children || isAlike(a.children, b.children)) &&
    isAlike(a.facts, b.facts)
  );
}

const isSameMaybe = (a: readonly Near[], b: readonly Near[]): boolean =>
  a.length === b.length && a.every(({ event, day }, i) => event === b[i]!.event && day === b[i]!.day);

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

/** What may have happened to a child, by its entries. */
export function maybeOf(reading: Reading, child: number): readonly Near[] {
  const { maybe } = reading;
  if (reading.children.length === 1) return maybe;
  // Made only now that they are asked for; both stand in the order of the text.
  const { entries } = reading;
  let at = 0;
  return maybe.filter(({ start }) => {
    while (at + 1 < entries.length && entries[at + 1]!.start <= start) at++;
    return entries[at]!.child === child;
  });
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
