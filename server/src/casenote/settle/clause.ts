// Settles one clause: which of the frames that fit it is right, and what they may not share.
import { type Candidate, isOtherAct, type SegmentAnalysis } from '../candidates.ts';
import { dateWords, useOf } from '../date-use.ts';
import { fills, has, meets } from '../lexicon.ts';
import { shareOf } from '../likeness.ts';
import { entryAt } from '../mentions.ts';
import type { LocalSegment } from '../model.ts';
import { isOwnInitials, tellsOfOther } from '../whose.ts';
import { type Fit, fitOf, inRank } from './fit.ts';
import { hint } from './found.ts';
import { isUncertain, isUnlikely, likelyAt } from './likely.ts';
import { isDecided, isNoun, place } from './place.ts';
import type { Passage, Settled, State } from './state.ts';

export function settleClause(
  s: State,
  index: number,
  segment: LocalSegment,
  a: SegmentAnalysis,
  clause: number,
  from: number,
  to: number,
  passage: Passage,
  usedDates: Map<number, Settled>,
  later: Settled[],
): void {
  const fit: Fit[] = [];
  const opens = clauseOpens(a, clause) || !meets(passage.sentence, s.names.subjects);
  for (let i = from; i < to; i++) {
    const candidate = a.candidates[i]!;
    if (isOwnInitials(s.people, segment, a, candidate)) continue;
    const score = fitOf(s, segment, a, candidate, opens, passage);
    if (score > 0 && !isOfDenied(s, a, candidate, passage)) inRank(fit, { candidate, score });
  }
  if (fit.length === 0) return;
  if (s.elsewhere === s.entry) {
    hint(s, segment, a, fit[0]!.candidate, 'kept-out', 'the heading speaks of somebody else');
    return;
  }
  if (tellsOfOther(s.people, segment, a, clause)) {
    hint(s, segment, a, fit[0]!.candidate, 'kept-out', 'somebody else, by the initials');
    return;
  }
  const likely = likelyAt(s, index, segment, a, a.cut.clauses[clause]!.sentence);
  const taken: number[] = [];
  const done: string[] = [];
  const settled: Settled[] = [];
  // Of those that frames only name, one in two hundred was meant where the sentence is as unlike it as this.
  const isFaint = ({ frame }: Candidate): boolean => likely !== undefined && shareOf(likely, frame.event) < 0.03;
  for (const { candidate: first, score } of fit) {
    if (taken.length > 0 && first.uses(taken) && !isOtherThan(settled, first, a)) continue;
    // "To find the decision dated 3 May": it has been made.
    const candidate = first.doubt && first.doubt.kind !== 'plan' ? (undoubted(s, a, first, fit) ?? first) : first;
    if (done.includes(candidate.frame.event) && a.cut.clauses[clause]!.dateTokens.length < 2) continue;
    if (!candidate.free) {
      const why = candidate.doubt;
      if (why) hint(s, segment, a, candidate, 'kept-out', why.reason);
      else hint(s, segment, a, candidate, 'unsure', 'named, but not said to have happened', isFaint(candidate));
      continue;
    }
    if (likely && !candidate.frame.event.startsWith('waive:') && isUnlikely(s, index, segment, a, likely, candidate)) {
      // What only the case could make sense of could be anything.
      if (candidate.open.length === 0 && !candidate.frame.after && !candidate.frame.amid)
        hint(s, segment, a, candidate, 'unsure', tellsOfMore, isFaint(candidate));
      continue;
    }
    if (candidate.frame.since && datedOnce(a, clause) && !lasts(s, a, clause)) continue;
    if (
      (candidate.frame.after || candidate.frame.amid || candidate.open.some((slot) => slot.kind === 'ever')) &&
      strays(s, a, candidate, passage)
    )
      continue;
    const uncertain = isUncertain(s.lex, likely, candidate.frame.event);
    if (candidate.frame.after || candidate.frame.amid || candidate.frame.notAfter) {
      s.waiting.push({ segment: index, candidate, score, uncertain });
      s.waitingAt.push(index);
      continue;
    }
    // "Appeal form emailed with the refusal letter": no decision not to appeal.
    if (candidate.frame.event.startsWith('waive:') && isNoun(candidate) && !isDecided(s, a, candidate)) continue;
    taken.push(...claimed(candidate));
    done.push(candidate.frame.event);
    settled.push({ candidate, score, uncertain });
  }
  if (settled.length > 1) settled.sort((x, y) => x.candidate.tokens[0]! - y.candidate.tokens[0]!);
  for (const one of settled) {
    place(s, index, segment, a, one, settled, usedDates, later);
  }
}

/** "No certificate yet. Emailed them.": what has not come is not what was sent, unless "it" is or a day stands beside. */
function isOfDenied({ names }: State, { candidates, cut }: SegmentAnalysis, c: Candidate, { last }: Passage): boolean {
  const { dateTokens, mentions, sentence } = cut.clauses[c.clause]!;
  return (
    dateTokens.length === 0 &&
    c.open.some((slot) => fills(last, slot)) &&
    !mentions.some((m) => has(m.lexeme, names.it) && m.lexeme.spelling !== 'them') &&
    candidates.some(({ clause, doubt }) => cut.clauses[clause]!.sentence === sentence - 1 && doubt?.tag === names.neg)
  );
}

const tellsOfMore = 'sentences in these words mostly tell of something else';

/** A short clause that goes on about something else than the event speaks of. */
function strays(s: State, a: SegmentAnalysis, candidate: Candidate, passage: Passage): boolean {
  const topics = s.lex.eventTopics.get(candidate.frame.event);
  if (!topics || a.cut.clauses[candidate.clause]!.mentions.some((m) => meets(m.lexeme.bits, s.names.subjects)))
    return false;
  const about = meets(passage.sentence, s.names.subjects) ? passage.sentence : passage.last;
  return meets(about, s.names.subjects) && !meets(about, topics);
}

/** Another reading of some of the same words as the same event, with nothing against it and a day of its own. */
function undoubted(s: State, a: SegmentAnalysis, first: Candidate, fits: readonly Fit[]): Candidate | undefined {
  for (let i = 0; i < fits.length; i++) {
    const x = fits[i]!.candidate;
    if (x.frame.event !== first.frame.event || x.frame.after || x.frame.amid || !x.free || x.doubt) continue;
    // "Not in place since 3 September, has no therapist": what is denied is what happened.
    if ((x.frame.since || (x.bare && datedAfterwards(s, a, x))) && x.uses(first.tokens)) return x;
  }
  return undefined;
}

function datedAfterwards(s: State, a: SegmentAnalysis, c: Candidate): boolean {
  const at = c.tokens.at(-1)! + 1;
  const e = entryAt(a.tokens, at, s.lex);
  return e !== undefined && has(e, dateWords(s.lex).dated);
}

/** What was settled of these words tells of other acts, and there are days for both. */
const isOtherThan = (settled: readonly Settled[], c: Candidate, a: SegmentAnalysis): boolean =>
  a.cut.clauses[c.clause]!.dateTokens.length > 1 &&
  settled.every(({ candidate: x }) => !x.uses(c.tokens) || (!x.frame.after && isOtherAct(x, c)));

/** A day stands in the clause, besides the one that opens the entry. */
const datedOnce = (a: SegmentAnalysis, clause: number): boolean =>
  a.cut.clauses[clause]!.dateTokens.some((d) => d !== a.openingToken);

/** Some day in the clause is one that something has lasted since. */
const lasts = (s: State, a: SegmentAnalysis, clause: number): boolean =>
  a.cut.clauses[clause]!.dateTokens.some((d) =>
    /^(?:since|lasting)$/.test(useOf(a.tokens, d, s.lex, dateWords(s.lex))),
  );

/** The words that no other reading may use: of one that is kept out, only those that say what was done. */
function claimed(c: Candidate): readonly number[] {
  if (!c.doubt || c.doubt.kind === 'plan') return c.tokens;
  const own = (t: number): boolean =>
    (t >= c.act.fromToken && t < c.act.toToken) || (t >= c.head.fromToken && t < c.head.toToken);
  return c.tokens.filter(own);
}

const clauseOpens = (a: SegmentAnalysis, clause: number): boolean => a.cut.clauses[clause]!.join === 'start';
