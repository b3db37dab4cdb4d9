// The adviser's marks laid over what was read: they outrank it.
import { doubtfulAmong } from './doubtful.ts';
import type { Marks } from './marks.ts';
import type { CaseEvent, Entry, Near } from './model.ts';

/** The entry that `at` lies in: the last one begun before it. Entries are in the order of the text. */
export function entryAt(entries: readonly Entry[], at: number): number {
  let low = 0;
  let high = entries.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (entries[middle]!.start <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Where the line that holds `at` begins. */
function lineStart(text: string, at: number): number {
  return at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
}

/** Applies the adviser's marks, which outrank the reading. */
export function applyMarks(
  events: readonly CaseEvent[],
  near: () => readonly Near[],
  marks: Marks,
  entries: readonly Entry[],
  text: string,
): {
  readonly events: readonly CaseEvent[];
  readonly near: () => readonly Near[];
  readonly maybe: () => readonly Near[];
} {
  const unmade = new Set(marks.notEvents.map((m) => lineStart(text, m.start)));
  const marked = marks.events.map((m): CaseEvent => {
    const entry = entryAt(entries, m.start);
    return {
      event: m.event,
      day: m.day,
      dateSource: 'explicit',
      dateRole: 'own',
      assertion: m.planned ? 'planned' : 'happened',
      text: text
        .slice(lineStart(text, m.start), m.start)
        .replace(/<!--[\s\S]*?-->/g, '')
        .trim(),
      entry,
      child: entries[entry]?.child ?? 0,
      start: m.start,
      end: m.end,
      dateSpan: m.dateSpan,
      origin: 'mark',
    };
  });
  // A mark stands for the same event on its day, and for whatever day was read on its own line.
  const onDay = new Set(marked.map((m) => `${m.event} ${m.child} ${m.assertion} ${m.day}`));
  const onLine = new Set(marked.map((m) => `${m.event} ${lineStart(text, m.start)}`));
  const stays = (e: CaseEvent): boolean => {
    const line = lineStart(text, e.start);
    return (
      !unmade.has(line) &&
      !onLine.has(`${e.event} ${line}`) &&
      !onDay.has(`${e.event} ${e.child} ${e.assertion} ${e.day}`)
    );
  };
  const left = (): readonly Near[] =>
    near().filter((n) => {
      const line = lineStart(text, n.start);
      return !unmade.has(line) && !onLine.has(`${n.event} ${line}`);
    });
  return {
    events: [...events.filter(stays), ...marked].sort((a, b) => a.start - b.start || a.end - b.end),
    near: left,
    maybe: () => doubtfulAmong(left()),
  };
}
