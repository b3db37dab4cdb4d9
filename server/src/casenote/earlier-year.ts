// History told back by its year alone ("in 2023 they appealed and won", "refused last year"): it gives no day, and the
// entry's own is not meant.
import { type Day, partsOf } from '../calendar/day.ts';
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
  const before = text.slice(tokens.tokenStarts[sentence.from], first);
  const front = earlierYearIn(lex, before, reference);
  if (front && !lex.aboutYear.test(before.slice(front.index + front[0].length))) return true;
  const after = earlierYearIn(lex, text.slice(last, tokens.tokenEnds[clause.to - 1]), reference);
  return after !== undefined && after.index < 32 && !lex.aboutYear.test(after.input.slice(0, after.index));
}

/** A year before the day that words refer to, named in them ("in 2023", "last year"); most have none, at a glance. */
export function earlierYearIn(lex: Patterns, words: string, reference: Day): RegExpExecArray | undefined {
  const found = /20|last/i.test(words) && lex.earlierYear.exec(words);
  return found && !(Number(found[1]) >= partsOf(reference).year) ? found : undefined;
}
