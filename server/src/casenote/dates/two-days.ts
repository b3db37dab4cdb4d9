// Two days that share a month: "3-5 June", "7 + 8 Sept", "28 or 29 April", "3, 4 and 5 June".
import { daysInMonth } from '../../calendar/day.ts';
import { isBlank, isLetter, wordSet } from './chars.ts';
import { numeric, type Scan } from './found.ts';
import { RawDate } from './raw.ts';
import { lookUp } from './words.ts';

/** "3-5 June", "7 + 8 Sept", "28 or 29 April": `start` is the second number; gives the first day, or both in doubt. */
export function firstOfTwo(
  scan: Scan,
  start: number,
  day: number,
  month: number,
  year: number,
  end: number,
): RawDate | undefined {
  const { text } = scan;
  if (!joinsToEarlier(scan, start)) return undefined;
  const from = Math.max(0, start - 40);
  const m = earlierDay.exec(text.slice(from, start));
  if (m === null) return undefined;
  const first = Number(m[2]);
  const sign = m[3]!.toLowerCase();
  if (first < 1 || first > daysInMonth(year === 0 ? 2024 : year, month)) return undefined;
  const at = from + m.index + m[0].search(/\d/);
  if (labelled(scan, at)) return undefined;
  // "Call 2 - 5th May", "stage 2 - 5 May": the first number counts something.
  if (/\d\s+[-–—]/.test(m[0]) && counted.has(scan.wordBefore(at))) return undefined;
  const a = numeric('date', at, end, first, month, year);
  const b = numeric('date', start, end, day, month, year);
  if (sign === 'or' || sign === '/' || (/^either$/i.test(m[1] ?? '') && sign !== '-')) return either(at, end, [a, b]);
  if (m[1]?.toLowerCase() === 'between') {
    const vague = new RawDate('vague', at, end);
    vague.month = month;
    return vague;
  }
  if (first >= day) return undefined;
  // "3rd, 4th June" are two days; "at 2, 4 June" is one.
  if (sign === ',' && !/(?:st|nd|rd|th)\s*,/i.test(m[0])) return undefined;
  for (let k = 0; k < 6; k++) {
    // "3, 4 and 5 June"
    const more = /(?:^|[^\w.,/£$:-])(\d{1,2})(?:st|nd|rd|th)?,\s*(?:the\s+)?$/i.exec(
      text.slice(Math.max(0, a.rawStart - 12), a.rawStart),
    );
    const earlier = more === null ? 0 : Number(more[1]);
    if (more === null || earlier < 1 || earlier >= a.day) break;
    a.rawStart = Math.max(0, a.rawStart - 12) + more.index + more[0].search(/\d/);
    a.day = earlier;
  }
  a.until = b;
  return a;
}

/** "28 April (or 29th)", "28 April or the 29th": both in doubt. */
export function orAnother(scan: Scan, date: RawDate): RawDate | undefined {
  const { text } = scan;
  const c = text.charCodeAt(date.rawEnd);
  if (c !== 32 && c !== 47) return undefined;
  const m = orNth.exec(text.slice(date.rawEnd, date.rawEnd + 16));
  const day = m === null ? 0 : Number(m[1]);
  if (m === null || day > daysInMonth(date.year === 0 ? 2024 : date.year, date.month)) return undefined;
  const end = date.rawEnd + m[0].length;
  return either(date.rawStart, end, [date, numeric('date', date.rawStart, end, day, date.month, date.year)]);
}

const orNth =
  /^(?: ?\/ ?| \(?or (?:the )?)(\d\d?)(?:st|nd|rd|th)\b\)?(?! ?(?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))/i;

/** True where what stands before the number at `start` could join it to an earlier day: a sign, "and", "or", "to". */
function joinsToEarlier(scan: Scan, start: number): boolean {
  const { text } = scan;
  let p = start - 1;
  while (p > 0 && isBlank(text.charCodeAt(p))) p--;
  const c = text.charCodeAt(p);
  // - + & / , and the long dashes
  if (c === 45 || c === 43 || c === 38 || c === 47 || c === 44 || c === 8211 || c === 8212) return true;
  let before = scan.wordBefore(start);
  if (lookUp(before)?.kind === 'weekday') {
    // "Mon 3 - Wed 5 June"
    while (p > 0 && isLetter(text.charCodeAt(p))) p--;
    while (p > 0 && isBlank(text.charCodeAt(p))) p--;
    const sign = text.charCodeAt(p);
    if (sign === 45 || sign === 8211 || sign === 8212 || sign === 38 || sign === 43) return true;
    before = scan.wordBefore(p + 1);
  }
  if (/^(?:the|on|possibly|maybe)$/.test(before)) {
    let s = p;
    while (s > 0 && isLetter(text.charCodeAt(s - 1))) s--;
    return joiners.has(scan.wordBefore(s)) || (before === 'the' && scan.wordBefore(s) === 'on');
  }
  return joiners.has(before);
}

const joiners = wordSet('and or to until til till');

const earlierDay =
  /(?:^|[^\w.,/£$:-])(?:(either|between)\s+)?(?:on\s+)?(?:the\s+)?(\d{1,2})(?:st|nd|rd|th)?\s*(-|–|—|\+|&|\/|,|to|until|til|till|and|or)\s*(?:possibly\s+|maybe\s+|on\s+)?(?:the\s+)?(?:(?:mon|tues?|wed(?:nes|s)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?(?:the\s+)?$/i;

/** What a number after it counts: with a spaced dash behind the number, a date begins anew. */
const counted = wordSet(
  'call visit meeting mtg letter stage email entry part contact session week day term item note appeal complaint version draft year log tc',
);

function either(start: number, end: number, days: readonly RawDate[]): RawDate {
  const date = new RawDate('ambiguous', start, end);
  date.either = days;
  return date;
}

export function labelled(scan: Scan, start: number): boolean {
  return sectionWords.has(scan.wordBefore(start));
}

const sectionWords = wordSet(
  'section sections s sec sect regs regulation regulations para paras paragraph page pg pp article schedule clause chapter appendix annex',
);
