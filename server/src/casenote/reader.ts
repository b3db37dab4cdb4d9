// The reading of one note: structure, days, and what the recogniser makes of the words, joined with the adviser's own
// marks. Any text gives a reading and a list of problems. An earlier reading of the same note may be given: what has
// not changed is taken from it, and the result is the same as reading from scratch. To make that cheap, what is read of
// blocks, pieces, segments and entries counts places from their own beginnings, and stays the same object wherever an
// edit moves it to; places in the note are worked out for what is asked for.
import { type Day, parseIsoDay } from '../calendar/day.ts';
import { applyMarks, entryAt } from './apply-marks.ts';
import { listPieces, type Pieces, type ReadBlocks, readBlocks } from './blocks.ts';
import { type Change, changeBetween } from './change.ts';
import { childNames, namedInHeadings, namesInHeadings } from './children.ts';
import { resolveDates } from './dates/resolve.ts';
import { scanDates } from './dates/scan.ts';
import { type Placed, placeAgain, placePieces } from './entries.ts';
import { type EntryDays, entriesOf, openingSpan, settleDays } from './entry-days.ts';
import { type FrontMatterReading, readFrontMatter } from './front-matter.ts';
import { readMarks } from './marks.ts';
import { maskText } from './mask.ts';
import type { Reading, ReadOptions, WaiverNote } from './model.ts';
import { emptyReading, NoteReading, once } from './note-reading.ts';
import type { OrderPair } from './order.ts';
import { yearsOutOfOrder } from './out-of-order.ts';
import { problemAt, segmentAt } from './parts.ts';
import { entryProblems, letterDateProblems, orderProblems } from './problems.ts';
import type { Recogniser } from './recognise-interface.ts';
import { byPlace, recognise } from './recognise-note.ts';
import { longestLine } from './scanner.ts';
import { type OwnParts, partsOf } from './segments.ts';
import { type Structure, scanStructure } from './structure.ts';
import { badDate, inOrder, notText, tooLong } from './text-problems.ts';

/** What the reader needs to know of the vocabulary of events. */
export interface EventWords {
  readonly title: string;
  /** A decision whose letter's own date starts a limit. */
  readonly appealable?: boolean;
}

export interface ReaderParts {
  /** Every event that can be recognised or marked; without it any id in a mark is taken. */
  readonly events?: ReadonlyMap<string, EventWords>;
  /** Reads the words; without it only marks make events. */
  readonly recogniser?: Recogniser;
  /** Pairs of events that cannot be the other way round. */
  readonly order?: readonly OrderPair[];
}

/** An earlier reading of the same note. */
export interface Previous {
  readonly reading: Reading;
}

export interface Reader {
  /** Reads a note. `options.today` stands in only where the note gives no day at all. Never throws. */
  read(text: string, options: ReadOptions, previous?: Previous): Reading;
}

/** Characters of a note that are read; a casenote file of two million is no casenote. */
export const longestNote = 2_000_000;

/** What is kept beside a reading for the next one. */
interface Kept {
  /** What it was read with: a reader with other parts must not take it up. */
  readonly parts: ReaderParts;
  readonly text: string;
  readonly head: Head;
  readonly structure: Structure;
  readonly blocks: ReadBlocks;
  readonly pieces: Pieces;
  /** What the headings could name. */
  readonly headed: readonly string[];
  /** Of the children, by front matter and by headings. */
  readonly names: readonly string[];
  readonly placed: Placed;
  readonly own: OwnParts;
  readonly days: EntryDays;
  /** The recogniser's, child by child. */
  readonly settled: readonly unknown[];
}

/** The front matter with what it says of the whole note. */
interface Head extends FrontMatterReading {
  readonly day: Day | undefined;
  readonly names: readonly string[];
}

/** Makes a reader. It keeps nothing between notes but what hangs on the readings it gave. */
export function createReader(parts: ReaderParts = {}): Reader {
  return {
    read(text, options, previous) {
      const last = previous?.reading;
      const kept = last instanceof NoteReading ? (last as NoteReading<Kept>).kept : undefined;
      const before = kept?.parts === parts ? kept : undefined;
      const change = before && changeBetween(before.text, text);
      const unread = notText(text, change);
      if (unread !== undefined) return emptyReading([unread]);
      return readNote(text, options, parts, before, change);
    },
  };
}

/** Front matter `date`, where it is a day: `2026-05-03`, or any full date. */
function frontMatterDay(data: Readonly<Record<string, unknown>>): Day | undefined {
  const value = data.date;
  if (typeof value !== 'string') return undefined;
  const iso = parseIsoDay(value.trim());
  if (iso !== undefined) return iso;
  const piece = value.slice(0, 60);
  const dates = scanDates(maskText(piece, 0, piece.length));
  const first = resolveDates(dates, piece, 0, { reference: 0 as Day })[0];
  return first?.form === 'full' ? first.past : undefined;
}

/** Reads the head of a note; the one it was, where the change is below it. */
function readHead(text: string, before: Head | undefined, change: Change | undefined): Head {
  if (before && change && isBelowHead(before, change, text)) return before;
  const head = readFrontMatter(text);
  const { data } = head.frontMatter;
  return { ...head, day: frontMatterDay(data), names: childNames(data.children) };
}

/** What heads parts of the note and could be a child's name; the list of the reading before, where no heading is new. */
function headedBy({ list, head, tail }: Pieces, before?: Kept): readonly string[] {
  const isHeaded = (all: Pieces['list']): boolean =>
    all.slice(head, all.length - tail).some(({ role }) => role === 'heading');
  if (before && !isHeaded(list) && !isHeaded(before.pieces.list)) return before.headed;
  return namesInHeadings(list.flatMap(({ role, month, text }) => (role === 'heading' && !month ? text : [])));
}

/** The names of the children by front matter and by headings; those of the reading before, where they are the same. */
function namesOf(head: Head, headed: readonly string[], text: string, before?: Kept): readonly string[] {
  const names = [...head.names, ...namedInHeadings(headed, text)];
  return before?.names.join('\n') === names.join('\n') ? before.names : names;
}

/** True where an edit stands below the line that ends the front matter, or below where it would begin. */
function isBelowHead({ frontMatter, bodyStart }: Head, { from }: Change, text: string): boolean {
  if (frontMatter.span !== undefined) return from >= bodyStart && text.charCodeAt(bodyStart - 1) === 10;
  return from > 4 && !text.startsWith('---', text.charCodeAt(0) === 0xfeff ? 1 : 0);
}

function readNote(
  whole: string,
  options: ReadOptions,
  parts: ReaderParts,
  before: Kept | undefined,
  edit: Change | undefined,
): Reading {
  const { today, once: isOnce } = options;
  const text = whole.length > longestNote ? cut(whole) : whole;
  const change = text === whole ? edit : before && changeBetween(before.text, text);
  const head = readHead(text, before?.head, change);
  const { frontMatter, day } = head;
  const structure = scanStructure(text, head.bodyStart, before?.structure, change);
  const blocks = readBlocks(text, structure, before?.blocks);
  const pieces = listPieces(structure, blocks, before?.pieces);
  const headed = headedBy(pieces, before);
  const names = namesOf(head, headed, text, before);
  const placed =
    (names === before?.names ? placeAgain(pieces, names, before.pieces, before.placed) : undefined) ??
    placePieces(pieces.list, pieces.starts, names);
  const days = settleDays(placed, day, today, before?.days);
  const own = partsOf(placed, days, parts.recogniser, before);
  const entries = once(() => entriesOf(placed, days, text.length));
  const found = recognise(own, placed, days, head, { today, once: isOnce === true }, parts, before?.settled);
  const marks = readMarks(structure.comments, (id) => parts.events === undefined || parts.events.has(id));
  const { events, near, maybe } =
    marks.events.length + marks.notEvents.length > 0
      ? applyMarks(found.events, found.near, marks, entries(), text)
      : found;
  const yearKnown = day !== undefined || days.yearSaid || own.years > 0;
  // Joined with `concat`: a note may have more slips than a call may have arguments.
  const problems = head.problems.concat(
    day === undefined ? badDate(frontMatter) : [],
    structure.longLines.map((line) =>
      tooLong(line.start, line.end, `Only the first ${longestLine} characters of this line are read.`),
    ),
    whole.length > text.length
      ? [tooLong(text.length, whole.length, 'This note is too long for a casenote; what follows here is not read.')]
      : [],
    own.flawed.flatMap((i, k) => own.flaws[k]!.map((problem) => problemAt(problem, placed.starts[i]!))),
    marks.problems,
    entryProblems(
      days.days,
      (i) => openingSpan(placed, placed.drafts[i]!),
      text,
      today,
      yearKnown,
      (i) => events.some((e) => e.entry === i && e.assertion === 'planned' && e.dateSource === 'entry'),
    ),
    found.dayless,
    yearsOutOfOrder(days, (i) => openingSpan(placed, placed.drafts[i]!), text),
    orderProblems(events, parts.order ?? []),
    letterDateProblems(events, (id) => parts.events?.get(id)?.appealable === true),
  );
  const waivers = [
    ...found.waivers,
    ...marks.waivers.map((w): WaiverNote => ({ ...w, child: entries()[entryAt(entries(), w.start)]?.child ?? 0 })),
  ];
  const segments = once(() => own.segments.map((s, i) => segmentAt(s, placed.starts[i]!, placed.entries[i]!)));
  const said = once(() =>
    near()
      .filter(({ possible }) => !possible)
      .sort(byPlace),
  );
  return new NoteReading(
    {
      frontMatter,
      children: days.children,
      entryDays: days.days,
      events,
      problems: inOrder(problems),
      waivers: waivers.sort((a, b) => a.start - b.start),
      facts: found.facts,
    },
    { entries, segments, near: said, maybe: once(() => maybe().toSorted(byPlace)) },
    isOnce
      ? undefined
      : { parts, text, head, structure, blocks, pieces, headed, names, placed, own, days, settled: found.settled },
  );
}

/** Cuts a text that is too long at the end of a line. */
function cut(text: string): string {
  const eol = text.lastIndexOf('\n', longestNote);
  return text.slice(0, eol > longestNote / 2 ? eol + 1 : longestNote);
}
