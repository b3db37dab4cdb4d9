// Which day belongs to an event, of all that are written round it: in its own clause, in the one it goes on from, in the
// one that follows; and what the words before a day make of it (a limit, the letter's own date, the day it came).
import type { Candidate, SegmentAnalysis } from '../candidates.ts';
import { type DateUse, dateWords, followsFor, isJustGone, isReturn, isToCome, ofDate, useOf } from '../date-use.ts';
import { wordSet } from '../dates/chars.ts';
import { has } from '../lexicon.ts';
import { entryAt } from '../mentions.ts';
import type { DateMention, LocalSegment } from '../model.ts';
import { asideColumn } from '../tables.ts';
import { Kind } from '../tokens.ts';
import { isOfMatter } from './matters.ts';
import type { Beside, Picked, State } from './state.ts';

/** A day that is asked about: its token, how it is written, and what the words before it make of it. */
interface Asked {
  readonly token: number;
  readonly mention: DateMention;
  readonly use: DateUse;
}

/**
 * The day of an event among those at some tokens: the one that costs least, of those that can be its at all. `anyDay`: one
 * without a calendar day ("in the autumn") will do, wherever it stands.
 */
export function pick(beside: Beside, tokens: readonly number[], anyDay = false): Picked | undefined {
  const { s, segment, a } = beside;
  const words = dateWords(s.lex);
  let best: Picked | undefined;
  let bestCost = Number.POSITIVE_INFINITY;
  for (const token of tokens) {
    if (token === a.openingToken) continue;
    const date = a.tokens.tokenMeanings[token]!;
    const mention = segment.dateMentions[date];
    if (!mention) continue;
    const asked: Asked = { token, mention, use: useOf(a.tokens, token, s.lex, words) };
    if (isNotIts(beside, asked, anyDay)) continue;
    const own = isPapersOwn(beside, asked);
    const cost = distance(beside, asked) + weight(beside, asked, tokens) - (own ? 12 : 0);
    if (cost >= bestCost) continue;
    bestCost = cost;
    best = { date, token, received: asked.use === 'received', own };
  }
  return best;
}

/** Can the day not be the event's, whatever else there is? */
function isNotIts(beside: Beside, asked: Asked, anyDay: boolean): boolean {
  const { s, segment, a, one } = beside;
  const { token, mention, use } = asked;
  const { candidate } = one;
  const { frame } = candidate;
  const first = candidate.tokens[0]!;
  const last = candidate.tokens.at(-1)!;
  if (use === 'limit' || isReturn(candidate, segment.text, mention.start, s.lex)) return true;
  if (/['’]s$/.test(mention.text) && !isNamedBy(beside, token)) return true;
  if (segment.cells && use !== 'own' && inOtherCell(s, segment, a, candidate.tokens, token)) return true;
  if (!frame.since) {
    // "Granted from 28 September": when it begins, not when it was granted.
    if (use === 'since' && isAhead(mention, segment)) return true;
    if (lastsLong(mention) && Math.abs(token - last) > 2) return true;
    // What has lasted since a day did not happen on it, but what stands right before it ("suspended since").
    if (use === 'lasting' && token - last > 3) return true;
  }
  if (isOfOtherTime(beside, asked)) return true;
  if (isOfMatter(s, segment, a, candidate, token)) return true;
  const isFar = token - last > 5 || first - token > 2;
  if (mention.bare && use === 'plain' && isFar && !isDay(s, a, token)) return true;
  // "Naming Oakfield from September": when that begins; but a letter from September is of that month.
  if (mention.form === 'vague' && !frame.since && (use === 'since' || /^from /i.test(mention.text))) {
    const before = entryAt(a.tokens, token - 2, s.lex);
    if (token - last > 2 && !(before && has(before, dateWords(s.lex).letter))) return true;
  }
  // "No place for September": what it is for is not when it was. But "put in for an assessment in the autumn".
  return mention.form === 'vague' && !anyDay && last !== token - 1 && followsFor(s, a, token);
}

/** "Friday's mediation went ahead", "upheld in Friday's letter"; but "ready for Friday's review" tells of none. */
function isNamedBy({ s, a, one: { candidate: c } }: Beside, token: number): boolean {
  const lead = entryAt(a.tokens, token - 1, s.lex);
  if (c.bare || c.frame.planned || c.doubt || (lead && !/^(?:in|at|by|during|and)$/.test(lead.spelling))) return false;
  const letter = entryAt(a.tokens, token + 1, s.lex);
  return c.tokens.some((t) => t > token && t < token + 4) || (letter !== undefined && has(letter, s.names.letter));
}

/** "Invitations sent for the review on 2 March", "suspended until 15 April, back on 16 April": the day of what is to come. */
function isOfOtherTime({ s, segment, a, one }: Beside, { token, mention }: Asked): boolean {
  const { frame, doubt, headPast, tokens } = one.candidate;
  const isFor = followsFor(s, a, token);
  if (frame.meeting && ((isFor && !isJustGone(mention, segment)) || isToCome(mention, segment))) return true;
  const last = tokens.at(-1)!;
  const isParted = headPast && token > last && a.tokens.tokenKinds.slice(last, token).includes(Kind.punct);
  if (frame.planned || doubt) return false;
  // "Review held, next one in March".
  const between = segment.text.slice(a.tokens.tokenEnds[last], a.tokens.tokenStarts[token]);
  if (isParted && /[,;(] ?next\b(?! day)[^.!?]*$/i.test(between)) return true;
  // "In the diary for 12 May": no day of most of a year ago.
  if (s.lex.meetings.has(frame.event)) return false;
  return isParted ? isAhead(mention, segment) : isFor && isToCome(mention, segment);
}

/** A day that is still to come on that of the entry. */
const isAhead = (mention: DateMention, segment: LocalSegment): boolean =>
  isToCome(mention, segment) || (mention.form === 'full' && mention.past! > segment.reference && !mention.goneBy);

/** How far off a day stands, in words; what happens between counts for many. */
function distance({ all, one }: Beside, { token }: Asked): number {
  const { tokens, head } = one.candidate;
  const first = tokens[0]!;
  const last = tokens.at(-1)!;
  let cost = token > last ? token - last : token > first ? 1 : (first - token) * 1.2 + 1;
  cost += Math.min(4, Math.abs(token - head.fromToken) / 6);
  for (const other of all) {
    if (other === one) continue;
    const at = other.candidate.tokens[0]!;
    if ((at > last && at < token) || (at < first && at > token)) cost += 12;
  }
  return cost;
}

/** What the words round a day say for it (less than nothing) or against it. */
function weight(beside: Beside, { token, mention, use }: Asked, tokens: readonly number[]): number {
  const { s, segment, a, one, all } = beside;
  const { candidate } = one;
  const { frame } = candidate;
  const last = candidate.tokens.at(-1)!;
  const first = candidate.tokens[0]!;
  const words = dateWords(s.lex);
  let cost = mention.form === 'vague' ? 40 : 0;
  // "| Consulted 20/2 | can't meet need 6/3 |": the day beside the act.
  if (segment.cells && inOtherCell(s, segment, a, [last], token, true)) cost += 12;
  if (token < last && candidate.headPast && ofDate(a.tokens, token, s.lex, words)) {
    // But "their letter, dated 18 May, which reached her on the 20th, says": the letter's day.
    const arrived = use === 'own' && tokens.some((d) => useOf(a.tokens, d, s.lex, words) === 'received');
    if (!arrived) cost += 8;
  }
  // "Registered on 2 March and will be heard, by video, on 29 April": the first day is the other's.
  if (token < first && tokens.at(-1)! > last && all.some(({ candidate: x }) => x.tokens.at(-1)! < token)) cost += 10;
  if (frame.planned && movedFrom(s, a, candidate, token)) cost += 20;
  const wantsReceipt = frame.role === 'received';
  if (use === 'own' && !wantsReceipt && !ownElsewhere(s, a, candidate, token, tokens))
    cost -= candidate.received || candidate.nominal ? 30 : 12;
  // "Agreed to assess 12/2, letter 14/2": told by the letter.
  const isTold = use === 'plain' && s.lex.decisions.has(frame.event) && token > last && ofItsLetter(s, a, token);
  if (isTold) cost -= 16;
  if (use === 'received') cost += wantsReceipt ? -20 : 4;
  // "The invitation, dated 9/10/26, is for 25/11/26".
  if (use === 'own' && s.lex.meetings.has(frame.event)) cost += 40;
  return cost;
}

/** "The final plan of the 4th reached her on the 7th": the plan's day. */
function isPapersOwn({ s, a, one }: Beside, { token, use }: Asked): boolean {
  const { received, head } = one.candidate;
  return (
    use === 'plain' && received && token - head.fromToken === 2 && ofDate(a.tokens, token, s.lex, dateWords(s.lex))
  );
}

/** "Complaint about the lost weeks (6 January to 20 March)", "records from 1 Sept 2024 to 5 May 2025": a time, no act's day. */
const lastsLong = ({ past, until }: DateMention): boolean =>
  past !== undefined && until !== undefined && until.past - past > 31;

/**
 * A row with a date column: a day in a further column ("seen", "reply due") is not that of what another cell tells, unless
 * that column holds the dates of letters.
 */
function inOtherCell(
  s: State,
  { cells, openingDate, dateMentions }: LocalSegment,
  a: SegmentAnalysis,
  act: readonly number[],
  token: number,
  any = false,
): boolean {
  const { start } = dateMentions[a.tokens.tokenMeanings[token]!]!;
  const own = cells!.find((c) => c.start <= start && start <= c.end);
  const isIn = (i: number): boolean => own!.start <= a.tokens.tokenStarts[i]! && a.tokens.tokenStarts[i]! <= own!.end;
  if (own === undefined || act.some(isIn)) return false;
  if (any) return true;
  return openingDate === undefined ? asideColumn.test(own.header) : !s.lex.ownColumn.test(own.header);
}

/** "The panel sat on 26 June and by its letter of 29 June quashed it": the letter's day is not the sitting's. */
function ownElsewhere(s: State, a: SegmentAnalysis, c: Candidate, own: number, tokens: readonly number[]): boolean {
  if (c.nominal || c.received) return false;
  const last = c.tokens.at(-1)!;
  const beside = tokens.find((d) => d > last && d - last <= 3 && d < own);
  if (beside === undefined) return false;
  for (let i = beside + 1; i < own; i++) {
    const e = entryAt(a.tokens, i, s.lex);
    if (e && has(e, s.names.conjAnd)) return true;
  }
  return false;
}

function ofItsLetter(s: State, { tokens }: SegmentAnalysis, token: number): boolean {
  const before = entryAt(tokens, token - 1, s.lex);
  return before !== undefined && has(before, dateWords(s.lex).letter) && !has(before, s.names.receives);
}

/** "The hearing of 4 June is put off to 9 July", "moved from 4 June to 9 July": the day it was to be. */
function movedFrom(s: State, a: SegmentAnalysis, { clause }: Candidate, token: number): boolean {
  const { mentions, dateTokens } = a.cut.clauses[clause]!;
  return dateTokens.some((d) => {
    if (d <= token) return false;
    if (
      mentions.some(
        (m) => m.fromToken > token && m.toToken <= d && d - m.toToken <= 2 && has(m.lexeme, s.names.movedto),
      )
    )
      return true;
    // "Moved from 4 June to 9 July"
    const to = entryAt(a.tokens, d - 1, s.lex);
    const from = mentions.some((m) => m.toToken === token && m.lexeme.spelling.endsWith(' from'));
    return from && to !== undefined && has(to, s.names.infinitives);
  });
}

export function mentionOwn(s: State, a: SegmentAnalysis, picked: Picked | undefined, day?: DateMention): boolean {
  if (picked === undefined) return false;
  const words = dateWords(s.lex);
  // "Notice of amendments (letter 11 May, here on the 14th)"; but "got the letter this morning" is of its coming.
  const before = entryAt(a.tokens, picked.token - 1, s.lex);
  if (picked.own === true || (before && has(before, words.letter) && day?.form !== 'relative')) return true;
  return useOf(a.tokens, picked.token, s.lex, words) === 'own';
}

/** A bare `14/11` far from the words is a day where a word for days leads to it, or where its clause ends with it. */
function isDay(s: State, a: SegmentAnalysis, token: number): boolean {
  const before = entryAt(a.tokens, token - 1, s.lex);
  // "On 4/3", "emailed 4/3 to say that they won't".
  if (before && (leadsToDay.has(before.spelling) || has(before, dateWords(s.lex).dated) || has(before, s.names.tell)))
    return true;
  const next = token + 1;
  return next >= a.tokens.count || (a.tokens.tokenKinds[next] === Kind.punct && a.tokens.tokenMeanings[next] !== 0x25);
}

const leadsToDay: ReadonlySet<string> = wordSet('on from since by letter');
