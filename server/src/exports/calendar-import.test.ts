// The calendar file in the readers of real calendar programs: ical.js (Thunderbird), node-ical and ts-ics, three
// parsers that share no code. What each makes of it must be the same, and a second import must update the first.
import ICAL from 'ical.js';
import nodeIcal from 'node-ical';
import { convertIcsCalendar } from 'ts-ics';
import { describe, expect, it } from 'vitest';
import { sampleRow } from '../../../test/support/rows.ts';
import { type Day, formatIsoDay, parseIsoDay } from '../calendar/day.ts';
import { type CalendarOptions, calendarFile } from './calendar-file.ts';
import type { DeadlineRow } from './rows.ts';

/** An entry as a calendar program keeps it. */
interface Entry {
  readonly uid: string;
  readonly sequence: number;
  /** UTC, ISO form. */
  readonly stamp: string;
  readonly summary: string;
  readonly description: string;
  readonly start: string;
  readonly end: string;
  readonly allDay: boolean;
  readonly status: string;
  /** Days before the start at which it reminds. */
  readonly alarms: readonly number[];
}

const iso = (date: Date) => date.toISOString();

function withIcalJs(text: string): Entry[] {
  const calendar = new ICAL.Component(ICAL.parse(text));
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    const value = (name: string) => component.getFirstPropertyValue(name);
    return {
      uid: event.uid,
      sequence: event.sequence,
      stamp: iso((value('dtstamp') as ICAL.Time).toJSDate()),
      summary: event.summary,
      description: event.description,
      start: event.startDate.toString(),
      end: event.endDate.toString(),
      allDay: event.startDate.isDate && event.endDate.isDate,
      status: String(value('status')),
      alarms: component
        .getAllSubcomponents('valarm')
        .map((alarm) => (alarm.getFirstPropertyValue('trigger') as ICAL.Duration).toSeconds() / -86_400),
    };
  });
}

function withNodeIcal(text: string): Entry[] {
  const found = Object.values(nodeIcal.sync.parseICS(text));
  return found.flatMap((event) => {
    if (event?.type !== 'VEVENT') return [];
    // A day is midnight of the reader's own zone.
    const day = (date: Date) =>
      [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((n) => String(n).padStart(2, '0')).join('-');
    return {
      uid: event.uid,
      sequence: Number(event.sequence),
      stamp: iso(event.dtstamp),
      summary: String(event.summary),
      description: String(event.description),
      start: day(event.start),
      end: day(event.end!),
      allDay: event.datetype === 'date',
      status: String(event.status),
      alarms: (event.alarms ?? []).map((alarm) => Number(/^-P(\d+)D$/.exec(String(alarm.trigger))?.[1])),
    };
  });
}

function withTsIcs(text: string): Entry[] {
  return (convertIcsCalendar(undefined, text).events ?? []).map((event) => ({
    uid: event.uid,
    sequence: event.sequence ?? 0,
    stamp: iso(event.stamp.date),
    summary: event.summary,
    description: event.description ?? '',
    start: iso(event.start.date).slice(0, 10),
    end: iso(event.end!.date).slice(0, 10),
    allDay: event.start.type === 'DATE' && event.end!.type === 'DATE',
    status: event.status ?? '',
    alarms: (event.alarms ?? []).map(({ trigger }) =>
      trigger.type === 'relative' && trigger.value.before ? (trigger.value.days ?? 0) : Number.NaN,
    ),
  }));
}

const readers = { 'ical.js': withIcalJs, 'node-ical': withNodeIcal, 'ts-ics': withTsIcs };

/** A calendar that takes in files as RFC 5546 (2.1.5) says: by UID the higher sequence wins, then the later stamp. */
function imported(...files: readonly (readonly Entry[])[]): ReadonlyMap<string, Entry> {
  const kept = new Map<string, Entry>();
  for (const entry of files.flat()) {
    const before = kept.get(entry.uid);
    const isNewer =
      !before || entry.sequence > before.sequence || (entry.sequence === before.sequence && entry.stamp > before.stamp);
    if (isNewer) kept.set(entry.uid, entry);
  }
  for (const [uid, { status }] of kept) if (status === 'CANCELLED') kept.delete(uid);
  return kept;
}

const day = (text: string): Day => parseIsoDay(text)!;
const today = day('2026-06-20');

const row = (changes: Partial<DeadlineRow>): DeadlineRow =>
  sampleRow({ title: 'Appeal to the SEND Tribunal', ...changes });

/** Texts that a careless writer of the format gets wrong. */
const titles = [
  'Plain',
  'a,b;c\\d: "quoted"\nsecond line',
  'ends with a backslash \\',
  ' leading and trailing ',
  'é😀'.repeat(60),
  `${'x'.repeat(62)},${'y'.repeat(70)};${'z'.repeat(70)}\\${'w'.repeat(80)}`,
  'Ŵ llinell gyntaf\r\nyr ail — “dyfyniad”',
];

/** Texts that one reader or another takes wrongly (node-ical the first, ts-ics the second), though the format is kept. */
const harder = ['\\n is not a line end, \\; no escape', 'BEGIN:VEVENT\nEND:VCALENDAR'];

const options: CalendarOptions = { today };
const rows = titles.map((title, i) => row({ title, rule: `rule-${i}`, due: day(`2026-07-${10 + i}`) }));

describe.each(Object.entries(readers))('%s', (_name, read) => {
  it('reads every text as it went in', () => {
    const summaries = read(calendarFile(rows, options)).map((entry) => entry.summary);
    expect(summaries).toEqual(titles.map((title) => `K.B.: ${title.replace('\r\n', '\n')}`));
  });

  it('reads entries of a whole day, with their reminders', () => {
    for (const [i, entry] of read(calendarFile(rows, options)).entries()) {
      const due = rows[i]!.due!;
      expect(entry).toMatchObject({ start: formatIsoDay(due), end: formatIsoDay((due + 1) as Day), allDay: true });
      expect(entry).toMatchObject({ status: 'CONFIRMED', alarms: [7, 1] });
      expect(entry.description).toContain('Counted from 3 May 2026.');
    }
  });

  it('reads reminders on the day, and none where none are wanted', () => {
    expect(read(calendarFile([row({})], { ...options, alarmDays: [14, 3] }))[0]!.alarms).toEqual([14, 3]);
    expect(read(calendarFile([row({})], { ...options, alarmDays: [] }))[0]!.alarms).toEqual([]);
  });

  it('updates on a second import: moved, renamed and answered, the next day or later the same day', () => {
    const first = [row({}), row({ rule: 'mediation-contact-adviser-2-months' }), row({ rule: 'stays' })];
    const second = [
      row({ due: day('2026-07-06'), title: 'Appeal, corrected' }),
      row({ rule: 'mediation-contact-adviser-2-months', status: 'met', answerEvent: 'mediation-declined' }),
      row({ rule: 'stays' }),
    ];
    const morning = today * 1440 + 9 * 60;
    for (const later of [
      { today: (today + 1) as Day },
      { today, minutes: morning + 1 },
      { today, minutes: morning + 400 },
    ]) {
      const files = [calendarFile(first, { today, minutes: later.minutes && morning }), calendarFile(second, later)];
      const [before, after] = files.map(read) as [Entry[], Entry[]];
      expect(after.map((entry) => entry.uid)).toEqual(before.map((entry) => entry.uid));
      for (const [i, entry] of after.entries()) {
        expect(entry.sequence).toBeGreaterThan(before[i]!.sequence);
        expect(entry.stamp > before[i]!.stamp).toBe(true);
      }
      expect(after[1]).toMatchObject({ status: 'CANCELLED', alarms: [] });
      const kept = [...imported(before, after).values()];
      expect(kept.map(({ summary, start }) => [summary, start])).toEqual([
        ['K.B.: Appeal, corrected', '2026-07-06'],
        ['K.B.: Appeal to the SEND Tribunal', '2026-07-03'],
      ]);
      // The order of the files does not matter: an old one that is imported once more changes nothing.
      expect([...imported(before, after, before).values()]).toEqual(kept);
    }
  });

  it('sees initials only, or no name at all', () => {
    const named = row({ caseName: 'Kasia Brown EHC-1', initials: 'K.B.', council: 'Norwold' });
    expect(read(calendarFile([named], options))[0]!.summary).toBe('K.B.: Appeal to the SEND Tribunal');
    const none = calendarFile([named], { ...options, name: 'none' });
    expect(read(none)[0]!.summary).toBe('Appeal to the SEND Tribunal');
    for (const text of [none, calendarFile([named], options)]) expect(text).not.toMatch(/Kasia|EHC-1|notes\/a/);
    expect(none).not.toContain('K.B.');
  });
});

it('keeps the format also where not every reader does', () => {
  const text = calendarFile(
    harder.map((title, i) => row({ title, rule: `rule-${i}` })),
    options,
  );
  expect(withIcalJs(text).map((entry) => entry.summary)).toEqual(harder.map((title) => `K.B.: ${title}`));
});

it('all readers make the same of a file', () => {
  const text = calendarFile(rows, { today, minutes: today * 1440 + 605 });
  const [first, ...others] = Object.values(readers).map((read) => read(text));
  for (const other of others) expect(other).toEqual(first);
});

it('lines end with CRLF, hold 75 octets at most, and no fold cuts a character', () => {
  const text = calendarFile(rows, options);
  expect(text.endsWith('\r\n')).toBe(true);
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  const encoder = new TextEncoder();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for (const line of text.split('\r\n')) {
    const octets = encoder.encode(line);
    expect(octets.length).toBeLessThanOrEqual(75);
    expect(decoder.decode(octets)).toBe(line);
    expect(line).not.toMatch(/\p{Cs}/u);
  }
});

it('holds no control character, whatever a note says', () => {
  const text = calendarFile([row({ title: 'bell\u0007 null\u0000 tab\t next\u0085' })], options);
  expect(text.replaceAll('\r\n', '')).not.toMatch(/(?!\t)\p{Cc}/u);
  expect(withIcalJs(text)[0]!.summary).toBe('K.B.: bell null tab\t next');
});
