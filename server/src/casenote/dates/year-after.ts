// The year written after a day and month, or after a month.
import { digitsAt, fullYear, isBlank, isDigit, isLetter } from './chars.ts';
import { countNouns, lookUp, yearOfWords } from './words.ts';

/** A year after day and month: `2026`, `, 2026`, `-26`, `/26`, `'26`, ` 26`, ` of 1995`; year 0 where there is none. */
export function yearAfter(text: string, at: number): { year: number; end: number } {
  let i = at;
  let c = text.charCodeAt(i);
  let joined = false;
  let comma = false;
  if (c === 45 || c === 47 || c === 8211) {
    joined = true;
    i++;
  } else {
    while (isBlank(c) || c === 44 || c === 46) {
      if (c === 44) comma = true;
      if (i - at > 3) return none;
      c = text.charCodeAt(++i);
    }
    if ((c | 32) === 111 && /^of\s/i.test(text.slice(i, i + 3))) i += 3;
    else if ((c | 32) === 105 && /^in\s(?:19|20)\d\d/i.test(text.slice(i, i + 7))) i += 3;
    c = text.charCodeAt(i);
    if ((c | 32) === 116) {
      const said = yearOfWords(text.slice(at, at + 44));
      return said === undefined ? none : { year: said.year, end: at + said.length };
    }
    if (i === at && c !== 39 && !isDigit(c)) return none;
  }
  c = text.charCodeAt(i);
  const apostrophe = c === 39 || c === 8217;
  if (apostrophe) i++;
  const digits = digitsAt(text, i, 4);
  const length = digits & 15;
  const end = i + length;
  const year = fullYear(digits >> 4, length);
  if (year === 0) return none;
  const next = text.charCodeAt(end);
  if (isLetter(next)) return none;
  if (length === 4 || apostrophe) return { year, end };
  if (year < 2005 || year > 2045 || comma) return none;
  if ((next === 46 || next === 58 || next === 47 || next === 45) && isDigit(text.charCodeAt(end + 1))) return none;
  if (next === 37) return none;
  if (joined) return { year, end };
  const word = wordAt(text, end);
  return word !== '' && (countNouns.has(word) || lookUp(word)?.kind === 'month') ? none : { year, end };
}

export const none = { year: 0, end: 0 };

/** The lower-case word after `at`, one blank allowed; '' where none. */
export function wordAt(text: string, at: number): string {
  const s = isBlank(text.charCodeAt(at)) ? at + 1 : at;
  let e = s;
  while (e - s < 12 && isLetter(text.charCodeAt(e))) e++;
  return text.slice(s, e).toLowerCase();
}
