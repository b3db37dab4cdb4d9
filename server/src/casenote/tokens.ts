// One pass over a segment's text: words, punctuation and dates, each word looked up in the lexicon as it is walked.
// No substring is made for a word unless it may be a near-misspelling. Dates come from the reader and stand as one token.
import type { Lexicon } from './lexicon.ts';
import type { DateMention } from './model.ts';

export const Kind = { word: 0, punct: 1, date: 2, number: 3 } as const;

/** The tokens of one segment. Offsets are into the segment's text. */
export interface Tokens {
  count: number;
  kind: number[];
  start: number[];
  end: number[];
  /** Word id, or -1; for punctuation the character code; for a date its index. */
  value: number[];
  /** 1: written with a possessive 's. */
  possessive: number[];
  /** 1: ends in "ed". */
  ed: number[];
  /** How many words can take part in a frame. */
  core: number;
}

/** Plain arrays: a copy of the few numbers of a segment is cheaper than a typed array's view. */
export function makeTokens(): Tokens {
  return { count: 0, kind: [], start: [], end: [], value: [], possessive: [], ed: [], core: 0 };
}

/** A copy of just the tokens in use. */
export function copyTokens(t: Tokens): Tokens {
  const n = t.count;
  return {
    count: n,
    kind: t.kind.slice(0, n),
    start: t.start.slice(0, n),
    end: t.end.slice(0, n),
    value: t.value.slice(0, n),
    possessive: t.possessive.slice(0, n),
    ed: t.ed.slice(0, n),
    core: t.core,
  };
}

// 0 other, 1 letter, 2 digit, 3 apostrophe, 4 white space.
const classes = new Uint8Array(0x2100);
for (let c = 0; c < classes.length; c++) {
  const ch = String.fromCharCode(c);
  if (/\p{L}/u.test(ch)) classes[c] = 1;
  else if (/\p{N}/u.test(ch)) classes[c] = 2;
  else if (c === 0x27 || c === 0x2019 || c === 0x2bc || c === 0x2018) classes[c] = 3;
  else if (c === 0x20 || c === 0x0a || c === 0x09 || c === 0x0d || c === 0xa0 || c === 0x0c || c === 0x200b)
    classes[c] = 4;
}
const classOf = (c: number): number => (c < 0x2100 ? classes[c]! : 0);
const MAX_FUZZY = 60;

/** Reads `text` into `t`. `dates` are in order; `offset` is the segment's place in the note. */
export function tokenise(text: string, offset: number, dates: readonly DateMention[], lex: Lexicon, t: Tokens): void {
  t.count = 0;
  t.core = 0;
  let nextDate = 0;
  let dateAt = dates.length > 0 ? dates[0]!.start - offset : -1;
  let fuzzyLeft = MAX_FUZZY;
  const n = text.length;
  const { hashTable, hashMask, hashes, wordTexts, core } = lex;
  let i = 0;
  while (i < n) {
    if (i === dateAt) {
      const d = dates[nextDate]!;
      push(t, Kind.date, i, d.end - offset, nextDate);
      i = Math.max(i + 1, d.end - offset);
      do nextDate++;
      while (nextDate < dates.length && dates[nextDate]!.start - offset < i);
      dateAt = nextDate < dates.length ? dates[nextDate]!.start - offset : -1;
      continue;
    }
    const c = text.charCodeAt(i);
    const k = classOf(c);
    if (k === 4) {
      i++;
      continue;
    }
    if (k === 1 || k === 2) {
      const start = i;
      let h = 0x811c9dc5 | 0;
      let digits = 0;
      let letters = 0;
      let stem = 0;
      let stemHash = 0;
      while (i < n && i !== dateAt) {
        let d = text.charCodeAt(i);
        const dk = classOf(d);
        if (dk === 1) {
          if (d < 0x80) d |= 0x20;
          else if (d >= 0xc0 && d <= 0xde) d += 0x20;
          letters++;
        } else if (dk === 2) digits++;
        else if (dk === 3) {
          // An apostrophe inside a word: not part of its spelling; remember the stem in case a possessive s follows.
          if (i + 1 < n && classOf(text.charCodeAt(i + 1)) === 1) {
            stem = i;
            stemHash = h;
            i++;
            continue;
          }
          break;
        } else if (d === 0x2e && letters === 1 && digits === 0 && dottedInitials(text, i, start)) {
          // A.R., E.P.: dots between single letters.
          i++;
          letters = 0;
          continue;
        } else if (d === 0x20 && letters === 1 && digits === 0 && spacedInitials(text, i)) {
          // E H C P: dictated initials.
          i++;
          letters = 0;
          continue;
        } else break;
        h = Math.imul(h ^ d, 0x01000193);
        i++;
      }
      let end = i;
      let poss = 0;
      if (stem > 0 && end - stem === 2 && (text.charCodeAt(end - 1) | 0x20) === 0x73) {
        h = stemHash;
        end = stem;
        poss = 1;
      }
      let id = -1;
      for (let at = h & hashMask; hashTable[at] !== -1; at = (at + 1) & hashMask) {
        const w = hashTable[at]!;
        if (hashes[w] === h && sameWord(text, start, end, wordTexts[w]!)) {
          id = w;
          break;
        }
      }
      if (id === -1 && end - start >= 5 && digits === 0 && fuzzyLeft > 0) {
        fuzzyLeft--;
        id = nearWord(text.slice(start, end), lex);
      }
      // Dictated marks: "comma", "full stop", "new line".
      if (id >= 0 && (id === lex.spoken.comma || id === lex.spoken.stop || id === lex.spoken.line)) {
        const before = t.count > 0 && t.kind[t.count - 1] === Kind.word ? t.value[t.count - 1]! : -1;
        if (id === lex.spoken.comma) {
          push(t, Kind.punct, start, end, 0x2c);
          continue;
        }
        if (before >= 0 && (id === lex.spoken.stop ? before === lex.spoken.full : before === lex.spoken.new)) {
          t.count--;
          push(t, Kind.punct, start, end, 0x3b);
          continue;
        }
      }
      push(t, letters === 0 && digits > 0 && id === -1 ? Kind.number : Kind.word, start, end, id);
      t.possessive[t.count - 1] = poss;
      if (id < 0 && (text.charCodeAt(end - 1) | 0x20) === 0x64 && (text.charCodeAt(end - 2) | 0x20) === 0x65)
        t.ed[t.count - 1] = 1;
      if (id >= 0 && core[id] === 1) t.core++;
      // The possessive ending itself is skipped.
      continue;
    }
    if (k === 3) {
      i++;
      continue;
    }
    if (c === 0x26) {
      push(t, Kind.word, i, i + 1, lookUp('and', lex));
      i++;
      continue;
    }
    // A hyphen inside a word joins two words: no token.
    const inside = c === 0x2d || c === 0x2010 || c === 0x2011;
    // 1:1 is one to one, not two ones.
    const ratio =
      c === 0x3a &&
      i > 0 &&
      i + 1 < n &&
      classOf(text.charCodeAt(i - 1)) === 2 &&
      classOf(text.charCodeAt(i + 1)) === 2;
    if (ratio) {
      i++;
      continue;
    }
    const slash =
      c === 0x2f &&
      i > 0 &&
      i + 1 < n &&
      classOf(text.charCodeAt(i - 1)) === 1 &&
      classOf(text.charCodeAt(i + 1)) === 1;
    if (slash) {
      i++;
      continue;
    }
    if (c === 0x2b && i > 0 && text.charCodeAt(i - 1) === 0x20 && text.charCodeAt(i + 1) === 0x20) {
      push(t, Kind.word, i, i + 1, lookUp('and', lex));
      i++;
      continue;
    }
    if (!(inside && i > 0 && i + 1 < n && wordish(text.charCodeAt(i - 1)) && wordish(text.charCodeAt(i + 1)))) {
      push(t, Kind.punct, i, i + 1, c);
    }
    i++;
  }
  endTokens(t);
}

const wordish = (c: number): boolean => classOf(c) === 1 || classOf(c) === 2;

/** A space between two single capitals. */
function spacedInitials(text: string, at: number): boolean {
  const a = text.charCodeAt(at - 1);
  const b = text.charCodeAt(at + 1);
  if (a < 0x42 || a > 0x5a || b < 0x41 || b > 0x5a || a === 0x49 || b === 0x49) return false;
  return at + 2 >= text.length || classOf(text.charCodeAt(at + 2)) !== 1;
}

/** A dot inside dotted initials: single letters on both sides. */
function dottedInitials(text: string, dot: number, start: number): boolean {
  if (dot !== start + 1 && classOf(text.charCodeAt(dot - 2)) === 1) return false;
  const a = dot + 1 < text.length ? classOf(text.charCodeAt(dot + 1)) : 0;
  if (a !== 1) return false;
  const b = dot + 2 < text.length ? classOf(text.charCodeAt(dot + 2)) : 0;
  return b !== 1 && b !== 2;
}

/** Behind the last token none is to be seen: those of a text read before would have a say in this one. */
export function endTokens(t: Tokens): void {
  for (let i = t.count; i < t.count + 6; i++) {
    t.kind[i] = -1;
    t.start[i] = t.end[i] = t.value[i] = -1;
    t.possessive[i] = t.ed[i] = 0;
  }
}

function push(t: Tokens, kind: number, start: number, end: number, value: number): void {
  const i = t.count++;
  t.kind[i] = kind;
  t.start[i] = start;
  t.end[i] = end;
  t.value[i] = value;
  t.possessive[i] = 0;
  t.ed[i] = 0;
}

function sameWord(text: string, start: number, end: number, word: string): boolean {
  let j = 0;
  for (let i = start; i < end; i++) {
    let c = text.charCodeAt(i);
    const k = classOf(c);
    if (k !== 1 && k !== 2) continue;
    if (k === 1) {
      if (c < 0x80) c |= 0x20;
      else if (c >= 0xc0 && c <= 0xde) c += 0x20;
    }
    if (c !== word.charCodeAt(j++)) return false;
  }
  return j === word.length;
}

/** The id of a word as spelled, or -1. */
export function lookUp(word: string, lex: Lexicon): number {
  let h = 0x811c9dc5 | 0;
  for (let i = 0; i < word.length; i++) h = Math.imul(h ^ word.charCodeAt(i), 0x01000193);
  for (let at = h & lex.hashMask; lex.hashTable[at] !== -1; at = (at + 1) & lex.hashMask) {
    const w = lex.hashTable[at]!;
    if (lex.wordTexts[w] === word) return w;
  }
  return -1;
}

/**
 * The one word of the lexicon that a long word may be a slip for: same first letter, one slip (letter missing, added,
 * wrong, or two swapped) from six letters, two from ten. -1 where there is none or the choice is not clear.
 */
export function nearWord(raw: string, lex: Lexicon): number {
  const word = raw.toLowerCase().replace(/['\u2019\u2018\u02bc]/g, '');
  const known = lex.fuzzyCache.get(word);
  if (known !== undefined) return known;
  const limit = word.length >= 10 ? 2 : 1;
  let best = -1;
  let bestDistance = limit + 1;
  // Scanned text reads m as rn.
  if (word.includes('rn')) best = lookUp(word.replaceAll('rn', 'm'), lex);
  if (best >= 0) bestDistance = 0;
  // Five letters: only a letter left out or two swapped ("apeal", "drfat"), for too many short words are one slip apart.
  const least = word.length === 5 ? 5 : word.length - limit;
  for (const first of word.length >= 8 ? soundsLike(word[0]!) : word[0]!) {
    for (let len = least; len <= word.length + limit; len++) {
      for (const id of lex.fuzzy.get(first.charCodeAt(0) * 64 + len) ?? []) {
        const other = lex.wordTexts[id]!;
        if (len === 5 && (word.length !== 5 || !swapped(word, other))) continue;
        const d = distance(word, other, limit);
        // Of two as near, the one with the same ending: "registerd" is "registered".
        if (
          d < bestDistance ||
          (d === bestDistance && best >= 0 && ends(word, other) && !ends(word, lex.wordTexts[best]!))
        ) {
          best = id;
          bestDistance = d;
        }
      }
    }
  }
  if (lex.fuzzyCache.size > 20000) lex.fuzzyCache.clear();
  lex.fuzzyCache.set(word, best);
  return best;
}

const ends = (a: string, b: string): boolean => a.at(-1) === b.at(-1);

/** The same letters in another order. */
const swapped = (a: string, b: string): boolean => [...a].sort().join('') === [...b].sort().join('');

/** First letters that are written for one another. */
function soundsLike(first: string): string {
  return first === 's' ? 'sc' : first === 'k' ? 'kc' : first === 'c' ? 'csk' : first;
}

/** Damerau-Levenshtein (adjacent swaps) up to `limit`; more than `limit` comes back as `limit + 1`. */
export function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
      let d = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
      if (
        i > 1 &&
        j > 1 &&
        a.charCodeAt(i - 1) === b.charCodeAt(j - 2) &&
        a.charCodeAt(i - 2) === b.charCodeAt(j - 1)
      ) {
        d = Math.min(d, before[j - 2]! + 1);
      }
      row.push(d);
      if (d < least) least = d;
    }
    if (least > limit) return limit + 1;
    before = last;
    last = row;
  }
  return last[b.length]!;
}
