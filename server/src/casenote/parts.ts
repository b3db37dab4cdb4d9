// From a piece in its place to a segment: its dates settled against the day of its entry, and what is wrong with them.
// All places count from the segment's own beginning, so that it stays as it is wherever an edit moves it to.
import { resolveDates } from './dates/resolve.ts';
import type { DateMention, LocalSegment, Problem, Segment } from './model.ts';
import { moved } from './moved.ts';
import type { Part, PartDays, Placing } from './pieces.ts';
import { dateProblems } from './problems.ts';

const noDates: DateMention[] = [];

/** The part that a placed piece is, where its words are read against `reference`; the one it was, where all is as it was. */
export function partOf(placing: Placing, days: PartDays): Part {
  const kept = placing.piece.part;
  if (
    kept !== undefined &&
    kept.placing === placing &&
    kept.reference === days.reference &&
    kept.entryDay === days.entryDay &&
    kept.dayless === days.dayless &&
    kept.putDown === days.putDown
  )
    return kept;
  const { piece } = placing;
  const segment = segmentOf(placing, days);
  const part: Part = {
    placing,
    reference: days.reference,
    entryDay: days.entryDay,
    dayless: days.dayless,
    putDown: days.putDown,
    segment,
    problems: dateProblems(segment.dateMentions, piece.source),
    analysis: undefined,
    analysed: false,
  };
  if (kept?.analysed && sameForAnalysis(kept.segment, segment)) {
    part.analysis = kept.analysis;
    part.analysed = true;
  }
  piece.part = part;
  return part;
}

function segmentOf(placing: Placing, { reference, entryDay, dayless, putDown }: PartDays): LocalSegment {
  const { piece, month, table } = placing;
  const segment: { -readonly [K in keyof LocalSegment]: LocalSegment[K] } = {
    start: 0,
    end: piece.text.length,
    text: piece.text,
    role: piece.role,
    reference,
    dateMentions: noDates,
  };
  if (placing.dates.length > 0)
    segment.dateMentions = resolveDates(placing.dates, piece.source, 0, { reference, dayless, putDown });
  if (entryDay !== undefined) segment.entryDay = entryDay;
  if (placing.opening >= 0) segment.openingDate = placing.opening;
  const { cells } = piece.block;
  if (cells !== undefined) {
    segment.cells = cells.map((c, k) => ({ start: c.start, end: c.end, header: table?.headers?.[k] ?? '' }));
  }
  // Only a short line goes on about it.
  if (placing.title && piece.text.length <= 120) segment.title = placing.title;
  if (month !== undefined && month.month > 0) {
    segment.month = month.year > 0 ? { year: month.year, month: month.month } : { month: month.month };
  }
  return segment;
}

/** True where nothing that an analysis may use differs. */
function sameForAnalysis(a: LocalSegment, b: LocalSegment): boolean {
  if (
    a.text !== b.text ||
    a.title !== b.title ||
    a.role !== b.role ||
    a.openingDate !== b.openingDate ||
    a.dateMentions.length !== b.dateMentions.length
  )
    return false;
  if (a.month?.month !== b.month?.month || a.month?.year !== b.month?.year) return false;
  for (let i = 0; i < a.dateMentions.length; i++) {
    const x = a.dateMentions[i]!;
    const y = b.dateMentions[i]!;
    if (x.form !== y.form || x.bare !== y.bare || x.start !== y.start || x.end !== y.end) return false;
  }
  if (a.cells === undefined || b.cells === undefined) return a.cells === b.cells;
  return (
    a.cells.length === b.cells.length &&
    a.cells.every(
      (c, k) => c.header === b.cells![k]!.header && c.start === b.cells![k]!.start && c.end === b.cells![k]!.end,
    )
  );
}

/** A segment in its place in the note. */
export function segmentAt(segment: LocalSegment, start: number, entry: number): Segment {
  const made: Segment = {
    ...moved(segment, start),
    entry,
    dateMentions: segment.dateMentions.map((d) =>
      d.weekdaySpan ? { ...moved(d, start), weekdaySpan: moved(d.weekdaySpan, start) } : moved(d, start),
    ),
  };
  return segment.cells ? { ...made, cells: segment.cells.map((c) => moved(c, start)) } : made;
}

/** A problem of a segment in its place in the note. */
export function problemAt(problem: Problem, start: number): Problem {
  const fixes = problem.fixes.map((f) => (f.span ? { ...f, span: moved(f.span, start) } : f));
  return { ...moved(problem, start), fixes };
}
