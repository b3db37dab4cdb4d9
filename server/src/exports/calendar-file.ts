// Deadlines as an iCalendar file (RFC 5545): all-day entries with alarms. A second import updates the first, because
// each entry keeps its UID; what has been answered in the meantime is sent again as cancelled, so that it goes away.
import { addDays, type Day, formatDay, formatIsoDay } from '../calendar/day.ts';
import { type DeadlineRow, isOpen, stableId } from './rows.ts';
import { actorName, caseLabel, days as countOf } from './wording.ts';

export interface CalendarOptions {
  readonly today: Day;
  /**
   * Minutes since 1970, UTC, at which the file is made: of two files of one day the later one must win, too. Absent: the
   * day's midnight, so that a fixed day gives the same file each time.
   */
  readonly minutes?: number | undefined;
  /** What names the case in each entry. Default `initials`: a calendar is often shared. */
  readonly name?: 'case' | 'initials' | 'none';
  /** Days before the limit at which the calendar reminds; default 7 and 1. */
  readonly alarmDays?: readonly number[];
  /** Only the family's own limits (default), or everybody's. */
  readonly actors?: 'family' | 'all';
}

const encoder = new TextEncoder();

/** Escapes a TEXT value (RFC 5545 section 3.3.11); control characters, which it must not hold, are dropped. */
function text(value: string): string {
  return value
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\r\n|\r|\n/g, '\\n')
    .replace(/(?!\t)\p{Cc}/gu, '');
}

/** Folds a content line at 75 octets without cutting a character (RFC 5545 section 3.1). */
function fold(line: string): string {
  let out = '';
  let octets = 0;
  for (const char of line) {
    const size = encoder.encode(char).length;
    if (octets + size > 75) {
      out += '\r\n ';
      octets = 1;
    }
    out += char;
    octets += size;
  }
  return out;
}

/** DTSTAMP's form of a number of minutes since 1970: UTC, to the minute. */
function stamp(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const inDay = minutes % minutesOfDay;
  return `${compact(Math.floor(minutes / minutesOfDay) as Day)}T${two(Math.floor(inDay / 60))}${two(inDay % 60)}00Z`;
}

const minutesOfDay = 24 * 60;
const compact = (day: Day): string => formatIsoDay(day).replaceAll('-', '');

function alarmLines(days: number): string[] {
  return [
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${days === 0 ? 'Time limit today' : `Time limit in ${countOf(days)}`}`,
    days === 0 ? 'TRIGGER:PT0S' : `TRIGGER:-P${days}D`,
    'END:VALARM',
  ];
}

function eventLines(row: DeadlineRow & { readonly due: Day }, options: CalendarOptions): string[] {
  const open = isOpen(row);
  const minutes = options.minutes ?? options.today * minutesOfDay;
  const name = caseLabel(row, options.name ?? 'initials');
  const description = [
    `${actorName(row.actor)} must act by ${formatDay(row.due, 'weekday')}.`,
    row.startDay === undefined ? '' : `Counted from ${formatDay(row.startDay)}.`,
    `Source: ${row.source}.`,
  ].filter(Boolean);
  return [
    'BEGIN:VEVENT',
    `UID:${stableId(row)}@casenotes`,
    `DTSTAMP:${stamp(minutes)}`,
    // The minutes grow with each export, so that the newest file always wins.
    `SEQUENCE:${minutes}`,
    `DTSTART;VALUE=DATE:${compact(row.due)}`,
    `DTEND;VALUE=DATE:${compact(addDays(row.due, 1))}`,
    `SUMMARY:${text([name, row.title].filter(Boolean).join(': '))}`,
    `DESCRIPTION:${text(description.join('\n'))}`,
    `STATUS:${open ? 'CONFIRMED' : 'CANCELLED'}`,
    'TRANSP:TRANSPARENT',
    'CLASS:PRIVATE',
    ...(open ? (options.alarmDays ?? [7, 1]).flatMap(alarmLines) : []),
    'END:VEVENT',
  ];
}

/**
 * The calendar file of a set of deadlines. Limits without a day and old, faded ones are left out; past ones that are
 * still open stay, for they still need an answer. Source: RFC 5545 (3.6.1 VEVENT, 3.6.6 VALARM, 3.8.7.4 SEQUENCE).
 */
export function calendarFile(rows: Iterable<DeadlineRow>, options: CalendarOptions): string {
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Casenotes//Deadlines//EN', 'CALSCALE:GREGORIAN'];
  lines.push('METHOD:PUBLISH', 'X-WR-CALNAME:Casenotes deadlines');
  const seen = new Set<string>();
  for (const row of rows) {
    if (row.due === undefined || row.faded) continue;
    if ((options.actors ?? 'family') === 'family' && row.actor !== 'family') continue;
    const id = stableId(row);
    if (seen.has(id)) continue;
    seen.add(id);
    lines.push(...eventLines({ ...row, due: row.due }, options));
  }
  lines.push('END:VCALENDAR');
  return `${lines.map(fold).join('\r\n')}\r\n`;
}
