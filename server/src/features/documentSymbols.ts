// The outline of a note: its entries, and within each the events that were recognised.
import { type DocumentSymbol, SymbolKind } from 'vscode-languageserver-types';
import { formatDay } from '../calendar/day.ts';
import type { CaseEvent, Entry } from '../casenote/model.ts';
import type { NoteContext } from './context.ts';

/** Entries as they stand within each other, with their events. */
export function documentSymbols(context: NoteContext): DocumentSymbol[] {
  const { reading } = context.analysis;
  const events = new Map<number, CaseEvent[]>();
  for (const event of reading.events) {
    const there = events.get(event.entry);
    if (there) there.push(event);
    else events.set(event.entry, [event]);
  }
  const top: DocumentSymbol[] = [];
  const open: { readonly end: number; readonly symbol: DocumentSymbol }[] = [];
  const order = reading.entries.map((entry, index) => ({ entry, index }));
  order.sort((a, b) => a.entry.start - b.entry.start || b.entry.end - a.entry.end);
  for (const { entry, index } of order) {
    const own = (events.get(index) ?? []).map((event) => eventSymbol(event, context));
    if (entry.kind === 'whole-note') {
      top.push(...own);
      continue;
    }
    const symbol = entrySymbol(entry, own, context);
    while (open.length > 0 && open.at(-1)!.end <= entry.start) open.pop();
    const parent = open.at(-1);
    (parent && parent.end >= entry.end ? parent.symbol.children! : top).push(symbol);
    open.push({ end: entry.end, symbol });
  }
  return top;
}

function entrySymbol(entry: Entry, children: DocumentSymbol[], { analysis }: NoteContext): DocumentSymbol {
  const first = analysis.lines.placeAt(entry.start).line;
  const lineEnd = Math.min(analysis.lines.lineEnd(first), entry.end);
  const words = analysis.text.slice(entry.start, lineEnd).replace(/^[\s#>*+|-]+|[\s#|*]+$/g, '');
  return {
    name: words.length > 70 ? `${words.slice(0, 69)}…` : words || 'Entry',
    ...(entry.day === undefined ? {} : { detail: formatDay(entry.day) }),
    kind: SymbolKind.Namespace,
    range: analysis.lines.rangeOf(entry),
    selectionRange: analysis.lines.rangeOf({ start: entry.start, end: lineEnd }),
    children,
  };
}

function eventSymbol(event: CaseEvent, { analysis, engine }: NoteContext): DocumentSymbol {
  const range = analysis.lines.rangeOf(event);
  return {
    name: engine.events.get(event.event)?.title ?? event.event,
    detail: formatDay(event.day) + (event.assertion === 'planned' ? ', arranged' : ''),
    kind: SymbolKind.Event,
    range,
    selectionRange: range,
  };
}
