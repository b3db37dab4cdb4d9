// The reading of one note: structure, days, and what the recogniser makes of the words, joined with the adviser's own
// marks. Any text gives a reading and a list of problems. An earlier reading of the same note may be given: what has
// not changed is taken from it, and the result is the same as reading from scratch. To make that cheap, what is read of
// blocks, pieces, segments and entries counts places from their own beginnings, and stays the same object wherever an
// edit moves it to; places in the note are worked out for what is asked for.
import { type Day, parseIsoDay } from '../calendar/day.ts';
import { applyMarks, entryAt } from './apply-marks.ts';
import { listPieces, type Pieces, type ReadBlocks, readBlocks } from './blocks.ts';
import { type Change, changeBetween } from './change.ts';
import { childNames, namedInHeadings } from './children.ts';
import { resolveDates } from './dates/resolve.ts';
import { scanDates } from './dates/scan.ts';
import { type Placed, placeAgain, placePieces } from './entries.ts';
import { type EntryDays, entriesOf, openingSpan, settleDays } from './entry-days.ts';
import { type FrontMatterReading, readFrontMatter } from './front-matter.ts';
import { readMarks } from './marks.ts';
import { maskText } from './mask.ts';
import type { CaseEvent, FrontMatter, Near, Problem, Reading, ReadOptions, Segment, WaiverNote } from './model.ts';
import { moved } from './moved.ts';
import type { OrderPair } from './order.ts';
import { yearsOutOfOrder } from './out-of-order.ts';
import { problemAt, segmentAt } from './parts.ts';
import { entryProblems, letterDateProblems, orderProblems, undatedProblem } from './problems.ts';
import type { ChildNotes, Recogniser, Recognition } from './recognise-interface.ts';
import { longestLine } from './scanner.ts';
import { type OwnParts, partsOf } from './segments.ts';
import { type Structure, scanStructure } from './structure.ts';

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
      const kept = last instanceof NoteReading ? last.kept : undefined;
      const before = kept?.parts === parts ? kept : undefined;
      const change = before && changeBetween(before.text, text);
      const unread = notText(text, change);
      if (unread !== undefined) return emptyReading([unread]);
      return readNote(text, options, parts, before, change);
    },
  };
}

function emptyReading(problems: readonly Problem[]): Reading {
  return {
    frontMatter: { data: {}, valueSpans: {} },
    children: [''],
    entries: [],
    segments: [],
    events: [],
    near: [],
    doubtful: [],
    problems,
    waivers: [],
    facts: [{}],
  };
}

/**
 * A problem where the file is no text: a NUL, or more broken characters than a slip explains. What an edit left as it
 * was in a note that was read is not looked through again.
 */
function notText(text: string, change: Change | undefined): Problem | undefined {
  const found = change ? text.slice(change.from, change.newEnd).indexOf('\0') : text.indexOf('\0');
  const nul = found === -1 ? -1 : found + (change?.from ?? 0);
  const head = text.length > 4096 ? text.slice(0, 4096) : text;
  const broken = head.includes('\ufffd') ? head.split('\ufffd').length - 1 : 0;
  if (nul === -1 && broken * 10 <= head.length) return undefined;
  const start = nul === -1 ? head.indexOf('\ufffd') : nul;
  return {
    code: 'not-text',
    message: 'This file is not plain text, so it is not read as a casenote.',
    severity: 'warning',
    start,
    end: start + 1,
    fixes: [],
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

/** The names of the children by front matter and by headings; those of the reading before, where they are the same. */
function namesOf(head: Head, { list }: Pieces, text: string, before?: Kept): readonly string[] {
  const headings = list.flatMap((piece) => (piece.role === 'heading' && !piece.month ? piece.text : []));
  const names = [...head.names, ...namedInHeadings(headings, text)];
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
  const names = namesOf(head, pieces, text, before);
  const placed =
    (names === before?.names ? placeAgain(pieces, names, before.pieces, before.placed) : undefined) ??
    placePieces(pieces.list, pieces.starts, names);
  const days = settleDays(placed, day, today, before?.days);
  const own = partsOf(placed, days, parts.recogniser, before);
  const entries = once(() => entriesOf(placed, days, text.length));
  const found = recognise(own, placed, days, head, { today, once: isOnce === true }, parts, before?.settled);
  const marks = readMarks(structure.comments, (id) => parts.events === undefined || parts.events.has(id));
  const { events, near, doubtful } =
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
  const nearInOrder = once(() => near().toSorted(byPlace));
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
    { entries, segments, near: nearInOrder, doubtful: once(() => doubtful().toSorted(byPlace)) },
    isOnce
      ? undefined
      : { parts, text, head, structure, blocks, pieces, names, placed, own, days, settled: found.settled },
  );
}

interface Lists {
  readonly entries: () => Reading['entries'];
  readonly segments: () => readonly Segment[];
  readonly near: () => readonly Near[];
  readonly doubtful: () => readonly Near[];
}

/**
 * A reading whose lists are made when they are first asked for, and which carries what is kept for the next one, out of
 * sight of those who list, compare or print it. (A WeakMap would do for that, but the collector then carries every
 * reading through several rounds; and getters made for one reading keep it alive with all that hangs on it.)
 */
class NoteReading implements Reading {
  readonly frontMatter: Reading['frontMatter'];
  readonly children: Reading['children'];
  readonly entryDays: Reading['entryDays'];
  readonly events: Reading['events'];
  readonly problems: Reading['problems'];
  readonly waivers: Reading['waivers'];
  readonly facts: Reading['facts'];
  readonly #lists: Lists;
  readonly #kept: Kept | undefined;

  constructor(rest: Omit<Reading, keyof Lists>, lists: Lists, kept: Kept | undefined) {
    this.frontMatter = rest.frontMatter;
    this.children = rest.children;
    this.entryDays = rest.entryDays;
    this.events = rest.events;
    this.problems = rest.problems;
    this.waivers = rest.waivers;
    this.facts = rest.facts;
    this.#lists = lists;
    this.#kept = kept;
  }

  get entries(): Reading['entries'] {
    return this.#lists.entries();
  }
  get segments(): readonly Segment[] {
    return this.#lists.segments();
  }
  get near(): Reading['near'] {
    return this.#lists.near();
  }
  get doubtful(): Reading['doubtful'] {
    return this.#lists.doubtful();
  }
  get kept(): Kept | undefined {
    return this.#kept;
  }

  /** All of it as plain data, for those who print or compare it as JSON. */
  toJSON(): Reading {
    const { entries, segments, near, doubtful } = this;
    return { ...this, entries, segments, near, doubtful };
  }
}

/** Work that is done when its result is first asked for. */
function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** Cuts a text that is too long at the end of a line. */
function cut(text: string): string {
  const eol = text.lastIndexOf('\n', longestNote);
  return text.slice(0, eol > longestNote / 2 ? eol + 1 : longestNote);
}

function tooLong(start: number, end: number, message: string): Problem {
  return { code: 'note-too-large', message, severity: 'warning', start, end, fixes: [] };
}

/** A problem where front matter has a `date` that is no day. */
function badDate(frontMatter: FrontMatter): Problem[] {
  if (frontMatter.data.date === undefined || frontMatter.data.date === null) return [];
  const { start, end } = frontMatter.valueSpans.date ?? { start: 0, end: 3 };
  const message = 'The "date:" at the head of the note is not a day. Write it as YYYY-MM-DD.';
  return [{ code: 'front-matter-invalid', message, severity: 'warning', start, end, fixes: [] }];
}

const rank = { error: 0, warning: 1, information: 2, hint: 3 };

const byPlaceAndCode = (a: Problem, b: Problem): number =>
  a.start - b.start || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0) || rank[a.severity] - rank[b.severity];

/** Sorted by place; one problem of a kind at a place: the more serious one. */
function inOrder(problems: readonly Problem[]): readonly Problem[] {
  const isInOrder = problems.every((p, i) => i === 0 || p.start > problems[i - 1]!.start);
  if (isInOrder) return problems;
  const sorted = problems.toSorted(byPlaceAndCode);
  return sorted.filter((p, i) => i === 0 || p.start !== sorted[i - 1]!.start || p.code !== sorted[i - 1]!.code);
}

// ---------------------------------------------------------------------------------------------- recognising

interface Found {
  readonly events: readonly CaseEvent[];
  readonly near: () => readonly Near[];
  readonly doubtful: () => readonly Near[];
  readonly dayless: readonly Problem[];
  readonly waivers: readonly WaiverNote[];
  readonly facts: readonly Readonly<Record<string, string>>[];
  readonly settled: readonly unknown[];
}

/** Lets the recogniser settle each child's part of the note. */
function recognise(
  { segments, analyses }: OwnParts,
  { starts, entries }: Placed,
  { children, childOf }: EntryDays,
  { frontMatter }: Head,
  options: { readonly today: Day; readonly once: boolean },
  { recogniser, events }: ReaderParts,
  settled: readonly unknown[] | undefined,
): Found {
  if (recogniser === undefined)
    return {
      events: [],
      near: () => [],
      doubtful: () => [],
      dayless: [],
      waivers: [],
      facts: children.map(() => ({})),
      settled: [],
    };
  const title = (id: string): string => events?.get(id)?.title ?? id;
  const results = children.map((_, child): { own: ChildNotes; found: Recognition } => {
    const shared = { child, children, frontMatter, ...options, kept: settled?.[child] };
    let own: ChildNotes = { segments, analyses, starts, entries, ...shared };
    if (children.length > 1) {
      const of: number[] = [];
      for (let i = 0; i < entries.length; i++) if (childOf[entries[i]!] === child) of.push(i);
      const pick = <T>(list: readonly T[]): T[] => of.map((i) => list[i]!);
      own = {
        segments: pick(segments),
        analyses: pick(analyses),
        starts: pick(starts),
        entries: pick(entries),
        ...shared,
      };
    }
    return { own, found: recogniser.settle(own) };
  });
  return {
    events: results.flatMap((r) => r.found.events).sort(byPlace),
    near: () => results.flatMap((r) => r.found.near()),
    doubtful: () => results.flatMap((r) => r.found.doubtful()),
    dayless: results.flatMap((r) => undatedProblems(r.found, r.own, title)),
    waivers: results.flatMap((r) => r.found.waivers),
    facts: results.map((r) => r.found.facts),
    settled: results.map((r) => r.found.keep),
  };
}

const byPlace = (a: { start: number; end: number }, b: { start: number; end: number }): number =>
  a.start - b.start || a.end - b.end;

/** Problems of recognised events that have no day, in no order; of two for one date, `inOrder` keeps one. */
function undatedProblems(
  { dayless }: Recognition,
  { segments, starts }: ChildNotes,
  title: (event: string) => string,
): Problem[] {
  const problems: Problem[] = [];
  for (const one of dayless) {
    const { segment, date, event } = one;
    const mention = segments[segment]?.dateMentions[date];
    if (mention === undefined) continue;
    one.problem ??= undatedProblem(event, mention, title);
    const { problem } = one;
    if (problem === undefined) continue;
    const start = starts[segment]! + problem.start;
    if (one.placed?.start !== start) one.placed = moved(problem, starts[segment]!);
    problems.push(one.placed);
  }
  return problems;
}
