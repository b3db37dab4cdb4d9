// The words of the lexicon, found as they are written: what a character is to a word, the hash by which words are looked up
// while they are walked, and the one word that a slip of the pen may mean.
import type { Lexicon } from './lexicon.ts';

/** What a character is; 0: none of these. */
export const letter = 1;
export const digit = 2;
export const apostrophe = 3;
export const space = 4;

const classes = new Uint8Array(0x2100);
for (let c = 0; c < classes.length; c++) {
  const ch = String.fromCharCode(c);
  if (/\p{L}/u.test(ch)) classes[c] = letter;
  else if (/\p{N}/u.test(ch)) classes[c] = digit;
  else if (c === 0x27 || c === 0x2019 || c === 0x2bc || c === 0x2018) classes[c] = apostrophe;
  else if (c === 0x20 || c === 0x0a || c === 0x09 || c === 0x0d || c === 0xa0 || c === 0x0c || c === 0x200b)
    classes[c] = space;
}
export const classOf = (c: number): number => (c < 0x2100 ? classes[c]! : isLigature(c) ? letter : 0);

/** "\ufb01nal", as it is copied from a PDF. */
export const isLigature = (c: number): boolean => c >= 0xfb00 && c <= 0xfb06;

/** The letters of a ligature. */
const lettersOf = (c: number): string => String.fromCharCode(c).normalize('NFKC');

/** A capital's small letter, for the letters of Western Europe. */
export const lower = (c: number): number => (c < 0x80 ? c | 0x20 : c >= 0xc0 && c <= 0xde ? c + 0x20 : c);

/** FNV-1a, 32 bits: `h = Math.imul(h ^ c, hashPrime)` for each character, from `hashBegin` on. */
export const hashBegin = 0x811c9dc5 | 0;
export const hashPrime = 0x01000193;

/** The id of the word written from `start` to `end`, with this hash of its letters and digits in small letters, or -1. */
export function lookUpHashed(text: string, start: number, end: number, hash: number, lex: Lexicon): number {
  const { hashTable, hashMask, hashes, wordTexts } = lex;
  for (let at = hash & hashMask; hashTable[at] !== -1; at = (at + 1) & hashMask) {
    const word = hashTable[at]!;
    if (hashes[word] === hash && sameWord(text, start, end, wordTexts[word]!)) return word;
  }
  return -1;
}

/** `hash` with a ligature's letters. */
export function hashLigature(hash: number, c: number): number {
  let h = hash;
  for (const l of lettersOf(c)) h = Math.imul(h ^ l.charCodeAt(0), hashPrime);
  return h;
}

function sameWord(text: string, start: number, end: number, word: string): boolean {
  let j = 0;
  for (let i = start; i < end; i++) {
    const c = text.charCodeAt(i);
    const kind = classOf(c);
    if (kind !== letter && kind !== digit) continue;
    if (isLigature(c)) {
      const letters = lettersOf(c);
      if (!word.startsWith(letters, j)) return false;
      j += letters.length;
      continue;
    }
    if ((kind === letter ? lower(c) : c) !== word.charCodeAt(j++)) return false;
  }
  return j === word.length;
}

/** The hash of a word in small letters, over its UTF-16 code units. */
export function hashWord(word: string): number {
  let h = hashBegin;
  for (let i = 0; i < word.length; i++) h = Math.imul(h ^ word.charCodeAt(i), hashPrime);
  return h;
}

/** The id of a word in small letters, or -1. */
export const lookUp = (word: string, lex: Lexicon): number => lookUpHashed(word, 0, word.length, hashWord(word), lex);

/**
 * The one word of the lexicon that a long word may be a slip for: same first letter, one slip (letter missing, added,
 * wrong, or two swapped) from six letters, two from ten. -1 where there is none or the choice is not clear.
 */
export function nearWord(raw: string, lex: Lexicon): number {
  const word = raw
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['\u2019\u2018\u02bc]/g, '');
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
