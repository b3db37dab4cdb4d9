// What every feature is given: the analysis of the note and the few things around it. Features are pure: they give
// plain protocol data back and do nothing.
import { formatIsoDay } from '../calendar/day.ts';
import type { Engine } from '../casefile/engine.ts';
import type { Analysis, CaseDeadline } from '../casefile/model.ts';
import type { Settings } from '../casefile/settings.ts';
import type { CaseEvent, Span } from '../casenote/model.ts';
import type { LetterDesk } from '../letters/desk.ts';
import type { RouteDesk } from '../letters/routeDesk.ts';

export interface NoteContext {
  readonly uri: string;
  readonly analysis: Analysis;
  readonly engine: Engine;
  readonly settings: Settings;
  readonly letters: LetterDesk;
  /** The decision aid; absent where it was not loaded. */
  readonly routes?: RouteDesk;
}

/** Does `span` hold `offset`, its end included (a cursor stands between characters)? */
export function holds(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

/** Do two stretches touch? */
export function touches(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}

/** Where an event's day is written: beside it, or where its entry begins. */
export function dayWrittenAt(event: CaseEvent, analysis: Analysis): Span | undefined {
  return event.dateSpan ?? analysis.reading.entries[event.entry]?.dateSpan;
}

/** Where an event is shown: its words; for one that a mark makes, the words of the line it ends. */
export function placeOf(event: CaseEvent, { text, lines }: Analysis): Span {
  if (event.origin !== 'mark') return event;
  const lineStart = lines.starts[lines.placeAt(event.start).line]!;
  const before = text.slice(lineStart, event.start);
  const words = before.replace(/<!--[\s\S]*?-->/g, (comment) => ' '.repeat(comment.length)).trimEnd();
  const lead = /^[\s#>*+|-]*/.exec(words)![0].length;
  return words.length > lead ? { start: lineStart + lead, end: lineStart + words.length } : event;
}

/** The event a limit is shown at: the last of those that started it. */
export function homeOf(deadline: CaseDeadline): CaseEvent | undefined {
  return deadline.startEvents.at(-1);
}

/** The front matter keys that make a Markdown file a casenote even before anything is recognised in it. */
const caseKeys = ['case', 'child', 'children', 'la', 'schoolType', 'phaseTransfer', 'yearGroup', 'casenotes'];

/**
 * Does this file read as a casenote? A file without a recognised event shows nothing at all, unless its front matter
 * or a doubtful reading says that it is one: then the dates that could not be used must not pass in silence.
 */
export function isCasenote({ analysis, engine }: Pick<NoteContext, 'analysis' | 'engine'>): boolean {
  const { reading } = analysis;
  if (reading.events.length > 0 || reading.near.length > 0 || reading.waivers.length > 0) return true;
  if (analysis.derived.limits.length > 0) return true;
  if (reading.problems.some((p) => alwaysShown.has(p.code))) return true;
  if (caseKeys.some((key) => Object.hasOwn(reading.frontMatter.data, key))) return true;
  return hasEventWithoutDay(analysis, engine);
}

/** Is it only for want of a possible date that nothing was recognised ("decision letter 31/02/26")? */
function hasEventWithoutDay({ text, reading, today }: Analysis, engine: Engine): boolean {
  const impossible = reading.problems.filter((problem) => problem.code === 'date-impossible');
  if (impossible.length === 0) return false;
  let mended = '';
  let from = 0;
  for (const { start, end } of impossible) {
    if (start < from) continue;
    mended += text.slice(from, start) + formatIsoDay(today);
    from = end;
  }
  return engine.read(mended + text.slice(from), { today }).events.length > 0;
}

/** Problems that are about the file itself or about an event that was recognised. */
const alwaysShown: ReadonlySet<string> = new Set([
  'date-needed',
  'date-ambiguous',
  'mark-invalid',
  'note-too-large',
  'not-text',
]);
