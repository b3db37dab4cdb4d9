// The caseload calendar: the coming months, each day with how many limits end on it, and the limits themselves in a
// table beside it. HTML that works without a script: the script of the webview only narrows the table to a day.
import {
  addDays,
  addMonths,
  type Day,
  dayFrom,
  formatDay,
  formatIsoDay,
  monthNames,
  partsOf,
  weekdayNames,
  weekdayOf,
} from '../calendar/day.ts';
import { escapeHtml } from '../text/escape.ts';
import { byUrgency } from './lists.ts';
import { htmlTable } from './markup.ts';
import { type DeadlineRow, isAside, isOpen } from './rows.ts';
import { actorName, caseLabel, standing } from './wording.ts';

/** How many open limits end on a day: the family's own, and those that others must keep. */
export interface DayCount {
  readonly family: number;
  readonly others: number;
}

type Dated = DeadlineRow & { readonly due: Day };

/** The open limits from `today` to the end of the last of `months` months, the current one included. */
export function calendarRows(rows: Iterable<DeadlineRow>, today: Day, months: number): Dated[] {
  const end = lastDay(today, months);
  const dated = (row: DeadlineRow): row is Dated => row.due !== undefined && row.due >= today && row.due <= end;
  return [...rows]
    .filter((row) => isOpen(row) && !isAside(row))
    .filter(dated)
    .sort(byUrgency);
}

function lastDay(today: Day, months: number): Day {
  const { year, month } = partsOf(today);
  return addDays(addMonths(dayFrom(year, month, 1)!, months).day, -1);
}

/** Limits by the day on which they end. */
export function countByDay(rows: readonly Dated[]): ReadonlyMap<Day, DayCount> {
  const counts = new Map<Day, DayCount>();
  for (const { due, actor } of rows) {
    const { family, others } = counts.get(due) ?? { family: 0, others: 0 };
    counts.set(due, actor === 'family' ? { family: family + 1, others } : { family, others: others + 1 });
  }
  return counts;
}

function inWords({ family, others }: DayCount): string {
  const limits = (count: number, whose: string) => `${count} ${count === 1 ? 'limit' : 'limits'} ${whose}`;
  return [family > 0 ? limits(family, 'of the family') : '', others > 0 ? limits(others, 'of others') : '']
    .filter(Boolean)
    .join(', ');
}

function dayCell(day: Day, today: Day, counts: ReadonlyMap<Day, DayCount>): string {
  const number = partsOf(day).day;
  const count = counts.get(day);
  const classes = [day === today ? 'today' : '', weekdayOf(day) > 4 ? 'weekend' : ''].filter(Boolean).join(' ');
  const open = classes ? `<td class="${classes}"${day === today ? ' aria-current="date"' : ''}>` : '<td>';
  if (!count) return `${open}${number}</td>`;
  const words = escapeHtml(`${formatDay(day, 'weekday')}: ${inWords(count)}`);
  const marks = [
    count.family > 0 ? `<span class="count family">${count.family}</span>` : '',
    count.others > 0 ? `<span class="count others">${count.others}</span>` : '',
  ].join('');
  // Seen as numbers, heard as words.
  const content = `<span aria-hidden="true">${number}${marks}</span><span class="spoken">${words}</span>`;
  const data = `data-day="${formatIsoDay(day)}" aria-pressed="false" title="${words}"`;
  return `${open}<button type="button" class="day" ${data}>${content}</button></td>`;
}

function monthTable(first: Day, today: Day, counts: ReadonlyMap<Day, DayCount>): string {
  const { year, month } = partsOf(first);
  const end = addDays(addMonths(first, 1).day, -1);
  const cells: string[] = Array.from({ length: weekdayOf(first) }, () => '<td></td>');
  for (let day = first; day <= end; day = addDays(day, 1)) cells.push(dayCell(day, today, counts));
  while (cells.length % 7 !== 0) cells.push('<td></td>');
  const weeks = Array.from(
    { length: cells.length / 7 },
    (_, i) => `<tr>${cells.slice(i * 7, i * 7 + 7).join('')}</tr>`,
  );
  const head = weekdayNames
    .map((name) => `<th scope="col"><abbr title="${name}">${name.slice(0, 2)}</abbr></th>`)
    .join('');
  return `<table class="month">\n<caption>${monthNames[month - 1]} ${year}</caption>\n<thead><tr>${head}</tr></thead>\n<tbody>\n${weeks.join('\n')}\n</tbody>\n</table>`;
}

/**
 * The calendar as HTML made safe: a table for each month, and one with the limits in order of day. `months` is clamped
 * to 1 to 24.
 */
export function calendarHtml(rows: Iterable<DeadlineRow>, today: Day, months: number): string {
  const count = Math.max(1, Math.min(24, Math.floor(months)));
  const shown = calendarRows(rows, today, count);
  const counts = countByDay(shown);
  const { year, month } = partsOf(today);
  const first = dayFrom(year, month, 1)!;
  const tables = Array.from({ length: count }, (_, i) => monthTable(addMonths(first, i).day, today, counts));
  const list =
    shown.length === 0
      ? '<p>No open time limit ends in these months.</p>'
      : htmlTable(
          'Time limits in these months',
          ['Due', 'What', 'Case', 'Who must act', 'How it stands'],
          shown.map((row) => [
            formatDay(row.due, 'weekday'),
            { text: row.title, uri: row.path, line: row.line ?? 1 },
            caseLabel(row),
            actorName(row.actor),
            standing(row),
          ]),
          shown.map((row) => ({ day: formatIsoDay(row.due) })),
        );
  return `<p class="key"><span class="count family">1</span> the family must act <span class="count others">1</span> somebody else must act</p>\n<div class="months">\n${tables.join('\n')}\n</div>\n${list}`;
}
