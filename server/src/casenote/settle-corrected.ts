// Days that the writer takes back in the same breath ("on 4 May - no, sorry, it's dated the 3rd"), and nouns that only
// head what is told after them ("SAR: the school answered it on 9 May").
import type { Candidate, SegmentAnalysis } from './candidates.ts';
import { dateWords, useOf } from './date-use.ts';
import { has, meets } from './lexicon.ts';
import type { LocalSegment } from './model.ts';
import type { Picked, State } from './settle-state.ts';
import { Kind } from './tokens.ts';

/** Tokens from the words that take a day back to the one that stands in its place, at most. */
const farthest = 24;

/** The day that is said instead of the one picked, where that is taken back. */
export function corrected(s: State, segment: LocalSegment, a: SegmentAnalysis, picked: Picked): Picked | undefined {
  const { tokens, cut } = a;
  const sentence = cut.sentences.find(({ to }) => picked.token < to)!;
  const back = cut.clauses
    .slice(sentence.first, sentence.last)
    .flatMap(({ mentions }) => mentions)
    .find((m) => m.from > picked.token && m.from <= picked.token + 3 && has(m.entry, s.names.takenback));
  if (!back) return undefined;
  for (let token = back.to; token < Math.min(sentence.to, back.to + farthest); token++) {
    if (tokens.kind[token] !== Kind.date || segment.dates[tokens.value[token]!]?.past === undefined) continue;
    const use = useOf(tokens, token, s.lex, dateWords(s.lex));
    if (use !== 'limit') return { date: tokens.value[token]!, token, received: use === 'received' };
  }
  return undefined;
}

/**
 * A noun before a colon that only heads the clause after it, which goes on about it with an act of its own: "SAR: school
 * supplied it on the 9th" makes no request, "Early review: Dad asked for one" holds none.
 */
export function headsNext(a: SegmentAnalysis, c: Candidate): boolean {
  if (!c.bare) return false;
  const own = a.cut.clauses[c.clause]!;
  const next = a.cut.clauses[c.clause + 1];
  if (!next || next.sentence !== own.sentence || next.join !== 'dash' || a.tokens.value[next.from - 1] !== 0x3a)
    return false;
  if (own.dates.some((d) => d !== a.openingToken)) return false;
  return a.candidates.some(
    (x) =>
      x.clause === c.clause + 1 &&
      x.frame.event !== c.frame.event &&
      x.free &&
      !x.frame.after &&
      !x.doubt &&
      x.open.some((slot) => slot.kind === 'it' && meets(slot.mask, c.head.entry.bits)),
  );
}
