// Characters and small pieces of text, as the date scanner sees them. Lengths are in UTF-16 code units.

export const digit0 = 48;
const digit9 = 57;

export function isDigit(c: number): boolean {
  return c >= digit0 && c <= digit9;
}
export function isLetter(c: number): boolean {
  return (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || (c >= 0xc0 && c !== 0xd7 && c !== 0xf7 && c < 0x2000);
}
export function isBlank(c: number): boolean {
  return c === 32 || c === 10 || c === 9 || c === 13;
}

/** Reads digits at `at`: value and end packed as `value * 16 + length`, 0 where there are none or more than `most`. */
export function digitsAt(text: string, at: number, most: number): number {
  let v = 0;
  let n = 0;
  for (; ; n++) {
    const c = text.charCodeAt(at + n);
    if (!isDigit(c)) break;
    if (n === most) return 0;
    v = v * 10 + c - digit0;
  }
  return n === 0 ? 0 : v * 16 + n;
}

/** Two figures are 1950 to 2049, four figures 1900 to 2099; else 0. */
export function fullYear(value: number, length: number): number {
  if (length === 4) return value >= 1900 && value <= 2099 ? value : 0;
  if (length === 2) return value < 50 ? 2000 + value : 1900 + value;
  return 0;
}

/** The first place at or after `at` that is no blank. */
export function skipBlanks(text: string, at: number): number {
  let i = at;
  while (isBlank(text.charCodeAt(i))) i++;
  return i;
}

/** A set of words, written as one line of text. */
export const wordSet = (words: string): ReadonlySet<string> => new Set(words.split(' '));
