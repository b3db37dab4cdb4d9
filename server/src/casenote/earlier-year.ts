// History told back by its year alone ("in 2023 they appealed and won", "refused last year"): it gives no day, and the
// entry's own is not meant.
import { partsOf } from '../calendar/day.ts';
import type { Candidate, SegmentAnalysis } from './candidates.ts';
import type { Patterns } from './lexicon-data.ts';
import type { LocalSegment } from './model.ts';

/** An act with no day of its own, beside an earlier year or in a sentence that begins with one. */
export function ofEarlierYear(
  lex: Patterns,
  { text, reference }: LocalSegment,
  { cut, tokens }: SegmentAnalysis,
  c: Candidate,
): boolean {
  const clause = cut.clauses[c.clause]!;
  const sentence = cut.sentenceSpans[clause.sentence]!;
  const first = tokens.tokenStarts[c.head.fromToken]!;
  const last = tokens.tokenEnds[c.tokens.at(-1)!]!;
  const isEarlier = (found: RegExpExecArray | null): found is RegExpExecArray =>
    found !== null && (found[1] === undefined || Number(found[1]) < partsOf(reference).year);
  const before = text.slice(tokens.tokenStarts[sentence.from], first);
  const front = yearIn(lex, before);
  if (isEarlier(front) && !lex.aboutYear.test(before.slice(front.index + front[0].length))) return true;
  const after = yearIn(lex, text.slice(last, tokens.tokenEnds[clause.to - 1]));
  return isEarlier(after) && after.index < 32 && !lex.aboutYear.test(after.input.slice(0, after.index));
}

/** An earlier year named in some words ("in 2023", "last year"); null for most, at a glance. */
export const yearIn = (lex: Patterns, words: string): RegExpExecArray | null =>
  /20|last/i.test(words) ? lex.earlierYear.exec(words) : null;
