// What settling gives in the end: each event once and in its place in the note, the hints, the waivers, the facts.
import type { CaseEvent, Near, Span, WaiverNote } from '../model.ts';
import { moved } from '../moved.ts';
import type { ChildNotes } from '../recognise-interface.ts';
import type { Found, Late, Said, State } from './state.ts';

/** One specific event beats the general one, and an event is told once. */
export function dropGeneral(s: State): CaseEvent[] {
  const out: Found[] = [];
  const seen = new Set<string>();
  for (const f of s.allFound) {
    f.key ??= `${f.caseEvent.event} ${f.caseEvent.day} ${f.caseEvent.assertion}`;
    if (seen.has(f.key)) continue;
    seen.add(f.key);
    out.push(f);
  }
  const beaten = new Set<Found>();
  const beating = out.filter((f) => s.lex.over.has(f.caseEvent.event));
  const byDay = new Map<number, Found[]>(beating.map((f) => [f.caseEvent.day, []]));
  for (let atF = 0; atF < out.length; atF++) byDay.get(out[atF]!.caseEvent.day)?.push(out[atF]!);
  for (const f of beating) {
    const over = s.lex.over.get(f.caseEvent.event)!;
    for (const g of byDay.get(f.caseEvent.day)!) if (g !== f && over.includes(g.caseEvent.event)) beaten.add(g);
  }
  return out
    .filter((f) => !beaten.has(f))
    .map((f) => eventInPlace(f, s.childNotes))
    .sort((x, y) => x.start - y.start);
}

/** The event in its place in the note; the same object again where it has not moved. */
function eventInPlace(f: Found, { starts, entries }: ChildNotes): CaseEvent {
  const { caseEvent, made } = f;
  const by = starts[f.segment]!;
  const start = caseEvent.start + by;
  const entry = entries[f.segment]!;
  const dateBy = starts[f.dated ?? f.segment]!;
  const { dateSpan } = caseEvent;
  const isThere = made?.start === start && made.entry === entry;
  if (isThere && made.dateSpan?.start === (dateSpan && dateSpan.start + dateBy)) return made;
  const date = dateSpan && { start: dateSpan.start + dateBy, end: dateSpan.end + dateBy };
  f.made = { ...caseEvent, start, end: caseEvent.end + by, entry, ...(date ? { dateSpan: date } : {}) };
  return f.made;
}

/** What was said in entries, in its place in the note. */
export function inPlace<T extends Span>({ froms, lists }: Said<T>, { starts }: ChildNotes): T[] {
  const placed: T[] = [];
  for (let i = 0; i < lists.length; i++) {
    for (const { segment, what } of lists[i]!) {
      placed.push(moved(what, starts[froms[i]! + segment]!));
    }
  }
  return placed;
}

export const lateNear = ({ outcomes, segments }: Late, { starts }: ChildNotes): Near[] =>
  outcomes.flatMap(({ near }, i) => near.map((one) => moved(one, starts[segments[i]!]!)));

export const lateWaivers = ({ outcomes, segments, more }: Late, { starts }: ChildNotes): WaiverNote[] =>
  more.flatMap((i) => outcomes[i]!.waivers.map((one) => moved(one, starts[segments[i]!]!)));

/** What the words say about the case: nothing where they say one thing and another, for a wrong fact is worse than none. */
export function agreed(s: State, events: readonly { readonly event: string }[]): Record<string, string> {
  const facts = new Map<string, string | undefined>();
  for (const { key, value, of } of s.said) {
    const once = of === undefined || events.filter(({ event }) => event === of).length === 1;
    facts.set(key, once && (!facts.has(key) || facts.get(key) === value) ? value : undefined);
  }
  const sure: Record<string, string> = {};
  for (const [key, value] of facts) if (value !== undefined) sure[key] = value;
  return sure;
}
