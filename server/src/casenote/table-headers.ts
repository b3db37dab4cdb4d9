// What a line goes on about that stands in another: the header over a cell that holds nothing but a day ("| Requested |
// Decision | Appeal |"), the title over a line that holds nothing but an act ("# Transport", "6 July: refused"). Its words
// are read before those of the line and take their place in the text.
import { isPast, type Lexicon, meets } from './lexicon.ts';
import { entryAt, findMentions } from './mentions.ts';
import type { LocalSegment } from './model.ts';
import { asideColumn, isDateHeader } from './tables.ts';
import { Kind, makeTokens, type Tokens, tokenise } from './tokens.ts';

const words = makeTokens();
const listsOf = (t: Tokens): number[][] => [
  t.tokenKinds,
  t.tokenStarts,
  t.tokenEnds,
  t.tokenMeanings,
  t.possessive,
  t.ed,
];

/** Puts `words` into the tokens `t` at a token; they stand at `start` to `end`. */
function put(t: Tokens, at: number, start: number, end: number): void {
  const n = words.count;
  words.tokenStarts.fill(start, 0, n);
  words.tokenEnds.fill(end, 0, n);
  const more = listsOf(words);
  for (const [k, list] of listsOf(t).entries()) {
    list.length = t.count;
    list.splice(at, 0, ...more[k]!.slice(0, n));
  }
  t.count += n;
  t.core += words.core;
}

/** Are the words a thing's name, and nothing that happened or was decided? */
function isThing(title: string, lex: Lexicon): boolean {
  const mentions = findMentions(words, lex, title);
  return (
    mentions.some((m) => meets(m.lexeme.bits, lex.topicMask)) &&
    !mentions.some((m) => isPast(m.lexeme) || m.lexeme.spelling.startsWith('refus'))
  );
}

/**
 * Puts a title into the tokens of a line of an act or two; and one that says of all below it that it has not happened
 * ("Not yet done", "Deadlines"; "Outstanding", of what has no day) before those of any line.
 */
export function readTitle(title: string, { dateMentions }: LocalSegment, lex: Lexicon, t: Tokens): void {
  const pending = lex.pending.exec(title);
  if (pending && (pending[1] || dateMentions.length === 0)) {
    tokenise(title.replace(/\W+$/, ''), 0, [], lex, words);
    put(t, 0, 0, 0);
    return;
  }
  let first = -1;
  let count = 0;
  for (let i = 0; i < t.count; i++) {
    if (t.tokenKinds[i] !== Kind.word) continue;
    count++;
    if (first < 0) first = i;
    else if (meets(entryAt(t, i, lex)?.bits ?? lex.noTags, lex.topicMask)) return;
  }
  const act = first < 0 || count > 3 ? undefined : entryAt(t, first, lex);
  if (!act || !isPast(act)) return;
  tokenise(title, 0, [], lex, words);
  if (words.core > 0 && words.count <= 4 && isThing(title, lex))
    put(t, first, t.tokenStarts[first]!, t.tokenEnds[first]!);
}

/** Puts the headers of a row's cells into its tokens; what stands in a column of things to come, with no day, is left out. */
export function readHeaders({ text, cells, dateMentions, openingDate }: LocalSegment, lex: Lexicon, t: Tokens): void {
  for (const { start, end, header } of cells!) {
    // "| Final plan issued | 3 April | Done? no |".
    if (lex.undone.test(`${header}|${text.slice(start, end)}`)) {
      t.core = t.count = 0;
      return;
    }
    if (lex.pending.test(header) && !dateMentions.some((d) => d.start >= start && d.end <= end)) {
      for (let i = t.count; i-- > 0; )
        if (t.tokenStarts[i]! >= start && t.tokenStarts[i]! < end) {
          for (const list of listsOf(t)) list.splice(i, 1);
          t.count--;
        }
      continue;
    }
    if (header.length > 60 || end - start > 40 || isDateHeader(header) || asideColumn.test(header)) continue;
    const day = dateMentions.find((d) => d.start >= start && d.end <= end);
    const at = t.tokenStarts.findIndex((from, i) => i < t.count && from >= start);
    // "| Date | SAR | Appeal |" over "| 9/6/26 | answered | lodged |".
    const act = day || openingDate === undefined ? undefined : entryAt(t, at, lex);
    const alone = act
      ? isPast(act) && t.tokenStarts[at]! < end && t.tokenEnds[at]! >= end
      : openingDate === undefined && day && !/[a-z\d]/i.test(text.slice(start, day.start) + text.slice(day.end, end));
    if (!alone) continue;
    tokenise(header, 0, [], lex, words);
    if (words.core > 0 && (!act || isThing(header, lex))) put(t, at, start, end);
  }
}
