// Tables of entries: which column holds the dates, and which date opens a row.
import { daysInMonth } from '../calendar/day.ts';
import { RawDate } from './dates/raw.ts';
import type { MonthContext } from './month-heading.ts';
import { dayNumberAtHead } from './openings.ts';
import type { Piece, Table } from './pieces.ts';

/** A row's dates and the one that opens it, -1 where none does. */
interface Opened {
  readonly dates: readonly RawDate[];
  readonly opening: number;
}

/** The words of cell `k` of a row. */
export function cellText(row: Piece, k: number): string {
  const cell = row.block.cells?.[k];
  return cell === undefined ? '' : row.text.slice(cell.start, cell.end).trim();
}

/** Finds a row's own date in the date column. `month` is that of the headings above. */
export function openRow(piece: Piece, table: Table, month: MonthContext | undefined): Opened {
  const cells = piece.block.cells!;
  let { dates } = piece;
  const born = table.headers?.findIndex((h) => /\b(?:dob|d\.o\.b|birth)\b/i.test(h)) ?? -1;
  if (born >= 0 && cells[born] !== undefined) {
    const { start, end } = cells[born]!;
    dates = dates.filter((d) => d.rawStart < start || d.rawEnd > end);
  }
  const cell = cells[table.dateColumn];
  if (cell === undefined) return { dates, opening: -1 };
  const { start: from, end: to } = cell;
  for (let i = 0; i < dates.length; i++) {
    const d = dates[i]!;
    if (d.rawStart < from || d.rawStart >= to) continue;
    if (
      /^[\s*_("'[#>.:,;-]*(?:(?:on|from|date|dated)\s+)?$/i.test(piece.text.slice(from, d.rawStart)) &&
      d.rawKind !== 'weekday'
    )
      return { dates, opening: i };
  }
  const found = month !== undefined && month.month > 0 ? dayNumberAtHead(piece.text.slice(from, to)) : undefined;
  if (found === undefined) return { dates, opening: -1 };
  const date = new RawDate('date', from + found.start, from + found.end);
  date.day = found.day;
  date.month = month!.month;
  date.year = month!.year;
  if (date.day > daysInMonth(date.year || 2024, date.month)) date.rawKind = 'impossible';
  const at = dates.findIndex((d) => d.rawStart >= date.rawEnd);
  const rest = dates.filter((d) => d.rawEnd <= date.rawStart || d.rawStart >= date.rawEnd);
  const opening = at === -1 ? rest.length : Math.min(at, rest.length);
  return { dates: [...rest.slice(0, opening), date, ...rest.slice(opening)], opening };
}

/** True where a row takes the day of the row above. */
export function isDitto(row: Piece, { dateColumn }: Table): boolean {
  return (
    dateColumn >= 0 &&
    /^(?:"+|''|〃|ditto|do\.?|same(?: day| date)?|as above)$/.test(cellText(row, dateColumn).toLowerCase())
  );
}

/** Headers and date column of the table that begins at piece `index`; `above` is the table before it. */
export function readTable(pieces: readonly Piece[], index: number, above: Table | undefined): Table {
  const first = pieces[index]!;
  let headers: readonly string[] | undefined = first.block.header
    ? first.block.cells!.map((_, k) => cellText(first, k))
    : undefined;
  // Rows after a blank line go on with the table above.
  const inherited = first.block.header ? undefined : above?.headers;
  if (headers === undefined && inherited?.length === first.block.cells!.length) headers = inherited;
  let column = headers?.findIndex(isDateHeader) ?? -1;
  const votes = vote(pieces, index);
  // "Due": never the day of what the row tells; nor is "logged", where another column holds one.
  for (const k of votes.keys()) {
    const title = headers?.[k] ?? '';
    if (asideColumn.test(title) && (votes.size > 1 || /due|deadline|by$/i.test(title))) votes.delete(k);
  }
  if (column === -1 || (votes.size > 0 && !votes.has(column))) column = best(votes, column);
  // "| Requested | Decision |": columns of acts, each with its own day; "| Sent | Document |" are dated entries.
  const isAct = (k: number): boolean => isActColumn.test(headers?.[k] ?? '');
  if (
    (column > 0 || votes.size === headers?.length) &&
    !isDateHeader(headers?.[column] ?? '') &&
    (isAct(column) || [...votes.keys()].some(isAct))
  )
    column = actColumns;
  const yearHeader = headers === undefined || column < 0 ? null : /^(20\d\d)$/.exec(headers[column]!);
  const table: Table = { dateColumn: column, headers, year: yearHeader === null ? 0 : Number(yearHeader[1]) };
  // The same as it was read the last time: the same object, so that its rows stay as they were placed.
  if (first.table === undefined || !same(first.table, table)) first.table = table;
  return first.table;
}

/** The header of a column of days that are the entries' own. */
export const isDateHeader = (header: string): boolean =>
  /^(?:date|dates|when|day|dated|entry date|date of (?:contact|entry|call|event))\b/i.test(header);

/** Stands for a date column where every column has days of its own. */
export const actColumns = -2;

/** A header that says what happened on the days under it. */
const isActColumn =
  /request|sen[td]|made|lodge|appeal|consult|deci|refus|agree|cert|draft|final|issue|complain|answ|repl|respon|ack|review|held|exclu|suspen|regis|serve|ask|hearing|mediat|invit|panel|upheld|opened/i;

/** Columns of limits, and of when something was put down. */
export const asideColumn =
  /^(?:due|deadline|limit|target|expected|next|reply by|(?:date )?(?:logged|entered|noted|recorded|filed|scanned)\b)|\b(?:due|deadline|by|to|until|ends|expires)$/i;

function same(a: Table, b: Table): boolean {
  if (a.dateColumn !== b.dateColumn || a.year !== b.year || a.headers?.length !== b.headers?.length) return false;
  return a.headers === undefined || a.headers.every((h, k) => h === b.headers![k]);
}

/** How many of the first rows have a date at the head of each column. */
function vote(pieces: readonly Piece[], index: number): Map<number, number> {
  const votes = new Map<number, number>();
  for (let i = index; i < pieces.length && i < index + 40; i++) {
    const p = pieces[i]!;
    if (p.role !== 'table-row' || (p.block.first && i > index)) break;
    if (p.block.header) continue;
    p.block.cells!.forEach((c, k) => {
      for (const d of p.dates) {
        if (
          d.rawStart - c.start >= 0 &&
          d.rawStart - c.start <= 6 &&
          d.rawStart < c.end &&
          (d.rawKind === 'date' || d.rawKind === 'impossible') &&
          p.text.slice(c.start, d.rawStart).trim().length <= 2
        ) {
          votes.set(k, (votes.get(k) ?? 0) + 1);
          break;
        }
      }
    });
  }
  return votes;
}

function best(votes: ReadonlyMap<number, number>, otherwise: number): number {
  let column = otherwise;
  let most = 0;
  for (const [k, n] of votes) {
    if (n > most) {
      most = n;
      column = k;
    }
  }
  return column;
}
