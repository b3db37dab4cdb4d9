// Stretches of time that give no day, or the day of a feast: weeks, weekends, terms, seasons.
import { wordSet } from './chars.ts';
import type { Scan } from './found.ts';
import { pushVague } from './push.ts';
import { RawDate } from './raw.ts';
import { countPattern, lookUp, type Word } from './words.ts';

const weekBehind = new RegExp(
  `(?:\\b(?:(?:earlier|later)\\s+(?:on\\s+)?(?:in\\s+)?)?(?:last|past|this|next|the other|previous|the following|following|the previous)|\\b(?:about |around |some |over )?(?:a few|a couple of|couple of|several|some|many|${countPattern})(?:\\s+or\\s+(?:two|three|so))?|\\bearlier in the|\\blater in the|\\b(?:end|start|first|1st|last day) of the|\\b(?:first|second|third|last|1st|2nd|3rd) )\\s*$`,
  'i',
);

const weekLeads = wordSet('last past this next other previous following the first second third');
const weekTails = wordSet('ago back later earlier or time');

/** "last week", "two weeks ago", "week of 17 August", "earlier this month": no day. A plain count of weeks is nothing. */
export function readWeekWord(scan: Scan, start: number, end: number): number {
  const { text } = scan;
  const next = scan.wordAfter(end);
  const low = text.slice(end, end + 32).toLowerCase();
  const head = text.slice(start, end).toLowerCase();
  if (head === 'week' || head === 'wk') {
    const m = /^\s*(?:of|commencing|comm\.?|beginning|beg\.?|ending|starting|before|after|from)(?=[\s:.])/.exec(low);
    if (
      m !== null &&
      /^[\s:.]*(?:the\s+)?(?:\d|mon|tue|wed|thu|fri|s(?:at|un|ep)|j(?:an|un|ul)|feb|ma[ry]|a(?:pr|ug)|oct|nov|dec)/.test(
        low.slice(m[0].length),
      )
    ) {
      return pushVague(scan, start, end + m[0].length);
    }
    if (/^ before last(?! \w)/.test(low)) return pushVague(scan, start, end + 12);
    if (/^\s*(?:before|after)\s+(?:half|easter|christmas|xmas|term|last|next)/.test(low)) return end;
  }
  // A count of weeks says when only with one of these words behind it; most counts have none.
  if (!weekLeads.has(scan.wordBefore(start)) && !weekTails.has(next) && text.charCodeAt(end) !== 39) return end;
  const m = weekBehind.exec(text.slice(Math.max(0, start - 36), start));
  if (m === null) return end;
  const words = m[0].trim().toLowerCase();
  const from = start - m[0].length;
  if (
    /^(?:earlier |later |)(?:on )?(?:in )?(?:last|past|this|next|the other|previous|the previous)$/.test(words) ||
    words.endsWith('in the') ||
    words.endsWith('of the')
  ) {
    return pushVague(scan, from, next === 'before' && /^\s*before last/.test(low) ? end + 12 : end);
  }
  if (words === 'the following' || words === 'following') return pushVague(scan, from, end);
  // A count of weeks says when only with "ago", "back", "later", "earlier", or "in ... time".
  const away = /^\s*(?:or\s+(?:so|two|more)\s+)?(ago|back|later|earlier|since)\b/.exec(low);
  if (away !== null && away[1] !== 'since') {
    const beyond = lookUp(scan.wordAfter(end + away[0].length));
    if (beyond?.kind === 'offset' || beyond?.kind === 'weekday') return end;
    return pushVague(scan, from, end + away[0].length);
  }
  if (/^'?\s+time\b/.test(low) && /\bin\s+$/i.test(text.slice(Math.max(0, from - 4), from + 1)))
    return pushVague(scan, from, end);
  return end;
}

export const weekendBehind = /(?:\b(?:at|over|last|this|next|on|during|by|before|after)\s+(?:the\s+)?)$/i;
export const termBehind =
  /(?:\b(?:last|this|next|since|before|after|during|end of|start of|beginning of|by the end of|earlier this|later this|the end of|first|second)\s+(?:the\s+)?(?:of\s+)?)$/i;

export const yearBehind = /\b(?:earlier|later)\s+(?:on\s+)?(?:this|in\s+the)\s+$/i;

export function readBehind(scan: Scan, start: number, end: number, pattern: RegExp): number {
  const m = pattern.exec(scan.text.slice(Math.max(0, start - 24), start));
  return m === null ? end : pushVague(scan, start - m[0].length, end);
}

const seasonBehind =
  /(?:\b(?:in|since|before|after|over|during|last|this|next|early|late|mid|by|until|till|til|around|at|from|for|towards|just before|just after|end of|start of|beginning of|back in|some ?time (?:in|before|after|over))[\s-]+(?:the\s+)?(?:early\s+|late\s+|end of (?:the\s+)?|start of (?:the\s+)?|last\s+|next\s+|this\s+)?)$/i;
const seasonAhead =
  /^(?:[\s-]+(?:half[\s-]?term|terms?|holidays?|hols|hol|break|vac\w*|breaks|week|time|year)(?:[\s-]+(?:break|holidays?|hols|term|week))?)*/i;

const feasts: Readonly<Record<string, readonly [number, number]>> = {
  'christmas eve': [24, 12],
  'christmas day': [25, 12],
  'xmas eve': [24, 12],
  'xmas day': [25, 12],
  'boxing day': [26, 12],
  "new year's eve": [31, 12],
  "new year's day": [1, 1],
  'new years eve': [31, 12],
  'new years day': [1, 1],
};

/** "Christmas Eve", "Boxing Day": days of the calendar that need no number; gives where to go on, 0 where there is none. */
function feastDay(scan: Scan, start: number, end: number, head: string): number {
  if (head !== 'christmas' && head !== 'xmas' && head !== 'boxing' && head !== 'new') return 0;
  const m = /^(?:\s+year'?s)?\s+(?:eve|day)\b/i.exec(scan.text.slice(end, end + 14));
  const found = m === null ? undefined : feasts[(head + m[0]).toLowerCase().replace(/\s+/g, ' ')];
  if (m === null || found === undefined) return 0;
  const date = new RawDate('date', start, end + m[0].length);
  [date.day, date.month] = found;
  scan.push(date);
  return date.rawEnd;
}

/** "in the spring term", "since Christmas", "before half term", "last summer", "winter 2025": no day. */
export function readSeason(scan: Scan, start: number, end: number, word: Word): number {
  const { text } = scan;
  const head = text.slice(start, end).toLowerCase();
  const feast = feastDay(scan, start, end, head);
  if (feast > 0) return feast;
  if (head === 'boxing') return end;
  const ahead = seasonAhead.exec(text.slice(end, end + 40).toLowerCase())![0];
  if (head === 'half' && !/^[\s-]+term/.test(ahead)) return end;
  if (head === 'new' && !/^[\s-]+year/.test(ahead)) return end;
  const behind = seasonBehind.exec(text.slice(Math.max(0, start - 40), start));
  const close = end + ahead.length;
  const year = /^\s+(?:of\s+)?(?:20\d\d(?:\/\d\d)?|'?\d\d\/\d\d)(?![\d/])/.exec(text.slice(close, close + 14));
  if (behind === null && year === null && !(word.kind === 'season' && /^[\s-]+term/.test(ahead))) return end;
  if (behind !== null && /\b(?:for|at|from)\s/i.test(behind[0]) && word.kind === 'season' && ahead === '') return end;
  return pushVague(
    scan,
    behind === null ? start : start - behind[0].length,
    close + (year === null ? 0 : year[0].length),
  );
}
