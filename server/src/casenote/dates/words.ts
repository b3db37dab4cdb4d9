// The words that a written day is made of: months, weekdays, number words, and how advisers misspell and shorten them.
// Looked up by the scanner; nothing here knows about years or reference days.
import { wordSet } from './chars.ts';

/** Month words in full and short, lower case, with their number 1 to 12. */
const months: Readonly<Record<string, number>> = {
  january: 1,
  jan: 1,
  february: 2,
  feb: 2,
  febr: 2,
  march: 3,
  mar: 3,
  mch: 3,
  april: 4,
  apr: 4,
  may: 5,
  june: 6,
  jun: 6,
  july: 7,
  jul: 7,
  august: 8,
  aug: 8,
  september: 9,
  sept: 9,
  sep: 9,
  october: 10,
  oct: 10,
  november: 11,
  nov: 11,
  december: 12,
  dec: 12,
};

const fullMonths = Object.keys(months).filter((m) => m.length > 4);
/** The letters of each full month as bits: words with quite other letters are no misspelling of it. */
const monthLetters = fullMonths.map(lettersOf);

function lettersOf(word: string): number {
  let bits = 0;
  for (let i = 0; i < word.length; i++) bits |= 1 << ((word.charCodeAt(i) - 97) & 31);
  return bits;
}

function countBits(n: number): number {
  let count = 0;
  for (let bits = n; bits !== 0; bits &= bits - 1) count++;
  return count;
}

/** Weekday words in full and short, lower case: Monday is 0. */
const weekdays: Readonly<Record<string, number>> = {
  monday: 0,
  mon: 0,
  tuesday: 1,
  tues: 1,
  tue: 1,
  wednesday: 2,
  weds: 2,
  wed: 2,
  thursday: 3,
  thurs: 3,
  thur: 3,
  thu: 3,
  friday: 4,
  fri: 4,
  frid: 4,
  saturday: 5,
  sat: 5,
  sunday: 6,
  sun: 6,
};

const fullWeekdays = Object.keys(weekdays).filter((d) => d.endsWith('day'));

/** Words said of a day near the entry's own, with the days to add. */
const offsets: Readonly<Record<string, number>> = {
  today: 0,
  tonight: 0,
  yesterday: -1,
  yest: -1,
  yday: -1,
  ystrday: -1,
  ystrdy: -1,
  ystday: -1,
  yestdy: -1,
  ystdy: -1,
  yestday: -1,
  yesturday: -1,
  tomorrow: 1,
  tomoro: 1,
  tmrw: 1,
  tmw: 1,
};

/** What a word can be to the scanner. */
export type WordKind =
  | 'month'
  | 'weekday'
  | 'offset'
  | 'day'
  | 'days'
  | 'date'
  | 'week'
  | 'weeks'
  | 'monthWord'
  | 'yearWord'
  | 'part'
  | 'night'
  | 'season'
  | 'holiday'
  | 'term'
  | 'weekend'
  | 'nth';

export interface Word {
  readonly kind: WordKind;
  /** Month 1 to 12, weekday 0 to 6, or days to add. */
  readonly value: number;
  /** The word is spelt out in full. */
  readonly full: boolean;
}

const others: Readonly<Record<string, WordKind>> = {
  day: 'day',
  days: 'days',
  date: 'date',
  week: 'week',
  wk: 'week',
  weeks: 'weeks',
  wks: 'weeks',
  fortnight: 'weeks',
  month: 'monthWord',
  months: 'monthWord',
  year: 'yearWord',
  morning: 'part',
  afternoon: 'part',
  evening: 'part',
  morn: 'part',
  aft: 'part',
  night: 'night',
  nite: 'night',
  spring: 'season',
  summer: 'season',
  autumn: 'season',
  winter: 'season',
  easter: 'holiday',
  christmas: 'holiday',
  xmas: 'holiday',
  half: 'holiday',
  halfterm: 'holiday',
  new: 'holiday',
  whitsun: 'holiday',
  boxing: 'holiday',
  term: 'term',
  weekend: 'weekend',
  wkend: 'weekend',
};

const units: Readonly<Record<string, number>> = {
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  fifth: 5,
  sixth: 6,
  seventh: 7,
  eighth: 8,
  ninth: 9,
  tenth: 10,
  eleventh: 11,
  twelfth: 12,
  thirteenth: 13,
  fourteenth: 14,
  fifteenth: 15,
  sixteenth: 16,
  seventeenth: 17,
  eighteenth: 18,
  nineteenth: 19,
  twentieth: 20,
  thirtieth: 30,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
};

const table = new Map<string, Word>();
for (const [w, value] of Object.entries(months))
  table.set(w, { kind: 'month', value, full: w.length > 4 || w === 'june' || w === 'july' || w === 'may' });
for (const [w, value] of Object.entries(weekdays)) table.set(w, { kind: 'weekday', value, full: w.endsWith('day') });
for (const [w, value] of Object.entries(offsets)) table.set(w, { kind: 'offset', value, full: true });
for (const [w, kind] of Object.entries(others)) table.set(w, { kind, value: 0, full: true });
for (const w of Object.keys(units))
  if (/(?:th|st|second|third)$/.test(w)) table.set(w, { kind: 'nth', value: 0, full: true });

/**
 * One byte for each possible beginning of a word (its first three letters, as base-27 digits; 0 where the word is
 * shorter): 1 where a word of the table, or a likely misspelling of one, begins so. The scanner drops every other
 * word without looking it up.
 */
export const beginnings = new Uint8Array(27 * 27 * 27);

function mark(start: string): void {
  let code = 0;
  for (let i = 0; i < 3; i++) code = code * 27 + (i < start.length ? start.charCodeAt(i) - 96 : 0);
  beginnings[code] = 1;
}
for (const w of table.keys()) mark(w.slice(0, 3));
for (const start of [
  'wen',
  'set',
  'spe',
  'oco',
  'otc',
  'nvo',
  'nob',
  'dce',
  'fbe',
  'jna',
  'jau',
  'agu',
  'tus',
  'teu',
  'thr',
  'fir',
  'yse',
  'tom',
  'tod',
  'yes',
])
  mark(start);

/** True where `a` and `b` differ by at most `limit` slips: a letter more, less or other, or two letters swapped. */
export function withinSlips(a: string, b: string, limit: number): boolean {
  if (Math.abs(a.length - b.length) > limit) return false;
  let before: number[] = [];
  let last: number[] = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(last[j - 1]! + (same ? 0 : 1), last[j]! + 1, row[j - 1]! + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2]! + 1);
      row.push(cost);
    }
    before = last;
    last = row;
  }
  return last[b.length]! <= limit;
}

/** Real words that stand one slip from a month and are not one. */
const notMonths = wordSet('match marsh larch starch parch ember member number marched august’s');

/**
 * The month that a misspelt word next to a day number means ("Febuary", "Setpember", "Ocotber"), or 0. Short months
 * take only swapped letters; longer ones one slip, and two where the word is long and begins right.
 */
export function misspeltMonth(word: string): number {
  if (word.length < 4 || word.length > 11 || notMonths.has(word)) return 0;
  const letters = lettersOf(word);
  for (let i = 0; i < fullMonths.length; i++) {
    const name = fullMonths[i]!;
    const differ = countBits(letters ^ monthLetters[i]!);
    if (name.length <= 5) {
      if (differ === 0 && word.length === name.length && word[0] === name[0] && sortLetters(word) === sortLetters(name))
        return months[name]!;
      continue;
    }
    const limit = word.length >= 7 && word[0] === name[0] ? 2 : 1;
    if (differ <= 2 * limit && withinSlips(word, name, limit)) return months[name]!;
  }
  return 0;
}

function sortLetters(word: string): string {
  return [...word].sort().join('');
}

/** The meaning of a lower-case word, misspelt weekdays and "yesterday" among them; `undefined` where it has none. */
export function lookUp(word: string): Word | undefined {
  const found = table.get(word);
  if (found) return found;
  if (word.length >= 6 && word.length <= 10) {
    if (word.endsWith('day') || word.endsWith('dy') || word.endsWith('dya') || word.endsWith('ady')) {
      for (const name of fullWeekdays)
        if (withinSlips(word, name, word.startsWith('wen') ? 2 : 1))
          return notWeekdays.has(word) ? undefined : table.get(name);
    }
    if (word.startsWith('y') && withinSlips(word, 'yesterday', 2)) return table.get('yesterday');
    if (word.startsWith('tom') && withinSlips(word, 'tomorrow', 2)) return table.get('tomorrow');
  }
  return undefined;
}
const notWeekdays = new Set(['someday', 'noonday', 'fridays', 'mondays']);

const unitPattern = Object.keys(units).join('|');
/** Ordinal words for days of the month, as a pattern without groups. */
export const ordinalPattern = `(?:(?:twenty|thirty)[ -](?:${unitPattern})|(?:${unitPattern.split('|one|')[0]}))`;

/** The number of "twenty-second", "third", "twenty two"; 0 where it is none. */
export function numberOfWords(words: string): number {
  const [tens, unit] = words.toLowerCase().split(/[ -]+/);
  if (unit !== undefined) return (tens === 'thirty' ? 30 : 20) + (units[unit] ?? 0);
  return units[tens ?? ''] ?? 0;
}

const spoken: Readonly<Record<string, number>> = {
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
};
const spokenYear = new RegExp(
  `^[ ,]{1,2}(?:of )?(?:two thousand and |twenty )(${Object.keys(spoken).join('|')})(?:[ -](one|two|three|four|five|six|seven|eight|nine))?(?![a-z-])`,
  'i',
);

/** A year said in words at the head of `text` (" twenty twenty-six"): the year and its length; undefined where none is. */
export function yearOfWords(text: string): { readonly year: number; readonly length: number } | undefined {
  const m = spokenYear.exec(text);
  if (m === null) return undefined;
  const tens = spoken[m[1]!.toLowerCase()]!;
  if (m[2] !== undefined && tens < 20) return undefined;
  return { year: 2000 + tens + (m[2] === undefined ? 0 : (units[m[2].toLowerCase()] ?? 0)), length: m[0].length };
}

/** Small counts written as words or figures ("two", "a", "3"), as a pattern without groups. */
export const countPattern = '(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\\d{1,2})';

/** The number of a count; "a" is 1. */
export function countOf(word: string): number {
  const w = word.toLowerCase();
  if (w === 'a' || w === 'an') return 1;
  return units[w] ?? Number(w);
}

/** Words before a number that make it a label, not a day: "section 3 May ...", "page 4/5", "Year 6". */
export const labels = wordSet(
  'section sections s sec sect regs regulation regulations para paras paragraph paragraphs page pages pg pgs pp p ' +
    'article art schedule clause chapter ch question q item appendix annex band room rm year yr yrs y level tier ward flat ' +
    'ks phase unit form no number nos ref refs score grade set bundle tab doc vol version v ch class grp group box',
);

/** Words after a number that make it a count or a fraction, not a day or a year: "3/5 wks", "May 3 times". */
export const countNouns = wordSet(
  'day days week weeks wk wks month months mth mths hour hours hr hrs min mins minute minutes session sessions pupil pupils ' +
    'child children school working sch people person pages pp page x times time term terms yr yrs year years am pm p.m a.m ' +
    'miles km of out per percent staff adults places lessons visits calls letters emails kids students o marks points pence k pounds',
);

/** Words that may follow a bare day number without making it a count ("the 12th and ..."). */
export const afterOrdinal = wordSet(
  'and but that to for by at with so as when because which from is was it he she they we mum dad mother father la lea who or re after before then ' +
    'still now if about says said says saying has had having in on i not no nothing via through instead too also while though until till where i’m i’ll i’ve ' +
    'asking asked telling told refusing confirming came went got rang met wrote sent',
);
