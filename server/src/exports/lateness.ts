// How late is our council? Over a whole caseload, for each duty: how many were done on time, how many late, how many
// are still owed, and the median and longest delay. Made to be published, so nothing in it may point to a family:
// a number from 1 to 4 is shown only as "fewer than 5", and delays are given only where at least five were late.
import { type Day, partsOf } from '../calendar/day.ts';
import { escapeHtml } from '../text/escape.ts';
import { type Cell, toCsv } from './delimited.ts';
import { htmlPage, htmlTable, markdownTable } from './markup.ts';
import type { DeadlineRow } from './rows.ts';

/** Counts below this, other than none, are not published. */
export const smallestPublished = 5;

/** A count as it may be published. */
export type Published = number | 'suppressed';

export interface LatenessLine {
  readonly rule: string;
  readonly title: string;
  readonly council: string;
  /** `YYYY-MM` of the day the duty fell due, or empty for all months. */
  readonly month: string;
  readonly onTime: Published;
  readonly late: Published;
  /** Past and still unanswered. */
  readonly owed: Published;
  readonly total: Published;
  /** Days; absent where fewer than five were late or owed. */
  readonly medianDelay?: number;
  readonly longestDelay?: number;
}

const breachable = new Set(['statute', 'regulations', 'rules']);

/** A duty of a public body that can be breached in law, whose day has come, and of which the note says enough. */
function counts(row: DeadlineRow, today: Day): boolean {
  if (row.actor === 'family' || row.actor === 'any' || !breachable.has(row.basis)) return false;
  if (row.due === undefined || row.uncertain) return false;
  return row.status === 'met' || row.status === 'late' || (row.status === 'past' && row.due < today);
}

function median(sorted: readonly number[]): number {
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

/**
 * Publishes a line's counts. A small count is suppressed; where exactly one of the three is, the next smallest
 * other than none goes with it and so does the total, so that it cannot be found by taking away.
 */
function publish(numbers: readonly number[]): Published[] {
  const out: Published[] = numbers.map((n) => (n > 0 && n < smallestPublished ? 'suppressed' : n));
  if (out.filter((n) => n === 'suppressed').length === 1) {
    const rest = out.filter((n): n is number => typeof n === 'number' && n > 0);
    if (rest.length > 0) out[out.indexOf(Math.min(...rest))] = 'suppressed';
  }
  return out;
}

interface Tally {
  readonly title: string;
  onTime: number;
  late: number;
  owed: number;
  readonly delays: number[];
}

function lineOf(key: string, tally: Tally): LatenessLine {
  const [rule = '', council = '', month = ''] = key.split('\u0000');
  const [onTime, late, owed] = publish([tally.onTime, tally.late, tally.owed]) as [Published, Published, Published];
  const hidden = [onTime, late, owed].includes('suppressed');
  const total = tally.onTime + tally.late + tally.owed;
  const delays = tally.delays.sort((a, b) => a - b);
  const enough = delays.length >= smallestPublished && typeof late === 'number';
  return {
    rule,
    title: tally.title,
    council,
    month,
    onTime,
    late,
    owed,
    total: hidden ? 'suppressed' : total,
    ...(enough ? { medianDelay: median(delays), longestDelay: delays.at(-1)! } : {}),
  };
}

/** Adds rows one by one and gives the lines at the end: constant memory but for the delays themselves. */
export class LatenessCounter {
  readonly #tallies = new Map<string, Tally>();
  readonly #today: Day;
  readonly #byMonth: boolean;

  constructor(today: Day, options: { readonly byMonth?: boolean } = {}) {
    this.#today = today;
    this.#byMonth = options.byMonth ?? false;
  }

  add(row: DeadlineRow): void {
    if (!counts(row, this.#today)) return;
    const { year, month } = partsOf(row.due!);
    const key = [row.rule, row.council, this.#byMonth ? `${year}-${String(month).padStart(2, '0')}` : ''].join(
      '\u0000',
    );
    let tally = this.#tallies.get(key);
    if (!tally) {
      tally = { title: row.title, onTime: 0, late: 0, owed: 0, delays: [] };
      this.#tallies.set(key, tally);
    }
    if (row.status === 'met') tally.onTime++;
    else if (row.status === 'late') tally.late++;
    else tally.owed++;
    if (row.status === 'late') tally.delays.push(row.lateBy ?? row.answerDay! - row.due!);
    else if (row.status === 'past') tally.delays.push(this.#today - row.due!);
  }

  /** In order of duty, council, month. */
  lines(): LatenessLine[] {
    return [...this.#tallies.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, tally]) => lineOf(key, tally));
  }
}

const header = [
  'Duty',
  'Council',
  'Month',
  'On time',
  'Late',
  'Still owed',
  'All',
  'Median delay (days)',
  'Longest delay (days)',
];
const shown = (n: Published): string =>
  n === 'suppressed' ? `fewer than ${smallestPublished} or withheld` : String(n);

function cells(line: LatenessLine): string[] {
  return [
    line.title,
    line.council || 'not said',
    line.month || 'all',
    shown(line.onTime),
    shown(line.late),
    shown(line.owed),
    shown(line.total),
    line.medianDelay === undefined ? '' : String(line.medianDelay),
    line.longestDelay === undefined ? '' : String(line.longestDelay),
  ];
}

/** A bar for each duty: the share on time, late and still owed. Lines with a suppressed count have no bar. */
export function latenessPicture(lines: readonly LatenessLine[]): string {
  const drawable = lines.filter((l) => typeof l.total === 'number' && l.total > 0);
  const height = drawable.length * 44 + 30;
  const bars = drawable.map((line, i) => {
    const y = 30 + i * 44;
    const total = line.total as number;
    let x = 0;
    const part = (n: number, fill: string, name: string): string => {
      const width = (n / total) * 600;
      const rect = `<rect x="${x.toFixed(1)}" y="${y + 16}" width="${width.toFixed(1)}" height="16" fill="${fill}"><title>${name}: ${n}</title></rect>`;
      x += width;
      return n > 0 ? rect : '';
    };
    const counts = `${line.onTime} on time, ${line.late} late, ${line.owed} still owed`;
    const label = escapeHtml(`${[line.title, line.council, line.month].filter(Boolean).join(', ')}: ${counts}`);
    return (
      `<text x="0" y="${y + 11}" font-size="12" fill="currentColor">${label}</text>` +
      part(line.onTime as number, '#2b7a4b', 'on time') +
      part(line.late as number, '#c77700', 'late') +
      part(line.owed as number, '#8a3ab9', 'still owed')
    );
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 620 ${height}" role="img" aria-label="Share of duties done on time, late and still owed"><text x="0" y="14" font-size="12" fill="currentColor">From left to right: on time (green), late (orange), still owed (purple).</text>${bars.join('')}</svg>`;
}

/** The statistics as Markdown, a whole HTML page with the picture, or CSV. */
export function formatLateness(lines: readonly LatenessLine[], format: 'markdown' | 'html' | 'csv'): string {
  const title = 'How late are the duties owed to our families?';
  const note = `Numbers from 1 to ${smallestPublished - 1}, and any that would give them away, are withheld.`;
  if (format === 'csv')
    return toCsv(
      header,
      lines.map((l): Cell[] => cells(l)),
    );
  if (format === 'markdown') return `# ${title}\n\n${note}\n\n${markdownTable(header, lines.map(cells))}\n`;
  return htmlPage(
    title,
    `<h1>${title}</h1>\n<p>${note}</p>\n${latenessPicture(lines)}\n${htmlTable('By duty, council and month', header, lines.map(cells))}`,
  );
}
