// A case drawn on a time axis: events, running limits as bars with today's line, closed periods shaded, breaches
// marked, and for an assessment the statutory weeks. Gives an SVG and the same content as a table, which is what a
// screen reader and a printed page need. Colours come from the editor's theme where there is one, else from plain
// defaults; nothing is told by colour alone.
import { addDays, addMonths, type Day, dayFrom, formatDay, monthNames, partsOf } from '../calendar/day.ts';
import type { Analysis, CaseDeadline } from '../casefile/model.ts';
import { isToCheck } from '../casefile/urgency.ts';
import type { EventType } from '../law/model.ts';
import { escapeHtml } from '../text/escape.ts';
import { htmlPage, htmlTable } from './markup.ts';
import { actorName, days } from './wording.ts';

export interface TimelineOptions {
  /** Index of the child. Default 0. */
  readonly child?: number;
  /** Width of the drawing in pixels. Default 1000. */
  readonly width?: number;
}

/** How a bar is to be read; each has its own pattern and word besides its colour. */
export type BarKind = 'running' | 'close' | 'past' | 'breach' | 'met' | 'late';

export interface TimelineBar {
  readonly title: string;
  readonly who: string;
  readonly from: Day;
  readonly due: Day;
  /** Where the drawing ends: the answer, or today for what is past and unanswered. */
  readonly until: Day;
  readonly kind: BarKind;
  readonly words: string;
  readonly line?: number;
}

export interface TimelineEvent {
  readonly title: string;
  readonly day: Day;
  readonly planned: boolean;
  /** 1-based line of the note. */
  readonly line: number;
}

export interface Timeline {
  readonly from: Day;
  readonly to: Day;
  readonly today: Day;
  readonly events: readonly TimelineEvent[];
  readonly bars: readonly TimelineBar[];
  /** August and 25 December to 1 January, where the Tribunal's time is kind. */
  readonly closed: readonly { readonly from: Day; readonly to: Day }[];
  /** Weeks of a running assessment: 6, 16 and 20 from the request. */
  readonly weeks: readonly { readonly week: number; readonly day: Day }[];
}

function barOf(d: CaseDeadline, today: Day): TimelineBar | undefined {
  const from = d.startedBy.at(-1)?.day ?? d.startedBy[0]?.day;
  if (from === undefined || d.due === undefined || d.faded || d.conditional) return undefined;
  if (d.rule.prominence === 'background' || d.status === 'superseded' || d.status === 'waived') return undefined;
  const family = d.rule.actor === 'family';
  const shared = {
    title: d.rule.title,
    who: actorName(d.rule.actor),
    from,
    due: d.due,
    line: d.startedBy.at(-1)?.line,
  };
  const left = d.due - today;
  switch (d.status) {
    case 'met':
      return { ...shared, until: d.answeredBy?.day ?? d.due, kind: 'met', words: 'done in time' };
    case 'late':
      return { ...shared, until: d.answeredBy?.day ?? d.due, kind: 'late', words: `done ${days(d.lateBy ?? 0)} late` };
    case 'past':
      if (isToCheck(d)) return undefined;
      return {
        ...shared,
        until: today,
        kind: family ? 'past' : 'breach',
        words: family ? `passed ${days(-left)} ago` : `overdue by ${days(-left)}`,
      };
    case 'close':
      return { ...shared, until: d.due, kind: 'close', words: left === 0 ? 'due today' : `due in ${days(left)}` };
    case 'upcoming':
      return { ...shared, until: d.due, kind: 'running', words: `due in ${days(left)}` };
    default:
      return undefined;
  }
}

/** Every August and Christmas that touches the drawing. */
function closedPeriods(from: Day, to: Day): { from: Day; to: Day }[] {
  const out: { from: Day; to: Day }[] = [];
  for (let year = partsOf(from).year - 1; year <= partsOf(to).year; year++) {
    out.push({ from: dayFrom(year, 8, 1)!, to: dayFrom(year, 8, 31)! });
    out.push({ from: dayFrom(year, 12, 25)!, to: dayFrom(year + 1, 1, 1)! });
  }
  return out
    .filter((p) => p.to >= from && p.from <= to)
    .map((p) => ({ from: Math.max(p.from, from) as Day, to: Math.min(p.to, to) as Day }));
}

/**
 * The statutory weeks of a running assessment (6, 16, 20), read from the open limits in weeks that a public body owes
 * from the request, so that the numbers are the packs' and not this file's.
 */
function assessmentWeeks(bars: readonly CaseDeadline[]): { week: number; day: Day }[] {
  const weeks = new Map<number, Day>();
  for (const d of bars) {
    const { period, basis } = d.rule;
    const open = d.status === 'past' || d.status === 'close' || d.status === 'upcoming';
    if (!open || basis !== 'regulations' || period.kind !== 'within' || period.unit !== 'weeks') continue;
    if (d.due !== undefined && d.startedBy.at(-1)?.event === 'ehcna-requested') weeks.set(period.count, d.due);
  }
  return [...weeks].sort(([a], [b]) => a - b).map(([week, day]) => ({ week, day }));
}

/** What the drawing and the table show for one child of a note; empty events and bars where nothing was read. */
export function timeline(
  analysis: Analysis,
  eventTypes: readonly EventType[],
  options: TimelineOptions = {},
): Timeline {
  const child = options.child ?? 0;
  const titles = new Map(eventTypes.map((e) => [e.id, e.title]));
  const events = analysis.reading.events
    .filter((e) => e.child === child)
    .map((e) => ({
      title: titles.get(e.event) ?? e.event,
      day: e.day,
      planned: e.assertion === 'planned',
      line: analysis.lines.placeAt(e.start).line + 1,
    }))
    .sort((a, b) => a.day - b.day);
  const bars = analysis.deadlines
    .filter((d) => d.child === child)
    .map((d) => barOf(d, analysis.today))
    .filter((b): b is TimelineBar => b !== undefined)
    .sort((a, b) => a.from - b.from || a.due - b.due);
  const weeks = assessmentWeeks(analysis.deadlines.filter((d) => d.child === child));
  const all = [analysis.today, ...events.map((e) => e.day), ...bars.flatMap((b) => [b.from, b.due, b.until])];
  all.push(...weeks.map((w) => w.day));
  const from = addDays(Math.min(...all) as Day, -7);
  const to = addDays(Math.max(...all) as Day, 14);
  return { from, to, today: analysis.today, events, bars, closed: closedPeriods(from, to), weeks };
}

const colours: Readonly<Record<BarKind, string>> = {
  running: 'var(--vscode-charts-blue, #1a6fb5)',
  // Not the charts' orange: some themes make it see-through.
  close: 'var(--vscode-editorWarning-foreground, #b35c00)',
  past: 'var(--vscode-charts-red, #b3261e)',
  breach: 'var(--vscode-charts-purple, #7a3ea3)',
  met: 'var(--vscode-charts-green, #2b7a4b)',
  late: 'var(--vscode-descriptionForeground, #8a6d00)',
};
const ink = 'var(--vscode-editor-foreground, #1b1b1b)';
const paper = 'var(--vscode-editor-background, #ffffff)';
/** Keeps words readable where a line of the grid runs behind them. */
const halo = `paint-order="stroke" stroke="${paper}" stroke-width="4"`;

type Scale = (day: Day) => number;

/** Pixels a letter of a label takes, on average. */
const letter = 6;

function monthMarks(t: Timeline, x: Scale, height: number, width: number): string {
  const out: string[] = [];
  const span = t.to - t.from;
  const step = span > 900 ? 6 : span > 400 ? 3 : 1;
  const first = partsOf(t.from);
  let day = dayFrom(first.year, first.month, 1)!;
  // A label that would lie on its neighbour's, or run out of the drawing, is left out.
  let free = 0;
  for (; day <= t.to; day = addMonths(day, 1).day) {
    const { year, month } = partsOf(day);
    if (day < t.from || (month - 1) % step !== 0) continue;
    const label =
      month === 1 || step > 1 ? `${monthNames[month - 1]!.slice(0, 3)} ${year}` : monthNames[month - 1]!.slice(0, 3);
    const at = x(day) + 3;
    const end = at + label.length * (letter + 1);
    out.push(`<line x1="${x(day)}" y1="24" x2="${x(day)}" y2="${height}" stroke="${ink}" stroke-opacity="0.15"/>`);
    if (at < free || end > width) continue;
    free = end;
    out.push(`<text x="${at}" y="18" font-size="11" fill="${ink}">${label}</text>`);
  }
  return out.join('');
}

/** The label of a bar, shorter where the drawing is narrow; its title says all. */
function labelOf(bar: TimelineBar, width: number): string {
  const room = Math.floor((width - 16) / letter);
  const whole = `${bar.title} (${bar.who}): due ${formatDay(bar.due)}, ${bar.words}`;
  if (whole.length <= room) return whole;
  const short = `: ${bar.words}`;
  const title = bar.title.length + short.length <= room ? bar.title : `${bar.title.slice(0, room - short.length - 1)}…`;
  return title + short;
}

function barSvg(bar: TimelineBar, y: number, x: Scale, width: number): string {
  const colour = colours[bar.kind];
  const due = x(bar.due);
  const start = x(bar.from);
  const label = `${bar.title} (${bar.who}): due ${formatDay(bar.due)}, ${bar.words}`;
  const run = `<rect x="${start}" y="${y + 15}" width="${Math.max(2, Math.min(x(bar.until), due) - start)}" height="8" rx="2" fill="${colour}"/>`;
  const over =
    bar.until > bar.due
      ? `<line x1="${due}" y1="${y + 19}" x2="${x(bar.until)}" y2="${y + 19}" stroke="${colour}" stroke-width="8" stroke-dasharray="3 3"/>`
      : '';
  const mark = `<line x1="${due}" y1="${y + 12}" x2="${due}" y2="${y + 26}" stroke="${ink}" stroke-width="2"/>`;
  return `<g${bar.line === undefined ? '' : ` data-line="${bar.line}"`}><title>${escapeHtml(label)}</title>${run}${over}${mark}<text x="8" y="${y + 10}" font-size="11" fill="${ink}" ${halo}>${escapeHtml(labelOf(bar, width))}</text></g>`;
}

/**
 * Lines at the statutory weeks; one that stands close to another, or to the edge, says its number only. One that has
 * another close behind it stands on the left of its line, so that the two are not written over each other.
 */
function weeksSvg(t: Timeline, x: Scale, height: number, width: number): string {
  return t.weeks
    .map((w, i) => {
      const short = (i > 0 && x(w.day) - x(t.weeks[i - 1]!.day) < 52) || x(w.day) + 52 > width;
      const next = t.weeks[i + 1];
      const isFree = x(w.day) + 20 < width && (!next || x(next.day) - x(w.day) >= 52);
      const at = isFree ? `x="${x(w.day) + 3}"` : `x="${x(w.day) - 3}" text-anchor="end"`;
      return `<line x1="${x(w.day)}" y1="24" x2="${x(w.day)}" y2="${height}" stroke="${ink}" stroke-dasharray="2 4" stroke-opacity="0.6"/><text ${at} y="34" font-size="11" fill="${ink}" ${halo}>${short ? '' : 'week '}${w.week}</text>`;
    })
    .join('');
}

/** A dot for each event, hollow where it is only arranged, with its number in the table. */
function eventsSvg(t: Timeline, y: number, x: Scale): string {
  let last = Number.NEGATIVE_INFINITY;
  return t.events
    .map((e, i) => {
      const label = `${i + 1}. ${formatDay(e.day)}: ${e.title}${e.planned ? ' (arranged)' : ''}`;
      const at = x(e.day);
      const dot = `<circle cx="${at}" cy="${y}" r="5" fill="${e.planned ? paper : ink}" stroke="${ink}" stroke-width="2"/>`;
      // A number that would lie on its neighbour's is left to the table.
      const free = at - last >= 16;
      if (free) last = at;
      const number = free
        ? `<text x="${at}" y="${y - 9}" font-size="11" text-anchor="middle" fill="${ink}" ${halo}>${i + 1}</text>`
        : '';
      return `<g data-line="${e.line}"><title>${escapeHtml(label)}</title>${dot}${number}</g>`;
    })
    .join('');
}

/** The drawing as a self-contained SVG: no scripts, no links, no outside fonts. */
export function timelineSvg(t: Timeline, options: TimelineOptions = {}): string {
  const width = options.width ?? 1000;
  const pad = 12;
  const x: Scale = (day) =>
    Math.round((pad + ((day - t.from) / Math.max(1, t.to - t.from)) * (width - 2 * pad)) * 10) / 10;
  const top = 80;
  const height = top + t.bars.length * 34 + 14;
  const closed = t.closed
    .map(
      (p) =>
        `<rect x="${x(p.from)}" y="24" width="${Math.max(1, x(addDays(p.to, 1)) - x(p.from))}" height="${height - 24}" fill="${ink}" fill-opacity="0.07"><title>Closed period ${formatDay(p.from)} to ${formatDay(p.to)}</title></rect>`,
    )
    .join('');
  const weeks = weeksSvg(t, x, height, width);
  const now = x(t.today);
  const todayLine = `<line x1="${now}" y1="24" x2="${now}" y2="${height}" stroke="${ink}" stroke-width="2"/><text x="${now > width / 2 ? now - 4 : now + 4}" y="${height - 3}" font-size="11" font-weight="bold"${now > width / 2 ? ' text-anchor="end"' : ''} fill="${ink}" ${halo}>today ${formatDay(t.today)}</text>`;
  const bars = t.bars.map((bar, i) => barSvg(bar, top + i * 34, x, width)).join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" role="img" aria-label="Timeline of the case from ${formatDay(t.from)} to ${formatDay(t.to)}; the tables say the same">${closed}${monthMarks(t, x, height, width)}${weeks}${todayLine}${eventsSvg(t, 62, x)}${bars}</svg>`;
}

/** The drawing for a file of its own: on paper white, with the colours that hold without an editor's theme. */
export function standaloneSvg(t: Timeline, options: TimelineOptions = {}): string {
  const svg = timelineSvg(t, options).replace(/var\(--[\w-]+, (#[0-9a-f]+)\)/g, '$1');
  return `${svg.replace('>', '><rect width="100%" height="100%" fill="#ffffff"/>')}\n`;
}

/** The same content as two tables: what happened, and the limits with how they stand. With `links`, titles lead to lines. */
export function timelineTables(t: Timeline, links = false): string {
  const cell = (text: string, line: number | undefined) => (links && line !== undefined ? { text, line } : text);
  const events = t.events.map((e, i) => [
    `${i + 1}`,
    formatDay(e.day),
    cell(e.planned ? `${e.title} (arranged)` : e.title, e.line),
  ]);
  const bars = t.bars.map((b) => [cell(b.title, b.line), b.who, formatDay(b.from), formatDay(b.due), b.words]);
  return [
    htmlTable('What happened', ['No.', 'Date', 'Event'], events),
    htmlTable('Time limits', ['Limit', 'Who must act', 'Counted from', 'Due', 'How it stands'], bars),
  ].join('\n');
}

/** A page to print or to send: the drawing and the tables, for one case. `name` stands in the heading. */
export function timelinePage(t: Timeline, name: string): string {
  const title = name ? `Timeline: ${name}` : 'Timeline';
  return htmlPage(title, `<h1>${escapeHtml(title)}</h1>\n${standaloneSvg(t)}${timelineTables(t)}`);
}
