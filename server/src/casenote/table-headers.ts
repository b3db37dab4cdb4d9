// Tables whose columns are acts ("| Requested | Decision | Appeal |"): a cell that holds nothing but a day is read with
// its header's words before it. These take the cell's place in the text, for they stand in another line.
import type { Lexicon } from './lexicon.ts';
import type { LocalSegment } from './model.ts';
import { asideColumn, isDateHeader } from './tables.ts';
import { makeTokens, type Tokens, tokenise } from './tokens.ts';

const none = makeTokens();
const listsOf = (t: Tokens): number[][] => [t.kind, t.start, t.end, t.value, t.possessive, t.ed];

/** Puts the words of headers into the tokens `t` of a row, before the days that they are the acts of. */
export function readHeaders({ text, cells, dates, openingDate }: LocalSegment, lex: Lexicon, t: Tokens): void {
  if (openingDate !== undefined) return;
  for (const { start, end, header } of cells!) {
    if (header === '' || header.length > 60 || end - start > 40 || isDateHeader(header) || asideColumn.test(header))
      continue;
    const day = dates.find((d) => d.start >= start && d.end <= end);
    if (day === undefined || /[a-z\d]/i.test(text.slice(start, day.start) + text.slice(day.end, end))) continue;
    tokenise(header, 0, [], lex, none);
    if (none.core === 0) continue;
    const at = t.start.findIndex((from, i) => i < t.count && from >= start);
    const n = none.count;
    none.start.fill(start, 0, n);
    none.end.fill(end, 0, n);
    const words = listsOf(none);
    for (const [k, list] of listsOf(t).entries()) {
      list.length = t.count;
      list.splice(at, 0, ...words[k]!.slice(0, n));
    }
    t.count += n;
    t.core += none.core;
  }
}
