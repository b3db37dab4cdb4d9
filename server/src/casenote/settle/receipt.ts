// "Request sent on 1 September, the council got it on the 3rd": where the law counts a request from its receipt, the day
// the body received it comes before the day it was sent, if the note says it (events with `received: first`).
import type { SegmentAnalysis } from '../candidates.ts';
import type { Clause } from '../clauses.ts';
import { dateWords, useOf } from '../date-use.ts';
import { Form, factsOf, has, meets, type TagSet } from '../lexicon.ts';
import type { Mention } from '../mentions.ts';
import type { LocalSegment } from '../model.ts';
import type { Picked, Settled, State } from './state.ts';

/** Days between sending and receipt beyond which the two are not of one request. */
const longestPost = 31;

/** The day on which a body received what the candidate says was sent: in its own clause, or up to the next sentence. */
export function receiptOf(
  s: State,
  segment: LocalSegment,
  a: SegmentAnalysis,
  one: Settled,
  sent: Picked | undefined,
): Picked | undefined {
  const { candidate } = one;
  const sentOn = sent ? segment.dateMentions[sent.date]?.past : segment.entryDay;
  if (!s.lex.receivedFirst.has(candidate.frame.event) || sentOn === undefined) return undefined;
  const topics = s.lex.eventTopics.get(candidate.frame.event);
  const own = a.cut.clauses[candidate.clause]!;
  const until = a.cut.sentenceSpans[own.sentence + 1]?.last ?? a.cut.sentenceSpans[own.sentence]!.last;
  for (let k = candidate.clause; k < until; k++) {
    const clause = a.cut.clauses[k]!;
    const from = k === candidate.clause ? candidate.head.toToken : clause.from;
    if (k > candidate.clause && speaksOfElse(s, clause, topics)) return undefined;
    const receiving = clause.mentions.find((m) => m.fromToken >= from && isReceiving(s, m, clause, topics));
    if (!receiving) continue;
    for (const token of clause.dateTokens) {
      const day = segment.dateMentions[a.tokens.tokenMeanings[token]!]?.past;
      if (token === sent?.token || token === a.openingToken || token < from || day === undefined) continue;
      if (useOf(a.tokens, token, s.lex, dateWords(s.lex)) === 'limit' || Math.abs(token - receiving.fromToken) > 8)
        continue;
      if (day < sentOn || day > sentOn + longestPost) continue;
      return { date: a.tokens.tokenMeanings[token]!, token, received: true };
    }
  }
  return undefined;
}

/** The clause names another thing, or something in it keeps what it says from having happened. */
function speaksOfElse(s: State, clause: Clause, topics: TagSet | undefined): boolean {
  return clause.mentions.some((m) => {
    const facts = factsOf(m.lexeme, s.lex);
    if (facts.trigger && m.lexeme.tags.some((tag) => s.lex.triggerByTag[tag]?.kind === 'out')) return true;
    return facts.subject && !has(m.lexeme, s.names.it) && !(topics && meets(m.lexeme.bits, topics));
  });
}

/** A word of receiving with a body that receives: "LA got it", "it reached the council", "rec'd by school". */
function isReceiving(s: State, m: Mention, clause: Clause, topics: TagSet | undefined): boolean {
  const { names, lex } = s;
  const had =
    has(m.lexeme, names.had) && clause.mentions.some((x) => x.fromToken === m.toToken && has(x.lexeme, names.it));
  if (!(had || has(m.lexeme, names.receives)) || m.lexeme.spelling === 'in') return false;
  if ((m.lexeme.forms & (Form.past | Form.s | Form.other)) === 0) return false;
  let receiver: Mention | undefined;
  for (const x of clause.mentions) {
    const facts = factsOf(x.lexeme, lex);
    // "Got the school's reply on 3 May": something else was received.
    if (
      x.fromToken > m.fromToken &&
      !facts.actor &&
      (x.lexeme.forms & Form.noun) !== 0 &&
      !(topics && meets(x.lexeme.bits, topics))
    )
      return false;
    // The doer: the nearest before the word, or one right after it ("reached them").
    if (!facts.actor || x.possessive || (has(x.lexeme, names.it) && !has(x.lexeme, names.they))) continue;
    if (x.fromToken < m.fromToken || (x.fromToken - m.toToken <= 3 && !receiver)) receiver = x;
  }
  return receiver !== undefined && (meets(receiver.lexeme.bits, names.officials) || has(receiver.lexeme, names.they));
}
