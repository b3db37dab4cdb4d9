// Signs as other programs write them, and as they look when they were spoilt on the way: quotation marks, dashes, spaces and
// raised letters of word processors, signs that cannot be seen, entities of HTML, bytes of one code page read as another's.
// "Hasn't" must be that word however its apostrophe came out; what is missed here turns what a note says into its opposite.

/** Stands for what is no part of the text; no character has this number. */
export const nothing = 0xffff;

/** Each sign with the plain one that it stands for. */
const groups: readonly (readonly [signs: string, plain: number])[] = [
  ['\u2018\u2019\u201a\u201b\u02bc\u02b9\u2032\u2035\x91\x92', 39],
  ['\u201c\u201d\u201e\u2033\x93\x94', 34],
  ['\u2010\u2011\u2012\u2212', 45],
  ['\x96', 0x2013],
  ['\x97', 0x2014],
  ['\u2215', 47],
  ['\t\r\xa0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000', 32],
  // Soft hyphens, joiners, marks of direction (Windows puts those into the dates of files).
  ['\xad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff', nothing],
];

/** From a sign's code to the plain one's; to `nothing` for what cannot be seen. */
export const plainOf: ReadonlyMap<number, number> = new Map([
  ...groups.flatMap(([signs, plain]) => Array.from(signs, (sign) => [sign.charCodeAt(0), plain] as const)),
  // "3\u02b3\u1d48": raised letters.
  ...Array.from('\u02b3\u1d48\u02e2\u1d57\u207f\u02b0', (c, i) => [c.charCodeAt(0), 'rdstnh'.charCodeAt(i)] as const),
  // The wide forms of Asian keyboards.
  ...Array.from({ length: 94 }, (_, i) => [0xff01 + i, 33 + i] as const),
]);

const endings = /(?:t|s|d|m|ll|re|ve)(?![a-z])/iy;

/** Does the end of a word stand here that only follows an apostrophe: "hasn't", "we'll"? */
export function wordEnding(text: string, at: number): boolean {
  endings.lastIndex = at;
  return endings.test(text);
}

const raised = /(?<=\d)(?:\^(?:st|nd|rd|th)\^|<sup>(?:st|nd|rd|th)<\/sup>)/iy;

/** The end of the raised letters of "3^rd^" or "3<sup>rd</sup>" that begin at `at`, after a figure; 0 where there are none. */
export function ordinalRaised(text: string, at: number): number {
  raised.lastIndex = at;
  return raised.test(text) ? raised.lastIndex : 0;
}

const goesOn = /[/.-]\**\d|\d|(?:st|nd|rd|th)(?![a-z])/iy;

/** Does a mark from `from` to `to` stand within a date that is written with figures? */
export function joinsDate(text: string, from: number, to: number): boolean {
  goesOn.lastIndex = to;
  if (/\d$/.test(text.charAt(from - 1))) return goesOn.test(text);
  return /\d\**[/.-]$/.test(text.slice(Math.max(0, from - 4), from)) && /\d/.test(text.charAt(to));
}

/** What was found in place of one sign: the sign's code, and over how many characters. */
export interface Spoilt {
  readonly code: number;
  readonly length: number;
}

/** The third byte of a quotation mark or dash, as Windows and as Latin-1 show it. */
const thirds = '\u2122\x99\u02dc\x98\u201c\x93\u201d\x94\u0153\x9c\x9d';
const marks = `''''\u2013\u2013\u2014\u2014"""`;

/** A mark of UTF-8 whose three bytes became three signs ("hasn\xe2\u20ac\u2122t"). */
export function spoiltQuote(text: string, at: number): Spoilt | undefined {
  const second = text.charCodeAt(at + 1);
  if (second !== 0x20ac && second !== 0x80) return undefined;
  const third = text.charAt(at + 2);
  const known = thirds.indexOf(third);
  if (third !== '' && known >= 0) return { code: marks.charCodeAt(known), length: 3 };
  if (third !== '\ufffd') return { code: 32, length: 2 };
  return { code: wordEnding(text, at + 3) ? 39 : 34, length: 3 };
}

const entity = /&(?:(nbsp)|(amp)|([rl]squo|apos)|([rl]dquo|quot)|([nm]dash)|#(\d{2,4})|#x([\da-f]{2,4}));/iy;

/** An entity of HTML, but for those of `<` and `>`. */
export function readEntity(text: string, at: number): Spoilt | undefined {
  entity.lastIndex = at;
  const m = entity.exec(text);
  if (m === null) return undefined;
  const known = [32, 38, 39, 34, 0x2013].find((_, i) => m[i + 1] !== undefined);
  const code = known ?? (m[6] === undefined ? Number.parseInt(m[7]!, 16) : Number(m[6]));
  const plain = plainOf.get(code) ?? code;
  return { code: Math.max(plain, 32), length: m[0].length };
}
