// The promise about dates: every date in a finished letter is today, the reply-by day, the day of an event of the note,
// or a last day that the report of the same note prints. Shared by the fast and the long suite.
import fc from 'fast-check';
import { expect } from 'vitest';
import { type Day, formatDay, formatIsoDay, parseIsoDay } from '../../server/src/calendar/day.ts';
import { analyse } from '../../server/src/casefile/analyse.ts';
import { reportFile } from '../../server/src/casefile/report.ts';
import { defaultSettings } from '../../server/src/casefile/settings.ts';
import { loadEngine } from '../../server/src/data.ts';
import { fittingLetters } from '../../server/src/letters/fitting.ts';
import { fillLetter } from '../../server/src/letters/render.ts';
import { toText } from '../../server/src/letters/targets.ts';
import { days } from '../../server/src/text/phrases.ts';
import { anyCase, schoolCalendar } from '../law/arbitraries.ts';
import { addWeekdays, pack } from './caseFixture.ts';

const datePattern =
  /\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4}\b/g;

/** The note of a case: an entry and a mark for each event, so that the reading is certain. */
function noteOf(events: readonly { event: string; day: Day; assertion: string }[]): string {
  const head =
    '---\nchild: T.C.\nla: Ashdown Council\nschool: Brook School\nschoolType: maintained\nterms: all\n---\n\n';
  return events.reduce((note, e) => {
    const mark = `event ${e.event} ${formatIsoDay(e.day)}${e.assertion === 'planned' ? ' planned' : ''}`;
    return `${note}- ${formatDay(e.day)}: call <!-- casenotes: ${mark} -->\n`;
  }, head);
}

/** Checks `runs` generated cases; throws with the smallest case that breaks the promise. */
export function checkLetterDates(runs: number): void {
  let letters = 0;
  const settings = { ...defaultSettings, terms: [{ name: 'all', ...schoolCalendar }] };
  const today = fc.integer({ min: parseIsoDay('2024-06-01')!, max: parseIsoDay('2027-03-31')! }) as fc.Arbitrary<Day>;
  fc.assert(
    fc.property(anyCase(6), today, (events, now) => {
      const text = noteOf(events);
      const engine = loadEngine();
      const analysis = analyse(engine.read(text, { today: now }), text, { law: engine, today: now, settings });
      const report = reportFile('note.md', analysis);
      const dues = new Map(report.deadlines.flatMap((d) => (d.due ? [[`${d.rule} ${d.due}`, d]] : [])));
      const allowed = new Set([
        formatDay(now),
        ...analysis.reading.events.map((e) => formatDay(e.day)),
        ...report.deadlines.flatMap((d) => (d.due ? [formatDay(parseIsoDay(d.due)!)] : [])),
      ]);
      for (const { letter, deadline, fits } of fittingLetters(pack, analysis)) {
        if (!fits) continue;
        const context = { pack, analysis, today: now, addWorkingDays: addWeekdays, ...(deadline ? { deadline } : {}) };
        const filled = fillLetter(letter, context);
        const made = toText(filled);
        letters++;
        const replyBy = letter.replyDays ? now + letter.replyDays : addWeekdays(now, letter.replyWorkingDays);
        for (const [date] of made.matchAll(datePattern))
          if (!allowed.has(date)) expect(date, `${letter.id}\n${text}`).toBe(formatDay(replyBy as Day));
        const about = filled.filling.deadline;
        if (about?.due === undefined) continue;
        const reported = dues.get(`${about.rule.id} ${formatIsoDay(about.due)}`);
        expect(reported, `${letter.id} speaks of a limit that the report has not`).toBeDefined();
        expect(filled.filling.value('dueDate')).toBe(formatDay(parseIsoDay(reported!.due!)!));
        const gap = now - about.due;
        expect(filled.filling.value('daysLate')).toBe(gap > 0 ? days(gap) : undefined);
        expect(reported!.daysLeft).toBe(about.due - now);
      }
    }),
    { numRuns: runs, seed: 20261121 },
  );
  // A case that offers no letter proves nothing.
  expect(letters).toBeGreaterThan(runs);
}
