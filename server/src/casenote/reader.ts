// The reading of one note: structure, days, and what the recogniser makes of the words, joined with the adviser's own
// marks. Any text gives a reading and a list of problems. An earlier reading of the same note may be given: what has
// not changed is taken from it, and the result is the same as reading from scratch.
import { type Day, parseIsoDay } from '../calendar/day.ts';
import { childNames } from './children.ts';
import { resolveDates } from './dates/resolve.ts';
import { type EntryReading, type Placed, placePieces } from './entries.ts';
import { readFrontMatter } from './front-matter.ts';
import { type Marks, readMarks } from './marks.ts';
import type {
  CaseEvent,
  DateMention,
  Entry,
  FrontMatter,
  Near,
  Problem,
  Reading,
  ReadOptions,
  Segment,
  WaiverNote,
} from './model.ts';
import type { OrderPair } from './order.ts';
import { type BlockText, piecesOf, readBlock, styleOf } from './pieces.ts';
import { dateProblems, entryProblems, letterDateProblems, orderProblems, undatedProblems } from './problems.ts';
import type { Recogniser, Recognition } from './recognise-interface.ts';
import { type Block, longestLine, scanStructure } from './structure.ts';

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
  readonly blocks: readonly BlockText[];
  readonly segments: readonly Segment[];
  readonly analyses: readonly unknown[];
}

/**
 * Where a reading carries what is kept for the next one: out of sight of those who list, compare or print it. (A WeakMap
 * would do, but the collector then carries every reading through several rounds, at a quarter of the reading's cost.)
 */
const kept = Symbol('kept');

/** Makes a reader. It keeps nothing between notes but what hangs on the readings it gave. */
export function createReader(parts: ReaderParts = {}): Reader {
  return {
    read(text, options, previous) {
      const unread = notText(text);
      if (unread !== undefined) return emptyReading([unread]);
      const before = (previous?.reading as { readonly [kept]?: Kept } | undefined)?.[kept];
      const { reading, keep } = readNote(text, options, parts, before?.parts === parts ? before : undefined);
      return Object.defineProperty(reading, kept, { value: keep, enumerable: false });
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
    problems,
    waivers: [],
    facts: [{}],
  };
}

/** A problem where the file is no text: a NUL, or more broken characters than a slip explains. */
function notText(text: string): Problem | undefined {
  const nul = text.indexOf('\0');
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
  const { dates } = readBlock(piece, { role: 'paragraph', start: 0, end: piece.length, level: 0, inItem: false });
  const first = resolveDates(dates, piece, 0, { reference: 0 as Day })[0];
  return first?.form === 'full' ? first.past : undefined;
}

function readNote(
  whole: string,
  options: ReadOptions,
  parts: ReaderParts,
  before: Kept | undefined,
): { reading: Reading; keep: Kept } {
  const text = whole.length > longestNote ? cut(whole) : whole;
  const { frontMatter, bodyStart, problems: headProblems } = readFrontMatter(text);
  const day = frontMatterDay(frontMatter.data);
  const structure = scanStructure(text, bodyStart);
  const blocks = readBlocks(text, structure.blocks, before?.blocks);
  const style = styleOf(structure.blocks, blocks);
  const pieces = structure.blocks.flatMap((block, i) => piecesOf(block, blocks[i]!, style));
  const placing = placePieces(pieces, childNames(frontMatter.data.children), day, options.today, text.length);
  const segments = placing.placed.map((placed) => toSegment(placed, placing, text));
  const marks = readMarks(structure.comments, (id) => parts.events === undefined || parts.events.has(id));
  const analyses = analyse(segments, parts.recogniser, before);
  const found = recognise(segments, analyses, placing, frontMatter, options, parts);
  const { events, near } = applyMarks(found.events, found.near, marks, placing.entries, text);
  const yearKnown = day !== undefined || placing.yearSaid || hasYear(segments);
  // Joined with `concat`: a note may have more slips than a call may have arguments.
  const problems = headProblems.concat(
    day === undefined ? badDate(frontMatter) : [],
    structure.longLines.map((line) =>
      tooLong(line.start, line.end, `Only the first ${longestLine} characters of this line are read.`),
    ),
    whole.length > text.length
      ? [tooLong(text.length, whole.length, 'This note is too long for a casenote; what follows here is not read.')]
      : [],
    dateProblems(segments, text),
    marks.problems,
    entryProblems(placing.entries, text, options.today, yearKnown, arranged(events)),
    found.undated,
    orderProblems(events, parts.order ?? []),
    letterDateProblems(events, (id) => parts.events?.get(id)?.appealable === true),
  );
  const waivers = [
    ...found.waivers,
    ...marks.waivers.map(
      (w): WaiverNote => ({ ...w, child: placing.entries[entryAt(placing.entries, w.start)]?.child ?? 0 }),
    ),
  ];
  const reading: Reading = {
    frontMatter,
    children: placing.children,
    entries: placing.entries,
    segments,
    events,
    near,
    problems: inOrder(problems),
    waivers: waivers.sort((a, b) => a.start - b.start),
    facts: found.facts,
  };
  return { reading, keep: { parts, blocks, segments, analyses } };
}

/** The entries that tell of something planned for their own day. */
function arranged(events: readonly CaseEvent[]): Set<number> {
  return new Set(events.flatMap((e) => (e.assertion === 'planned' && e.dateSource === 'entry' ? [e.entry] : [])));
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

/** Sorted by place; one problem of a kind at a place: the more serious one. */
function inOrder(problems: readonly Problem[]): Problem[] {
  const rank = { error: 0, warning: 1, information: 2, hint: 3 };
  const sorted = [...problems].sort(
    (a, b) =>
      a.start - b.start || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0) || rank[a.severity] - rank[b.severity],
  );
  return sorted.filter((p, i) => i === 0 || p.start !== sorted[i - 1]!.start || p.code !== sorted[i - 1]!.code);
}

/** True where some date of the note says its year. */
function hasYear(segments: readonly Segment[]): boolean {
  return segments.some((s) => s.dates.some((d) => d.form === 'full'));
}

// ---------------------------------------------------------------------------------------------- blocks

/** The text and dates of each block: those before and after what has changed are taken from the last reading. */
function readBlocks(text: string, blocks: readonly Block[], old: readonly BlockText[] | undefined): BlockText[] {
  if (old === undefined) return blocks.map((block) => readBlock(text, block));
  const same = (block: Block, was: BlockText): boolean =>
    was.source.length === block.end - block.start && text.startsWith(was.source, block.start);
  const most = Math.min(blocks.length, old.length);
  let head = 0;
  while (head < most && same(blocks[head]!, old[head]!)) head++;
  let tail = 0;
  while (tail < most - head && same(blocks[blocks.length - 1 - tail]!, old[old.length - 1 - tail]!)) tail++;
  return blocks.map((block, i) => {
    if (i < head) return old[i]!;
    if (i >= blocks.length - tail) return old[old.length - (blocks.length - i)]!;
    return readBlock(text, block);
  });
}

// ---------------------------------------------------------------------------------------------- segments

function toSegment(placed: Placed, placing: EntryReading, text: string): Segment {
  const { piece, month, headers } = placed;
  const entry = placing.entries[placed.entry]!;
  const reference = placing.references[placed.entry]!;
  const segment: { -readonly [K in keyof Segment]: Segment[K] } = {
    start: piece.start,
    end: piece.end,
    text: piece.text,
    role: piece.role,
    entry: placed.entry,
    reference,
    dates: noDates,
  };
  if (piece.dates.length > 0) {
    const against = placing.undated[placed.entry] ? { reference, undated: true } : { reference };
    segment.dates = resolveDates(piece.dates, text.slice(piece.start, piece.end), piece.start, against);
  }
  if (entry.day !== undefined) segment.entryDay = entry.day;
  if (piece.opening >= 0) segment.openingDate = piece.opening;
  const { cells } = piece.block;
  if (cells !== undefined) {
    segment.cells = cells.map((c, k) => ({ start: c.start, end: c.end, header: headers?.[k] ?? '' }));
  }
  if (month !== undefined && month.month > 0) {
    segment.month = month.year > 0 ? { year: month.year, month: month.month } : { month: month.month };
  }
  return segment;
}

const noDates: DateMention[] = [];

// ---------------------------------------------------------------------------------------------- recognising

/** The recogniser's analysis of each segment, taken from the last reading where nothing that it may use has changed. */
function analyse(
  segments: readonly Segment[],
  recogniser: Recogniser | undefined,
  before: Kept | undefined,
): unknown[] {
  if (recogniser === undefined) return [];
  if (before === undefined || before.analyses.length !== before.segments.length)
    return segments.map((s) => recogniser.analyse(s));
  const old = before.segments;
  const most = Math.min(segments.length, old.length);
  let head = 0;
  while (head < most && sameForAnalysis(segments[head]!, old[head]!)) head++;
  let tail = 0;
  while (tail < most - head && sameForAnalysis(segments[segments.length - 1 - tail]!, old[old.length - 1 - tail]!))
    tail++;
  return segments.map((segment, i) => {
    if (i < head) return before.analyses[i];
    if (i >= segments.length - tail) return before.analyses[old.length - (segments.length - i)];
    return recogniser.analyse(segment);
  });
}

function sameForAnalysis(a: Segment, b: Segment): boolean {
  if (a.text !== b.text || a.role !== b.role || a.openingDate !== b.openingDate || a.dates.length !== b.dates.length)
    return false;
  if (a.month?.month !== b.month?.month || a.month?.year !== b.month?.year) return false;
  for (let i = 0; i < a.dates.length; i++) {
    const x = a.dates[i]!;
    const y = b.dates[i]!;
    if (
      x.form !== y.form ||
      x.bare !== y.bare ||
      x.start - a.start !== y.start - b.start ||
      x.end - a.start !== y.end - b.start
    )
      return false;
  }
  if (a.cells === undefined || b.cells === undefined) return a.cells === b.cells;
  return (
    a.cells.length === b.cells.length &&
    a.cells.every(
      (c, k) =>
        c.header === b.cells![k]!.header &&
        c.start - a.start === b.cells![k]!.start - b.start &&
        c.end - a.start === b.cells![k]!.end - b.start,
    )
  );
}

interface Found {
  readonly events: readonly CaseEvent[];
  readonly near: readonly Near[];
  readonly undated: readonly Problem[];
  readonly waivers: readonly WaiverNote[];
  readonly facts: readonly Readonly<Record<string, string>>[];
}

/** Lets the recogniser settle each child's part of the note. */
function recognise(
  segments: readonly Segment[],
  analyses: readonly unknown[],
  placing: EntryReading,
  frontMatter: FrontMatter,
  options: ReadOptions,
  parts: ReaderParts,
): Found {
  const { recogniser } = parts;
  if (recogniser === undefined)
    return { events: [], near: [], undated: [], waivers: [], facts: placing.children.map(() => ({})) };
  const title = (id: string): string => parts.events?.get(id)?.title ?? id;
  const results = placing.children.map((_, child): { own: readonly Segment[]; found: Recognition } => {
    const all = placing.children.length === 1;
    const indexes = all
      ? []
      : segments.map((_, i) => i).filter((i) => placing.entries[segments[i]!.entry]!.child === child);
    const own = all ? segments : indexes.map((i) => segments[i]!);
    const ownAnalyses = all ? analyses : indexes.map((i) => analyses[i]);
    const found = recogniser.settle({
      segments: own,
      analyses: ownAnalyses,
      entries: placing.entries,
      child,
      children: placing.children,
      frontMatter,
      today: options.today,
    });
    return { own, found };
  });
  const byPlace = (a: { start: number; end: number }, b: { start: number; end: number }): number =>
    a.start - b.start || a.end - b.end;
  return {
    events: results.flatMap((r) => r.found.events).sort(byPlace),
    near: results.flatMap((r) => r.found.near).sort(byPlace),
    undated: results.flatMap((r) => undatedProblems(r.found.undated, r.own, title)),
    waivers: results.flatMap((r) => r.found.waivers),
    facts: results.map((r) => r.found.facts),
  };
}

// ---------------------------------------------------------------------------------------------- marks

/** The entry that `at` lies in: the last one begun before it. Entries are in the order of the text. */
function entryAt(entries: readonly Entry[], at: number): number {
  let low = 0;
  let high = entries.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (entries[middle]!.start <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Where the line that holds `at` begins. */
function lineStart(text: string, at: number): number {
  return at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
}

/** Applies the adviser's marks, which outrank the reading. */
function applyMarks(
  events: readonly CaseEvent[],
  near: readonly Near[],
  marks: Marks,
  entries: readonly Entry[],
  text: string,
): { events: readonly CaseEvent[]; near: readonly Near[] } {
  if (marks.events.length === 0 && marks.notEvents.length === 0) return { events, near };
  const unmade = new Set(marks.notEvents.map((m) => lineStart(text, m.start)));
  const marked = marks.events.map((m): CaseEvent => {
    const entry = entryAt(entries, m.start);
    return {
      event: m.event,
      day: m.day,
      dateSource: 'explicit',
      dateRole: 'own',
      assertion: m.planned ? 'planned' : 'happened',
      text: text
        .slice(lineStart(text, m.start), m.start)
        .replace(/<!--[\s\S]*?-->/g, '')
        .trim(),
      entry,
      child: entries[entry]?.child ?? 0,
      start: m.start,
      end: m.end,
      dateSpan: m.dateSpan,
      origin: 'mark',
    };
  });
  // A mark stands for the same event on its day, and for whatever day was read on its own line.
  const onDay = new Set(marked.map((m) => `${m.event} ${m.child} ${m.assertion} ${m.day}`));
  const onLine = new Set(marked.map((m) => `${m.event} ${lineStart(text, m.start)}`));
  const stays = (e: CaseEvent): boolean => {
    const line = lineStart(text, e.start);
    return (
      !unmade.has(line) &&
      !onLine.has(`${e.event} ${line}`) &&
      !onDay.has(`${e.event} ${e.child} ${e.assertion} ${e.day}`)
    );
  };
  return {
    events: [...events.filter(stays), ...marked].sort((a, b) => a.start - b.start || a.end - b.end),
    near: near.filter((n) => {
      const line = lineStart(text, n.start);
      return !unmade.has(line) && !onLine.has(`${n.event} ${line}`);
    }),
  };
}
