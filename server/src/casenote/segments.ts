// The segments of a note from its placed pieces, each with what the recogniser makes of it alone. Those round what an edit
// has changed are taken from the reading before.
import { sameEnds } from '../lists/same-ends.ts';
import type { Placed } from './entries.ts';
import type { EntryDays } from './entry-days.ts';
import type { LocalSegment, Problem } from './model.ts';
import { partOf } from './parts.ts';
import type { Part } from './pieces.ts';
import type { Recogniser } from './recognise-interface.ts';

/** The segments with what is kept of each; the lists run side by side. */
export interface OwnParts {
  readonly segments: readonly LocalSegment[];
  readonly analyses: readonly unknown[];
  /** Indexes of those whose dates have problems, and these. */
  readonly flawed: readonly number[];
  readonly flaws: readonly (readonly Problem[])[];
  /** How many hold a date with its year. */
  readonly years: number;
}

/** The segments of placed pieces. Those round what has changed are taken from the reading before. */
export function partsOf(
  placed: Placed,
  days: EntryDays,
  recogniser: Recogniser | undefined,
  before: { readonly placed: Placed; readonly days: EntryDays; readonly own: OwnParts } | undefined,
): OwnParts {
  const { placings, entries } = placed;
  const n = placings.length;
  const old = before?.own;
  const m = before?.placed.placings.length ?? 0;
  const isSame = (i: number, k: number): boolean => {
    const was = before!;
    if (placings[i] !== was.placed.placings[k]) return false;
    const e = entries[i]!;
    const o = was.placed.entries[k]!;
    if (e === o && days === was.days) return true;
    return (
      days.references[e] === was.days.references[o] &&
      days.days[e] === was.days.days[o] &&
      days.dayless[e] === was.days.dayless[o] &&
      days.putDown[e] === was.days.putDown[o]
    );
  };
  const isParagraph = (entry: number): boolean => placed.drafts[entry]!.kind === 'paragraph';
  const { head, tail } = sameEnds(n, m, isSame);
  const segments = old ? old.segments.slice(0, head) : [];
  const analyses = old ? old.analyses.slice(0, head) : [];
  const flawed: number[] = [];
  const flaws: (readonly Problem[])[] = [];
  const take = (from: number, to: number, by: number): void => {
    old?.flawed.forEach((i, k) => {
      if (i < from || i >= to) return;
      flawed.push(i + by);
      flaws.push(old.flaws[k]!);
    });
  };
  let years = old?.years ?? 0;
  take(0, head, 0);
  for (let i = head; i < n - tail; i++) {
    const entry = entries[i]!;
    const part: Part = partOf(placings[i]!, {
      reference: days.references[entry]!,
      entryDay: days.days[entry],
      dayless: days.dayless[entry]!,
      // A paragraph's own day is the day of what it tells; only those after it go on.
      putDown: placings[i]!.opening >= 0 && isParagraph(entry) ? undefined : days.putDown[entry],
    });
    if (!part.analysed && recogniser !== undefined) {
      part.analysis = recogniser.analyse(part.segment);
      part.analysed = true;
    }
    segments.push(part.segment);
    analyses.push(part.analysis);
    if (saysYear(part.segment)) years++;
    if (part.problems.length === 0) continue;
    flawed.push(i);
    flaws.push(part.problems);
  }
  if (!old) return { segments, analyses, flawed, flaws, years };
  for (let k = head; k < m - tail; k++) if (saysYear(old.segments[k]!)) years--;
  take(m - tail, m, n - m);
  return {
    segments: segments.concat(old.segments.slice(m - tail)),
    analyses: analyses.concat(old.analyses.slice(m - tail)),
    flawed,
    flaws,
    years,
  };
}

const saysYear = ({ dateMentions }: LocalSegment): boolean => dateMentions.some(({ form }) => form === 'full');
