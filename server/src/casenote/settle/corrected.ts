// Days that the writer takes back in the same breath ("on 4 May - no, sorry, it's dated the 3rd"), and nouns that only
// head what is told after them ("SAR: the school answered it on 9 May").
import { type Candidate, findIn, type SegmentAnalysis } from '../candidates.ts';
import { clauseAt } from '../clauses.ts';
import { dateWords, useOf } from '../date-use.ts';
import { has, meets } from '../lexicon.ts';
import { entryAt, type Mention } from '../mentions.ts';
import type { LocalSegment } from '../model.ts';
import { Kind } from '../tokens.ts';
import type { Picked, State } from './state.ts';

/** Tokens from the words that take a day back to the one that stands in its place, at most. */
const farthest = 24;

/** "Not the 3rd, the 5th", "not 9 September but 16 September": the second is meant. */
const denied = /\bnot (?:on |for )?(?:the )?$/i;

/** The day that is said instead of the one picked, where that is taken back: in a word ("sorry", "no") right before it. */
export function corrected(
  s: State,
  { text, dateMentions }: LocalSegment,
  a: SegmentAnalysis,
  picked: Picked,
): Picked | undefined {
  const { tokens, cut } = a;
  const from = picked.token + 1;
  // "No, scrub that, on Friday": the last of words that follow one another closely.
  let back: Mention | undefined;
  const isNear = (at: number): boolean => at < (back?.toToken ?? from + 1) + 3;
  for (let k = clauseAt(cut, picked.token); k < cut.clauses.length && isNear(cut.clauses[k]!.from); k++)
    for (const m of cut.clauses[k]!.mentions)
      if (m.fromToken >= from && isNear(m.fromToken) && has(m.lexeme, s.names.takenback)) back = m;
  const { start, end } = dateMentions[picked.date]!;
  const next = dateMentions[picked.date + 1];
  const not = next !== undefined && next.start - end < 14 && denied.test(text.slice(0, start));
  if (!back && !not) return undefined;
  const { prep } = dateWords(s.lex);
  const until = Math.min(tokens.count, from + farthest);
  for (let token = back ? back.toToken : from; token < until; token++) {
    if (tokens.tokenKinds[token] === Kind.date && dateMentions[tokens.tokenMeanings[token]!]?.past !== undefined) {
      const use = useOf(tokens, token, s.lex, dateWords(s.lex));
      if (use !== 'limit') return { date: tokens.tokenMeanings[token]!, token, received: use === 'received' };
    } else if (back?.lexeme.words.length === 1 && tokens.tokenKinds[token] === Kind.word) {
      const e = entryAt(tokens, token, s.lex);
      if (!e || !has(e, prep)) return undefined;
    }
  }
  return undefined;
}

/**
 * A noun before a colon that only heads the clause after it, which goes on about it with an act of its own: "SAR: school
 * supplied it on the 9th" makes no request, "Early review: Dad asked for one" holds none.
 */
export function headsNext({ lex, names }: State, a: SegmentAnalysis, c: Candidate): boolean {
  if (!c.bare) return false;
  const own = a.cut.clauses[c.clause]!;
  const next = a.cut.clauses[c.clause + 1];
  if (!next || next.sentence !== own.sentence || next.join !== 'dash' || a.tokens.tokenMeanings[next.from - 1] !== 0x3a)
    return false;
  if (own.dateTokens.some((d) => d !== a.openingToken)) return false;
  // "Mediation: rang them": a call about it.
  if (lex.meetings.has(c.frame.event) && next.mentions[0] && has(next.mentions[0].lexeme, names.contact)) return true;
  const isAbout = (x: Candidate): boolean =>
    x.frame.event !== c.frame.event &&
    x.free &&
    !x.frame.after &&
    !x.doubt &&
    x.open.some((slot) => slot.kind === 'it' && meets(slot.mask, c.head.lexeme.bits));
  return findIn(a, c.clause + 1, c.clause + 2, isAbout) !== undefined;
}
