// The day that a letter bears where it is told after the letter: in the clause after ("came on Friday, is dated 24 April"), some
// sentences on ("the date on it is 30 April"), on a line of its own ("Date of decision: 3/5/26").
import { type Candidate, findIn, type SegmentAnalysis } from '../candidates.ts';
import type { Clause } from '../clauses.ts';
import { bearsIt, dateWords, useOf } from '../date-use.ts';
import { has, type Lexicon, meets } from '../lexicon.ts';
import type { Mention } from '../mentions.ts';
import type { LocalSegment } from '../model.ts';
import { Kind, type Tokens } from '../tokens.ts';
import { pick } from './days.ts';
import type { Beside, Picked, State } from './state.ts';

/** "Came on Friday, is dated 24 April": the letter's own day, said in the clause after. */
export function datedNext(beside: Beside): Picked | undefined {
  const { s, segment, a, one } = beside;
  const { clauses } = a.cut;
  const { clause: c, frame } = one.candidate;
  const { decision } = dateWords(s.lex);
  const names = (m: Mention): boolean =>
    has(m.lexeme, s.names.letter) || has(m.lexeme, decision) || has(m.lexeme, s.names.dated);
  // A clause that says no more than when it came is passed over.
  const at = isOfComing(beside, c + 1) && clauses[c + 2]?.mentions.some(names) ? c + 2 : c + 1;
  const next = clauses[at];
  if (!next) return undefined;
  // "The date of the trip itself was 27 March": of another matter.
  const until = a.tokens.tokenStarts[next.dateTokens[0] ?? next.from];
  if (s.lex.dateOfOther.test(segment.text.slice(a.tokens.tokenStarts[next.from], until))) return undefined;
  const borne = (d: number): boolean => bearsIt(a.tokens, d, s.lex, dateWords(s.lex));
  if (!(isOfLetter(beside, next, at) || next.dateTokens.some(borne))) return undefined;
  const { sentence } = clauses[c]!;
  if (next.sentence > sentence + (at - c)) return undefined;
  if (next.sentence !== sentence && !startsDated(s, next)) return undefined;
  // The letter of a decision is no other matter.
  const over = s.lex.over.get(frame.event);
  const other = (x: Candidate): boolean => !x.frame.after && !x.frame.amid && !over?.includes(x.frame.event);
  if (findIn(a, at, at + 1, (x) => x.free && other(x) && x.open.length === 0)) return undefined;
  const own = next.dateTokens.filter((d) => ownDay(s, a, d) || isLetterOf(a.tokens, next, d, s.lex));
  const picked = own.length > 0 ? pick(beside, own) : undefined;
  return picked && { ...picked, own: true };
}

/** Nothing happens in the clause, and its days, if any, are those on which something came. */
function isOfComing({ s, a, one }: Beside, k: number): boolean {
  const came = (d: number): boolean => useOf(a.tokens, d, s.lex, dateWords(s.lex)) === 'received';
  const happens = ({ frame, free, open }: Candidate): boolean =>
    (free || (frame.bare && frame !== one.candidate.frame)) && !frame.after && open.length === 0;
  return a.cut.clauses[k]?.dateTokens.every(came) === true && !findIn(a, k, k + 1, happens);
}

/** Is there a letter that the clause after can be of? */
function isOfLetter({ s, a, one }: Beside, next: Clause, at: number): boolean {
  const { clause: c, frame } = one.candidate;
  const { letter, decision, receives } = dateWords(s.lex);
  if (frame.dated || s.lex.decisions.has(frame.event)) return true;
  const isPaper = ({ lexeme }: Mention): boolean =>
    has(lexeme, letter) || has(lexeme, decision) || has(lexeme, receives);
  if (a.cut.clauses[c]!.mentions.some(isPaper)) return true;
  // "Sent on 20 April, but the letter itself is dated the 24th".
  return s.lex.bodyPapers.has(frame.event) && (at > c + 1 || holdsLetter(s, next));
}

/** "Dated 4 March", "it is dated 4 March". */
const startsDated = (s: State, { mentions, from }: Clause): boolean =>
  mentions
    .slice(0, 4)
    .some(
      (m, i) =>
        (has(m.lexeme, s.names.dated) && (i === 0 || m.fromToken - from <= 4)) ||
        (has(m.lexeme, s.names.letter) && m.fromToken - from <= 2),
    );

/** "It dropped on the mat on Saturday. It names nobody. The date on it is 30 April": said of it two or three sentences on. */
export function borneLater(beside: Beside): Picked | undefined {
  const { s, a, one } = beside;
  const { clause, frame, received } = one.candidate;
  if (!received && !s.lex.bodyPapers.has(frame.event) && !s.lex.decisions.has(frame.event)) return undefined;
  const { clauses } = a.cut;
  const from = clauses[clause]!.sentence;
  const isOther = ({ free, open, frame: f }: Candidate): boolean =>
    (free || f.bare) && open.length === 0 && !f.after && !f.amid && !f.since && f.event !== frame.event;
  for (let k = clause + 1; k < clauses.length && clauses[k]!.sentence <= from + 3; k++) {
    const { dateTokens, sentence, mentions } = clauses[k]!;
    if (findIn(a, k, k + 1, isOther)) return undefined;
    // "The answer should have come by 5 June; it is dated the 12th": the answer is.
    if (sentence > from && mentions.some(({ lexeme }) => has(lexeme, s.names.answer))) return undefined;
    const isIt = mentions[0] !== undefined && has(mentions[0].lexeme, s.names.it);
    const says = mentions
      .slice(0, 3)
      .some(({ lexeme: { spelling }, fromToken }) =>
        (isIt || fromToken === clauses[k]!.from ? /^date/ : /^date\b/).test(spelling),
      );
    if (sentence === from || !says) continue;
    const its = dateTokens.filter((d) => ownDay(s, a, d));
    if (its.length > 0) return pick(beside, its);
  }
  return undefined;
}

/** Do the words before a day say that it is what a letter bears? */
export const ownDay = (s: State, { tokens }: SegmentAnalysis, d: number): boolean =>
  useOf(tokens, d, s.lex, dateWords(s.lex)) === 'own';

export const holdsLetter = (s: State, clause: Clause): boolean =>
  clause.mentions.some((m) => has(m.lexeme, s.names.letter));

/** "Refusal to assess, letter 6 May, landed on the 9th": nothing but the letter and its day. */
function isLetterOf(t: Tokens, { mentions, from, to }: Clause, token: number, lex: Lexicon): boolean {
  const words = dateWords(lex);
  const isPaper = ({ lexeme }: Mention): boolean =>
    has(lexeme, words.letter) || has(lexeme, words.decision) || has(lexeme, words.decisionLetter);
  const first = mentions[0];
  const last = mentions.at(-1);
  if (!first || last!.toToken !== token || !mentions.every(isPaper)) return false;
  for (let i = from; i < to; i++)
    if (t.tokenKinds[i] === Kind.word && (i < first.fromToken || i >= last!.toToken)) return false;
  return true;
}

/** The days in the first clause of the next sentence that are a letter's, or those of its coming ("Order 24 June", "came Friday"). */
export function ofLetter({ s, a, one }: Beside, k: number): readonly number[] {
  const { lex, names } = s;
  const { frame } = one.candidate;
  const clause = a.cut.clauses[k]!;
  const { mentions } = clause;
  const words = dateWords(lex);
  const opening = mentions[0] && has(mentions[0].lexeme, names.it) ? mentions[1] : mentions[0];
  // What is arranged in the same words has its own day.
  const planned = findIn(a, k, k + 1, (x) => x.free && x.frame.planned && x.open.length === 0);
  const dates = planned ? clause.dateTokens.filter((d) => d < planned.tokens[0]!) : clause.dateTokens;
  const near = opening !== undefined && dates.length > 0 && dates[0]! - opening.toToken <= 3;
  const paper = lex.decisions.has(frame.event) || lex.bodyPapers.has(frame.event) || frame.withDay !== undefined;
  const letter =
    holdsLetter(s, clause) ||
    (near && (has(opening.lexeme, words.decision) || (paper && has(opening.lexeme, words.receives))));
  const alone = !mentions.some(
    (m) =>
      (meets(m.lexeme.bits, lex.anchors) || has(m.lexeme, names.verb) || has(m.lexeme, names.send)) &&
      !(has(m.lexeme, names.yes) && m.fromToken === clause.from) &&
      // "That was on 27 February".
      !(m.lexeme.spelling === 'was' && m.fromToken === clause.from + 1 && opening !== mentions[0]),
  );
  // "Mum fed the cat on Tuesday": of something that no word here knows.
  return dates.filter((d) => letter || (alone && d - clause.from < 5) || ownDay(s, a, d));
}

/**
 * "Suspended again. Two days, starting 17 November.", "Decision: refusal to assess / Date of decision: 3/5/26": the day that
 * a line or sentence after gives to what was told without one.
 */
export function dayAfter({ s, segment, a, one }: Beside): number[] {
  const { text } = segment;
  const { clause, frame } = one.candidate;
  const { sentenceSpans: sentences, clauses } = a.cut;
  const { tokenStarts, tokenEnds, tokenKinds } = a.tokens;
  for (let k = clauses[clause]!.sentence + 1, last = k + 2; k < sentences.length && k < last; k++) {
    const { first, last: behind, from, to } = sentences[k]!;
    const token = clauses[first]!.dateTokens[0] ?? clauses[first + 1]?.dateTokens[0];
    const told = findIn(a, first, behind, (x) => x.free && x.open.length === 0 && !x.frame.after && !x.frame.amid);
    if (token === undefined || token >= to) {
      if (told) return [];
      continue;
    }
    const lead = text.slice(tokenStarts[from], tokenStarts[token]);
    const ends =
      tokenKinds[token + 1] !== Kind.word || text.slice(tokenEnds[token], tokenStarts[token + 1]).includes('\n');
    const begun = !told && s.lex.countedEvents.has(frame.event) && s.lex.begins.test(lead);
    if (ends && (s.lex.dateLabel.test(lead) || begun)) return [token];
    // "That was on 4 March", "he did it on the 3rd", "Friday, it was".
    const again = !told && s.lex.restated.test(aroundDay(segment, a, from, token, to));
    return again && !tellsMore(a, clause) ? [token] : [];
  }
  return [];
}

/** What stands from the beginning of a sentence to its end, with "#" for a day in it. */
export const aroundDay = (
  { text }: LocalSegment,
  { tokens: { tokenStarts, tokenEnds } }: SegmentAnalysis,
  from: number,
  token: number,
  to: number,
): string => `${text.slice(tokenStarts[from], tokenStarts[token])}#${text.slice(tokenEnds[token], tokenEnds[to - 1])}`;

/** Does something else happen in the rest of the sentence? */
const tellsMore = (a: SegmentAnalysis, c: number): boolean =>
  findIn(a, c + 1, a.cut.sentenceSpans[a.cut.clauses[c]!.sentence]!.last, (x) => x.free && x.open.length === 0) !==
  undefined;
