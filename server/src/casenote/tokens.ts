// One pass over a segment's text: words, punctuation and dates, each word looked up in the lexicon as it is walked.
// No substring is made for a word unless it may be a near-misspelling. Dates come from the reader and stand as one token.
import type { Lexicon } from './lexicon.ts';
import type { DateMention } from './model.ts';
import {
  apostrophe,
  classOf,
  digit,
  hashBegin,
  hashLigature,
  hashPrime,
  isLigature,
  letter,
  lookUp,
  lookUpHashed,
  lower,
  nearWord,
  space,
} from './word-lookup.ts';

export const Kind = { word: 0, punct: 1, date: 2, number: 3 } as const;

/** The tokens of one segment. Offsets are into the segment's text. */
export interface Tokens {
  count: number;
  tokenKinds: number[];
  tokenStarts: number[];
  tokenEnds: number[];
  /** Word id, or -1; for punctuation the character code; for a date its index. */
  tokenMeanings: number[];
  /** 1: written with a possessive 's. */
  possessive: number[];
  /** 1: ends in "ed". */
  ed: number[];
  /** How many words can take part in a frame. */
  core: number;
}

/** Plain arrays: a copy of the few numbers of a segment is cheaper than a typed array's view. */
export function makeTokens(): Tokens {
  return {
    count: 0,
    tokenKinds: [],
    tokenStarts: [],
    tokenEnds: [],
    tokenMeanings: [],
    possessive: [],
    ed: [],
    core: 0,
  };
}

/** A copy of just the tokens in use. */
export function copyTokens(t: Tokens): Tokens {
  const n = t.count;
  return {
    count: n,
    tokenKinds: t.tokenKinds.slice(0, n),
    tokenStarts: t.tokenStarts.slice(0, n),
    tokenEnds: t.tokenEnds.slice(0, n),
    tokenMeanings: t.tokenMeanings.slice(0, n),
    possessive: t.possessive.slice(0, n),
    ed: t.ed.slice(0, n),
    core: t.core,
  };
}

const MAX_FUZZY = 60;

/** What is being read, and how far. */
interface Walk {
  readonly text: string;
  readonly lex: Lexicon;
  readonly t: Tokens;
  /** Place of the next character. */
  at: number;
  /** Place of the next date, or -1. */
  dateAt: number;
  /** Words that may still be looked up as near-misspellings. */
  fuzzyLeft: number;
}

/** Reads `text` into `t`. `dates` are in order; `offset` is the segment's place in the note. */
export function tokenise(text: string, offset: number, dates: readonly DateMention[], lex: Lexicon, t: Tokens): void {
  t.count = 0;
  t.core = 0;
  let nextDate = 0;
  const startOf = (date: number): number => (date < dates.length ? dates[date]!.start - offset : -1);
  const w: Walk = { text, lex, t, at: 0, dateAt: startOf(0), fuzzyLeft: MAX_FUZZY };
  while (w.at < text.length) {
    const { at } = w;
    if (at === w.dateAt) {
      const end = dates[nextDate]!.end - offset;
      push(t, Kind.date, at, end, nextDate);
      w.at = Math.max(at + 1, end);
      do nextDate++;
      while (nextDate < dates.length && startOf(nextDate) < w.at);
      w.dateAt = startOf(nextDate);
      continue;
    }
    const c = text.charCodeAt(at);
    const kind = classOf(c);
    if (kind === letter || kind === digit) {
      readWord(w);
      continue;
    }
    if (kind !== space && kind !== apostrophe) readMark(w, c);
    w.at++;
  }
  endTokens(t);
}

/** Reads the word or number that begins here: its letters and digits, without apostrophes and the dots of initials. */
function readWord(w: Walk): void {
  const { text, dateAt } = w;
  const n = text.length;
  const start = w.at;
  let i = start;
  let h = hashBegin;
  let digits = 0;
  let letters = 0;
  let stem = 0;
  let stemHash = 0;
  while (i < n && i !== dateAt) {
    const c = text.charCodeAt(i);
    const kind = classOf(c);
    if (kind === letter) letters++;
    else if (kind === digit) digits++;
    else if (kind === apostrophe && i + 1 < n && classOf(text.charCodeAt(i + 1)) === letter) {
      // An apostrophe inside a word: not part of its spelling; remember the stem in case a possessive s follows.
      stem = i;
      stemHash = h;
      i++;
      continue;
    } else if (letters === 1 && digits === 0 && isInitial(text, i, start, c)) {
      i++;
      letters = 0;
      continue;
    } else break;
    h = isLigature(c) ? hashLigature(h, c) : Math.imul(h ^ (kind === letter ? lower(c) : c), hashPrime);
    i++;
  }
  w.at = i;
  const isPossessive = stem > 0 && i - stem === 2 && (text.charCodeAt(i - 1) | 0x20) === 0x73;
  putWord(w, start, isPossessive ? stem : i, isPossessive ? stemHash : h, letters === 0 && digits > 0, digits > 0);
  if (isPossessive) w.t.possessive[w.t.count - 1] = 1;
}

/** A dot in "A.R.", a space in "E H C P": nothing between two initials. */
const isInitial = (text: string, at: number, start: number, c: number): boolean =>
  (c === 0x2e && dottedInitials(text, at, start)) || (c === 0x20 && spacedInitials(text, at));

/** Puts the token of a word; of a dictated mark ("comma", "full stop", "new line") the mark. */
function putWord(w: Walk, start: number, end: number, hash: number, isNumber: boolean, hasDigits: boolean): void {
  const { text, t, lex } = w;
  let id = lookUpHashed(text, start, end, hash, lex);
  if (id === -1 && end - start >= 5 && !hasDigits && w.fuzzyLeft > 0) {
    w.fuzzyLeft--;
    id = nearWord(text.slice(start, end), lex);
  }
  if (id >= 0) {
    const mark = spokenMark(t, id, lex);
    if (mark > 0) {
      if (mark !== 0x2c) t.count--;
      push(t, Kind.punct, start, end, mark);
      return;
    }
    push(t, Kind.word, start, end, id);
    if (lex.core[id] === 1) t.core++;
    return;
  }
  push(t, isNumber ? Kind.number : Kind.word, start, end, id);
  if ((text.charCodeAt(end - 1) | 0x20) === 0x64 && (text.charCodeAt(end - 2) | 0x20) === 0x65) t.ed[t.count - 1] = 1;
}

/** The mark that a dictated word stands for; 0 for none. "Stop" and "line" are marks behind "full" and "new" alone. */
function spokenMark(t: Tokens, id: number, { spoken }: Lexicon): number {
  if (id === spoken.comma) return 0x2c;
  if (id !== spoken.stop && id !== spoken.line) return 0;
  const before = t.count > 0 && t.tokenKinds[t.count - 1] === Kind.word ? t.tokenMeanings[t.count - 1]! : -1;
  return before >= 0 && before === (id === spoken.stop ? spoken.full : spoken.new) ? 0x3b : 0;
}

/** Reads one character that is no part of a word: a mark, "and" for "&", nothing where it joins two words. */
function readMark({ text, at: i, lex, t }: Walk, c: number): void {
  const before = i > 0 && i + 1 < text.length ? text.charCodeAt(i - 1) : 0;
  const after = text.charCodeAt(i + 1);
  const isBetween = (kind: number): boolean => before > 0 && classOf(before) === kind && classOf(after) === kind;
  if (c === 0x26 || (c === 0x2b && i > 0 && text.charCodeAt(i - 1) === 0x20 && after === 0x20)) {
    push(t, Kind.word, i, i + 1, lookUp('and', lex));
    return;
  }
  // "1:1" is one to one, "mum/dad" is both.
  if ((c === 0x3a && isBetween(digit)) || (c === 0x2f && isBetween(letter))) return;
  // A hyphen inside a word joins two words.
  const isHyphen = c === 0x2d || c === 0x2010 || c === 0x2011;
  if (isHyphen && before > 0 && wordish(before) && wordish(after)) return;
  push(t, Kind.punct, i, i + 1, c);
}

const wordish = (c: number): boolean => classOf(c) === letter || classOf(c) === digit;

/** A space between two single capitals. */
function spacedInitials(text: string, at: number): boolean {
  const a = text.charCodeAt(at - 1);
  const b = text.charCodeAt(at + 1);
  if (a < 0x42 || a > 0x5a || b < 0x41 || b > 0x5a || a === 0x49 || b === 0x49) return false;
  return at + 2 >= text.length || classOf(text.charCodeAt(at + 2)) !== letter;
}

/** A dot inside dotted initials: single letters on both sides. */
function dottedInitials(text: string, dot: number, start: number): boolean {
  if (dot !== start + 1 && classOf(text.charCodeAt(dot - 2)) === letter) return false;
  const a = dot + 1 < text.length ? classOf(text.charCodeAt(dot + 1)) : 0;
  if (a !== letter) return false;
  const b = dot + 2 < text.length ? classOf(text.charCodeAt(dot + 2)) : 0;
  return b !== letter && b !== digit;
}

/** Behind the last token none is to be seen: those of a text read before would have a say in this one. */
export function endTokens(t: Tokens): void {
  for (let i = t.count; i < t.count + 6; i++) {
    t.tokenKinds[i] = -1;
    t.tokenStarts[i] = t.tokenEnds[i] = t.tokenMeanings[i] = -1;
    t.possessive[i] = t.ed[i] = 0;
  }
}

function push(t: Tokens, kind: number, start: number, end: number, value: number): void {
  const i = t.count++;
  t.tokenKinds[i] = kind;
  t.tokenStarts[i] = start;
  t.tokenEnds[i] = end;
  t.tokenMeanings[i] = value;
  t.possessive[i] = 0;
  t.ed[i] = 0;
}
