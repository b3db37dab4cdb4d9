// The extras that the standard requests have no place for, as `workspace/executeCommand`: lists of limits and letters,
// a letter's text, what was made of a note. Described for clients in docs/protocol.md.
import { formatDay, formatIsoDay } from '../calendar/day.ts';
import type { CaseDeadline } from '../casefile/model.ts';
import { isOpen } from '../casefile/urgency.ts';
import { byUrgency } from '../exports/lists.ts';
import { type DeadlineRow, rowOf } from '../exports/rows.ts';
import { actorName } from '../exports/wording.ts';
import { inNote } from '../features/codeActions.ts';
import type { NoteContext } from '../features/context.ts';
import { distance, shortTitle, standingOf } from '../features/words.ts';
import type { ListedLetter } from '../letters/desk.ts';
import type { DeadlineChanges, ListedDeadline, NoteStatus } from './answers.ts';
import { caseloadHandlers } from './caseload.ts';
import { isDisowned } from './notes.ts';
import type { Session } from './session.ts';
import { letterFile, letterRecord, ways } from './ways.ts';
import { teach, why } from './why.ts';

type Handler = (session: Session, args: readonly unknown[]) => unknown;

/** Commands by name. Arguments are checked by each: they come from outside. */
export const commandHandlers: Readonly<Record<string, Handler>> = {
  'casenotes.letters': async (session, [uri, line]) => letters(await contextOf(session, uri), lineOf(line)),
  'casenotes.letter': async (session, [uri, line, id]) =>
    letter(await contextOf(session, uri), lineOf(line), String(id)),
  'casenotes.ways': async (session, [uri, line, answers, record]) => {
    const context = await contextOf(session, uri);
    return ways(context, context ? childAt(context, lineOf(line)) : 0, answers, record);
  },
  'casenotes.letterFile': async (session, [uri, line, id]) => {
    const context = await contextOf(session, uri);
    return letterFile(context, context ? childAt(context, lineOf(line)) : 0, String(id));
  },
  'casenotes.letterRecord': async (session, [uri, line, id, sent, file]) => {
    const context = await contextOf(session, uri);
    return letterRecord(context, context ? childAt(context, lineOf(line)) : 0, String(id), sent, file);
  },
  'casenotes.deadlines': async (session, [of]) => {
    if (typeof of === 'number') return changedDeadlines(session, of);
    return of ? noteDeadlines(await contextOf(session, of)) : allDeadlines(session);
  },
  'casenotes.areas': (session, [uri]) =>
    session.platform.letters(session.settingsFor(typeof uri === 'string' ? uri : '')).areas,
  'casenotes.status': (session, [uri]) => status(session, String(uri)),
  'casenotes.why': async (session, [uri, line]) => {
    const context = await contextOf(session, uri);
    return context ? why(context, lineOf(line)) : null;
  },
  'casenotes.teach': async (session, [uri, words, event]) => {
    const context = await contextOf(session, uri);
    return context ? teach(session, context, words, event) : null;
  },
  ...caseloadHandlers,
};

async function contextOf(session: Session, uri: unknown): Promise<NoteContext | undefined> {
  if (typeof uri !== 'string') return undefined;
  const context = session.open(uri) ?? (session.documents.get(uri) ? undefined : await session.anyContext(uri));
  return context && !isDisowned(context) ? context : undefined;
}

function lineOf(value: unknown): number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : 0;
}

/** The child whose part of the note holds a 0-based line. */
function childAt({ analysis }: NoteContext, line: number): number {
  const offset = analysis.lines.offsetAt({ line, character: 0 });
  const entry = analysis.reading.entries.findLast((each) => each.start <= offset);
  return entry?.child ?? 0;
}

/** All letters, fitting ones first. Limits that an event on the line started come before others. */
function letters(context: NoteContext | undefined, line: number): ListedLetter[] {
  if (!context) return [];
  return context.letters.list(context.analysis, childAt(context, line));
}

function letter(context: NoteContext | undefined, line: number, id: string) {
  if (!context) return null;
  const { analysis, letters: desk } = context;
  const made = desk.render(id, analysis, deadlineAt(context, line, id), childAt(context, line));
  return made
    ? { snippet: inNote(made.snippet), markdown: inNote(made.markdown), text: made.text, html: made.html }
    : null;
}

/** The limit a letter asked for on this line is about, where the line's own event started one that names it. */
function deadlineAt({ analysis, letters: desk }: NoteContext, line: number, id: string): CaseDeadline | undefined {
  return analysis.deadlines.find(
    (deadline) =>
      isOpen(deadline) &&
      deadline.startEvents.some((event) => analysis.lines.placeAt(event.start).line === line) &&
      desk.forDeadline(deadline, analysis).some((offer) => offer.id === id),
  );
}

function noteDeadlines(context: NoteContext | undefined): ListedDeadline[] {
  if (!context) return [];
  return context.analysis.deadlines.map((deadline) => listed(rowOf(context.uri, context.analysis, deadline)));
}

/** The open limits of the notes that changed since a stamp (0: all notes), for a client that keeps the list. */
const changedDeadlines = ({ index, isReading }: Session, since: number): DeadlineChanges => ({
  stamp: index.tick,
  ...(isReading() ? { reading: true } : {}),
  notes: index.changedSince(since).map((uri) => ({ uri, rows: index.get(uri)?.rows.map(listed) ?? [] })),
});

/** Every open limit of every note, soonest first; of one day by note and rule, so that the order never jumps. */
function allDeadlines(session: Session): ListedDeadline[] {
  const rows: DeadlineRow[] = [];
  for (const note of session.index.notes) rows.push(...note.rows);
  return rows.sort(byUrgency).map(listed);
}

function listed(row: DeadlineRow): ListedDeadline {
  const due = row.due === undefined ? '' : `, ${row.actor === 'family' ? 'by' : 'due'} ${formatDay(row.due)}`;
  const left = row.daysLeft === undefined || !['past', 'close', 'upcoming'].includes(row.status);
  return {
    uri: row.path,
    line: row.line ?? 1,
    ...(row.caseName || row.initials ? { case: [row.caseName, row.initials].filter(Boolean).join(', ') } : {}),
    rule: row.rule,
    title: row.title,
    route: row.route,
    ...(row.due === undefined ? {} : { due: formatIsoDay(row.due) }),
    ...(row.daysLeft === undefined ? {} : { daysLeft: row.daysLeft }),
    status: row.status,
    actor: row.actor,
    who: actorName(row.actor),
    summary: `${shortTitle(row)}${due}: ${left ? standingOf(row.status, row.lateBy) : distance(row.daysLeft!)}`,
    ...(row.faded ? { faded: true } : {}),
    prominence: row.prominence,
    ...(row.uncertain ? { uncertain: true } : {}),
  };
}

function status(session: Session, uri: string): NoteStatus {
  const nothing = { entries: 0, events: 0, past: 0, close: 0, problems: 0, today: formatIsoDay(session.today) };
  const document = session.documents.get(uri);
  if (!document) return { read: false, reason: 'This note is not open.', ...nothing };
  if (!session.isRead(document)) {
    return { read: false, reason: 'The settings leave this file out (exclude), or it is not Markdown.', ...nothing };
  }
  const context = session.open(uri);
  if (!context) return { read: false, reason: 'Its front matter says casenotes: false.', ...nothing };
  const { reading, deadlines } = context.analysis;
  const count = (wanted: string) => deadlines.filter((d) => d.status === wanted && !d.faded && !d.conditional).length;
  return {
    ...nothing,
    read: true,
    ...(reading.events.length === 0 ? { reason: 'No event with a day was recognised in it.' } : {}),
    entries: reading.entries.length,
    events: reading.events.length,
    past: count('past'),
    close: count('close'),
    problems: reading.problems.length,
  };
}
