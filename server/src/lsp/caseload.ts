// The whole caseload, and one case drawn: timeline, calendar and the exports, as `workspace/executeCommand`. The text is
// made by server/src/exports/; here it is decided which notes it is made from. Described in docs/protocol.md.
import { type CalendarOptions, calendarFile } from '../exports/calendar-file.ts';
import { calendarHtml } from '../exports/calendar-months.ts';
import { chronology, formatChronology } from '../exports/chronology.ts';
import { formatLateness, LatenessCounter } from '../exports/lateness.ts';
import { caseloadSummary, deadlinesCsv } from '../exports/lists.ts';
import { type DeadlineRow, initialsOf, rowsOf } from '../exports/rows.ts';
import {
  standaloneSvg,
  type Timeline,
  timeline,
  timelinePage,
  timelineSvg,
  timelineTables,
} from '../exports/timeline.ts';
import type { NoteContext } from '../features/context.ts';
import { folderOf, pathIn } from './folders.ts';
import { isDisowned } from './notes.ts';
import type { Session } from './session.ts';

/** A file to be saved by the client. */
export interface Exported {
  readonly text: string;
  /** A name for it, without folder. Never a child's. */
  readonly name: string;
}

/** What a client may ask of an export; anything may come in its place. */
interface Wanted {
  readonly format?: unknown;
  readonly uri?: unknown;
  readonly child?: unknown;
  readonly name?: unknown;
  readonly actors?: unknown;
  readonly byMonth?: unknown;
}

type Handler = (session: Session, args: readonly unknown[]) => unknown;

/** Commands by name. Arguments are checked by each: they come from outside. */
export const caseloadHandlers: Readonly<Record<string, Handler>> = {
  'casenotes.timeline': (session, [uri, child, width]) => drawing(session, uri, childOf(child), width),
  'casenotes.calendar': (session, [months]) => ({
    html: calendarHtml(indexedRows(session), session.today, typeof months === 'number' ? months : 3),
  }),
  'casenotes.export': (session, [what, wanted]) => exported(session, what, (wanted ?? {}) as Wanted),
};

const childOf = (value: unknown): number => (Number.isInteger(value) && (value as number) >= 0 ? (value as number) : 0);
const pageFormat = (value: unknown): 'markdown' | 'html' | 'csv' =>
  value === 'html' || value === 'csv' ? value : 'markdown';
const ending = { markdown: 'md', html: 'html', csv: 'csv' } as const;

function* indexedRows({ index }: Session): Iterable<DeadlineRow> {
  for (const note of index.notes) yield* note.rows;
}

async function contextOf(session: Session, uri: unknown): Promise<NoteContext | undefined> {
  const context = typeof uri === 'string' ? await session.anyContext(uri) : undefined;
  return context && !isDisowned(context) ? context : undefined;
}

function timelineOf({ analysis, engine }: NoteContext, child: number): Timeline {
  return timeline(analysis, [...engine.events.values()], { child });
}

async function drawing(session: Session, uri: unknown, child: number, width: unknown) {
  const context = await contextOf(session, uri);
  if (!context) return null;
  const drawn = timelineOf(context, child);
  return {
    name: initialsOf(context.analysis.reading, child),
    children: context.analysis.reading.children,
    empty: drawn.events.length === 0 && drawn.bars.length === 0,
    svg: timelineSvg(drawn, typeof width === 'number' ? { width: Math.min(Math.max(width, 320), 2000) } : {}),
    tables: timelineTables(drawn, true),
  };
}

async function exported(session: Session, what: unknown, wanted: Wanted): Promise<Exported | null> {
  switch (what) {
    case 'deadlines':
      return deadlinesExport(session, wanted);
    case 'lateness':
      return latenessExport(session, wanted);
    case 'chronology':
    case 'timeline': {
      const context = await contextOf(session, wanted.uri);
      if (!context) return null;
      return what === 'timeline' ? timelineExport(context, wanted) : chronologyExport(context, wanted);
    }
    default:
      return null;
  }
}

async function deadlinesExport(session: Session, { format, name, actors }: Wanted): Promise<Exported> {
  const rows: DeadlineRow[] = [];
  for await (const row of allRows(session)) rows.push(row);
  if (format === 'ics') {
    const options: CalendarOptions = {
      today: session.today,
      minutes: session.minutes,
      name: name === 'none' ? 'none' : 'initials',
      actors: actors === 'all' ? 'all' : 'family',
    };
    return { text: calendarFile(rows, options), name: 'casenotes.ics' };
  }
  if (format === 'csv') return { text: deadlinesCsv(rows), name: 'deadlines.csv' };
  const page = format === 'html' ? 'html' : 'markdown';
  return { text: caseloadSummary(rows, session.today, page), name: `caseload.${ending[page]}` };
}

async function latenessExport(session: Session, { format, byMonth }: Wanted): Promise<Exported> {
  const counter = new LatenessCounter(session.today, { byMonth: byMonth === true });
  for await (const row of allRows(session)) counter.add(row);
  const page = pageFormat(format);
  return { text: formatLateness(counter.lines(), page), name: `how-late.${ending[page]}` };
}

function chronologyExport({ analysis, engine }: NoteContext, { format, child }: Wanted): Exported | null {
  const index = childOf(child);
  const lines = chronology(analysis, [...engine.events.values()], index);
  if (lines.length === 0) return null;
  const page = pageFormat(format);
  return {
    text: formatChronology(lines, initialsOf(analysis.reading, index), page),
    name: `chronology.${ending[page]}`,
  };
}

function timelineExport(context: NoteContext, { format, child }: Wanted): Exported | null {
  const index = childOf(child);
  const drawn = timelineOf(context, index);
  if (drawn.events.length === 0 && drawn.bars.length === 0) return null;
  return format === 'html'
    ? { text: timelinePage(drawn, initialsOf(context.analysis.reading, index)), name: 'timeline.html' }
    : { text: standaloneSvg(drawn), name: 'timeline.svg' };
}

/**
 * Every limit of every note, settled ones too: the index keeps only what is open, so the notes are read again, one at a
 * time. Rows are named by their path within the folder, as the command line names them: a calendar that was filled from
 * one is updated by the other.
 */
async function* allRows(session: Session): AsyncIterable<DeadlineRow> {
  for (const uri of [...session.index.notes].map((note) => note.uri).sort()) {
    const context = await contextOf(session, uri).catch(() => undefined);
    if (!context) continue;
    const folder = folderOf(session.folders, uri);
    const path = folder ? pathIn(folder, uri) : uri;
    yield* rowsOf(folder && session.folders.length > 1 ? `${folder.name}/${path}` : path, context.analysis);
  }
}
