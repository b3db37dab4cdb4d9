// A chronology for a Tribunal bundle or a complaint: what happened on which day, which limit it answered or started,
// kept or missed and by how many days. The child appears by initials only.
import { type Day, formatDay, formatIsoDay } from '../calendar/day.ts';
import type { Analysis, CaseDeadline } from '../casefile/model.ts';
import type { CaseEvent } from '../casenote/model.ts';
import type { EventType } from '../law/model.ts';
import { escapeHtml, escapeMarkdownLine } from '../text/escape.ts';
import { toCsv } from './delimited.ts';
import { htmlPage, htmlTable, markdownTable } from './markup.ts';
import { actorName, days } from './wording.ts';

/** One line of the chronology. */
export interface ChronologyLine {
  readonly day: Day;
  readonly what: string;
  /** Limits this event answered or that fell due on this day, with how they were kept. */
  readonly limit: string;
  /** 1-based line of the note; absent for a limit that nobody answered. */
  readonly line?: number;
}

const answered = (d: CaseDeadline): string =>
  `${d.rule.title}: ${d.lateBy === undefined ? 'done in time' : `done ${days(d.lateBy)} late`} (due ${formatDay(d.due!)})`;

function eventLine(analysis: Analysis, event: CaseEvent, titles: ReadonlyMap<string, string>): ChronologyLine {
  const settled = analysis.deadlines.filter(
    (d) =>
      d.due !== undefined &&
      d.child === event.child &&
      (d.status === 'met' || d.status === 'late') &&
      d.rule.prominence !== 'background' &&
      d.answeredBy?.event === event.event &&
      d.answeredBy.day === event.day,
  );
  const title = titles.get(event.event) ?? event.event;
  return {
    day: event.day,
    what: title + (event.uncertain ? ' (not certain)' : event.assertion === 'planned' ? ' (arranged)' : ''),
    limit: settled.map(answered).join('; '),
    line: analysis.lines.placeAt(event.start).line + 1,
  };
}

/**
 * The chronology of one child of a note, in order of day. Limits already past that nobody answered stand on the day
 * they fell due; limits that are uncertain (an unknown fact, no event that could answer them, doubtful words) are left
 * out, since a chronology is evidence.
 */
export function chronology(analysis: Analysis, events: readonly EventType[], child = 0): ChronologyLine[] {
  const titles = new Map(events.map((e) => [e.id, e.title]));
  const told = analysis.reading.events.filter((e) => e.child === child).map((e) => eventLine(analysis, e, titles));
  const missed = analysis.deadlines
    .filter((d) => d.child === child && d.status === 'past' && !(d.conditional || d.inDoubt || d.unverifiable))
    .map(
      (d): ChronologyLine => ({
        day: d.due!,
        what: `${actorName(d.rule.actor)}: time limit passed`,
        limit: `${d.rule.title}: nothing noted, ${days(analysis.today - d.due!)} past on ${formatDay(analysis.today)}`,
      }),
    );
  return [...told, ...missed].sort((a, b) => a.day - b.day || (a.line ?? 0) - (b.line ?? 0));
}

const header = ['Date', 'What happened', 'Time limit', 'Line of the note'];

/** The chronology as Markdown, a whole HTML page, or CSV. `name` stands in the heading (initials, never a full name). */
export function formatChronology(
  lines: readonly ChronologyLine[],
  name: string,
  format: 'markdown' | 'html' | 'csv',
): string {
  if (format === 'csv')
    return toCsv(
      header,
      lines.map((l) => [formatIsoDay(l.day), l.what, l.limit, l.line]),
    );
  const title = name ? `Chronology: ${name}` : 'Chronology';
  const rows = lines.map((l) => [formatDay(l.day), l.what, l.limit, l.line === undefined ? '' : String(l.line)]);
  return format === 'markdown'
    ? `# ${escapeMarkdownLine(title)}\n\n${markdownTable(header, rows)}\n`
    : htmlPage(title, `<h1>${escapeHtml(title)}</h1>\n${htmlTable('In order of date', header, rows)}`);
}
