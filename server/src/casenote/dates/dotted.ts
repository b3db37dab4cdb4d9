// Days written with a dot and no year ("ltr dated 14.7", "replied 23.10"). Such a figure is as often a time, a sum or a
// paragraph: it is a day where the words beside it leave little doubt, or where a full dotted day in the same block shows
// that this hand writes its days so.
import { daysInMonth } from '../../calendar/day.ts';
import { isDigit, isLetter } from './chars.ts';
import { bornWords, numeric, type Scan } from './found.ts';
import { wasDone } from './weekdays.ts';
import { countNouns, labels } from './words.ts';

/** Before a day these leave no room for a time. */
const firm = new Set(
  (
    'dated dtd dd on since letter letters ltr ltrs notice decision refusal certificate cert posted issued lodged registered ' +
    'served signed refused'
  ).split(' '),
);
/** Before these a figure can be a time as well. */
const loose = new Set(
  (
    'sent emailed received recd rcvd submitted replied answered heard held met agreed wrote rang called confirmed requested ' +
    'asked chased appealed complained decided came arrived from until till til by before after email reply response'
  ).split(' '),
);
/** What is measured in tenths, and what counts paragraphs. */
const measured = new Set('fte ratio hourly cm mm kg metres mins gcse level percentile or to points'.split(' '));
/** Before a figure that is no day even where days are written so. */
const measures = new Set(
  'at about approx around over under nearly only ratio scored item than is was are of stage a an'.split(' '),
);

const fullDotted = /\d{1,2}\.\d{1,2}\.(?:\d\d){1,2}$/;

/** A full dotted day stands before, in the same block. */
const writesDots = ({ found, text }: Scan): boolean =>
  found.some((d) => fullDotted.test(text.slice(d.rawStart, d.rawEnd)));

/** Notes `14.7`, which stands from `start` to `end`, where it is a day. */
export function readDotted(scan: Scan, start: number, end: number, day: number, month: number): void {
  const { text } = scan;
  const next = text.charCodeAt(end);
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(2024, month)) return;
  if (isLetter(next) || next === 37 || ((next === 46 || next === 58) && isDigit(text.charCodeAt(end + 1)))) return;
  const before = scan.wordBefore(start);
  if (before === '' || labels.has(before) || bornWords.has(before)) return;
  const after = next === 32 ? scan.wordAfter(end) : '';
  if (countNouns.has(after) || measured.has(after)) return;
  const last = scan.found[scan.found.length - 1];
  const ownWeekday = last?.rawKind === 'weekday' && /^\.?,? $/.test(text.slice(last.rawEnd, start));
  // "2d from 13.10", "5.11-11.11", "emailed the council 30.06", "04.09.26 - the answer is 28.08".
  const plain =
    (day > 23 && text.charCodeAt(end - 2) === 48 && (wasDone(text, start) || writesDots(scan))) ||
    /^[-\u2013]\d{1,2}\.\d{1,2}(?![.\d])/.test(text.slice(end, end + 6)) ||
    (before === 'from' && /\d ?d(?:ays?)? from $/i.test(text.slice(Math.max(0, start - 12), start)));
  if (!ownWeekday && !firm.has(before) && !plain) {
    const dots = writesDots(scan);
    // "Rang 9.10", "met 15.05": on the clock as well as in the calendar.
    const couldBeTime =
      day > (dots ? 6 : 0) && day < 20 && month % 5 === 0 && end - text.lastIndexOf('.', end - 1) === 3;
    if (couldBeTime || !(loose.has(before) || (dots && !measures.has(before)))) return;
  }
  const date = numeric('date', start, end, day, month, 0);
  date.bare = true;
  scan.push(date);
}
