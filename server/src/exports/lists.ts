// A caseload as a spreadsheet (CSV) and as a one-page summary (Markdown or HTML).
import { type Day, formatDay, formatIsoDay, weekdayOf } from '../calendar/day.ts';
import { escapeHtml, escapeMarkdownLine } from '../text/escape.ts';
import { type Cell, toCsv } from './delimited.ts';
import { htmlPage, htmlTable, markdownTable } from './markup.ts';
import { type DeadlineRow, isAside, isOpen } from './rows.ts';
import { actorName, caseLabel, standing } from './wording.ts';

const csvHeader = [
  'file',
  'line',
  'case',
  'child',
  'council',
  'rule',
  'title',
  'who must act',
  'due',
  'days left',
  'status',
  'days late',
  'started by',
  'started on',
  'answered by',
  'answered on',
  'source',
];

const iso = (day: Day | undefined): string | undefined => (day === undefined ? undefined : formatIsoDay(day));

/** Every row as CSV, dates as YYYY-MM-DD. */
export function deadlinesCsv(rows: readonly DeadlineRow[]): string {
  return toCsv(
    csvHeader,
    rows.map((row): Cell[] => [
      row.path,
      row.line,
      row.caseName,
      row.initials,
      row.council,
      row.rule,
      row.title,
      actorName(row.actor),
      iso(row.due),
      row.daysLeft,
      row.status,
      row.lateBy,
      row.startEvent,
      iso(row.startDay),
      row.answerEvent,
      iso(row.answerDay),
      row.source,
    ]),
  );
}

/** One heading of the summary and the rows under it. */
export interface Group {
  readonly title: string;
  readonly rows: readonly DeadlineRow[];
}

/** Most urgent first; rows without a day last; then by case, so that the order never jumps. */
export function byUrgency(a: DeadlineRow, b: DeadlineRow): number {
  return (
    (a.due ?? Number.POSITIVE_INFINITY) - (b.due ?? Number.POSITIVE_INFINITY) ||
    (a.path < b.path ? -1 : a.path > b.path ? 1 : 0) ||
    (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0)
  );
}

/**
 * What is due, in the groups of the Deadlines view: the family's own limits by how near they are, then what others
 * owe, with those already past first. A week ends on Sunday, the next two weeks fourteen days later. Only open limits
 * that are not aside; empty groups are left out.
 */
export function groupByUrgency(rows: Iterable<DeadlineRow>, today: Day): Group[] {
  const groups = {
    past: [] as DeadlineRow[],
    week: [] as DeadlineRow[],
    fortnight: [] as DeadlineRow[],
    later: [] as DeadlineRow[],
    others: [] as DeadlineRow[],
  };
  const sunday = today + 6 - weekdayOf(today);
  for (const row of rows) {
    if (!isOpen(row) || isAside(row) || row.due === undefined) continue;
    if (row.actor !== 'family') groups.others.push(row);
    else if (row.status === 'past') groups.past.push(row);
    else if (row.due <= sunday) groups.week.push(row);
    else if (row.due <= sunday + 14) groups.fortnight.push(row);
    else groups.later.push(row);
  }
  return [
    { title: 'Past', rows: groups.past.sort(byUrgency).reverse() },
    { title: 'This week', rows: groups.week.sort(byUrgency) },
    { title: 'Next two weeks', rows: groups.fortnight.sort(byUrgency) },
    { title: 'Later', rows: groups.later.sort(byUrgency) },
    { title: 'Waiting on others', rows: groups.others.sort(byUrgency) },
  ].filter((group) => group.rows.length > 0);
}

const summaryHeader = ['Due', 'How it stands', 'Case', 'What', 'Who must act'];

function summaryCells(row: DeadlineRow): string[] {
  return [
    row.due === undefined ? 'no date' : formatDay(row.due),
    standing(row),
    caseLabel(row),
    row.title,
    actorName(row.actor),
  ];
}

/** The caseload on one page: a heading and a table for each group. */
export function caseloadSummary(rows: Iterable<DeadlineRow>, today: Day, format: 'markdown' | 'html'): string {
  const groups = groupByUrgency(rows, today);
  const title = `Caseload on ${formatDay(today, 'weekday')}`;
  const nothing = 'Nothing is due: no open time limit was found in these notes.';
  if (format === 'markdown') {
    const parts = groups.map((g) => `## ${g.title}\n\n${markdownTable(summaryHeader, g.rows.map(summaryCells))}`);
    return `# ${escapeMarkdownLine(title)}\n\n${parts.length > 0 ? parts.join('\n\n') : nothing}\n`;
  }
  const parts = groups.map((g) => htmlTable(g.title, summaryHeader, g.rows.map(summaryCells)));
  return htmlPage(title, `<h1>${escapeHtml(title)}</h1>\n${parts.length > 0 ? parts.join('\n') : `<p>${nothing}</p>`}`);
}
