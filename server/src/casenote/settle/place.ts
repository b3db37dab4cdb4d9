// Gives a settled candidate its day, and decides what becomes of it: the event, the hint, the waiver or the question.
import type { Candidate, Doubt, SegmentAnalysis } from '../candidates.ts';
import { dateWords, isToCome, limited, useOf } from '../date-use.ts';
import { ofEarlierYear } from '../earlier-year.ts';
import { Form, has, isPast } from '../lexicon.ts';
import { entryAt } from '../mentions.ts';
import type { DateMention, LocalSegment } from '../model.ts';
import { pickAround } from './around.ts';
import { corrected, headsNext } from './corrected.ts';
import { mentionOwn, pick } from './days.ts';
import { hint, inEntry } from './found.ts';
import { borneLater, datedNext, dayAfter } from './letter-day.ts';
import { putEvent, waive } from './put.ts';
import { receiptOf } from './receipt.ts';
import type { Picked, Placing, Settled, State } from './state.ts';
import { isLogLine, isToldAgain, takesDayOfOther, toldInSentence } from './told.ts';
import { chooseDay } from './which-day.ts';

/** Gives a settled candidate its day, and makes the event, the hint or the question. */
export function place(
  s: State,
  index: number,
  segment: LocalSegment,
  a: SegmentAnalysis,
  one: Settled,
  all: readonly Settled[],
  usedDates: Map<number, Settled>,
  later?: Settled[],
): void {
  const p: Placing = { s, index, segment, a, one, all, usedDates, later };
  const { candidate } = one;
  const { frame } = candidate;
  let picked: Picked | undefined;
  if (!frame.entryDay) {
    const day = dayFor(p);
    if (day === 'limit') {
      hint(s, segment, a, candidate, 'kept-out', besideLimit);
      return;
    }
    picked = day;
  }
  if (headsNext(s, a, candidate)) return;
  if (picked && !picked.received) picked = onItsSide(p, picked);
  if (picked) picked = corrected(s, segment, a, picked) ?? picked;
  picked = receiptOf(s, segment, a, one, picked) ?? picked;
  // "Complained on 4 March and will go to the Ombudsman": the day is not that of what is still to be done.
  if (picked && isPromise(candidate) && !a.cut.clauses[candidate.clause]!.dateTokens.includes(picked.token))
    picked = undefined;
  picked = chooseDay(p, picked);
  const mention = picked ? segment.dateMentions[picked.date] : undefined;
  const toldOn =
    candidate.doubt?.kind === 'plan' && picked ? telling(s, a, candidate, candidate.doubt, picked, mention) : undefined;
  if (isDoubted(p, mention, toldOn)) return;
  const planned =
    (frame.planned && !isToday(p, mention)) ||
    (candidate.doubt?.kind === 'plan' && toldOn !== 'decided') ||
    comes(s, segment, a, candidate, mention, picked);
  if (!picked && takesDayOfOther(p)) return;
  if (frame.needed && !picked && !toldTo(s, a, candidate)) {
    hint(s, segment, a, candidate, 'unsure', 'wished, but not said to have been told');
    return;
  }
  if (isToldAgain(p, picked, mention)) return;
  if (frame.since && !(picked && /^(?:since|lasting)$/.test(useOf(a.tokens, picked.token, s.lex, dateWords(s.lex)))))
    return;
  if (frame.since && toldInSentence(p)) return;
  if (picked) usedDates.set(picked.token, one);
  if (frame.unsure) {
    hint(s, segment, a, candidate, 'unsure', 'could be meant');
    return;
  }
  if (frame.event.startsWith('waive:')) {
    waive(s, segment, a, candidate, mention);
    return;
  }
  if (lacksDay(p, picked, mention)) return;
  putEvent(p, picked, mention, planned);
}

/** "Mediation is Thurs 23 July", "review on 25 November": a meeting named with a day that is still to come. */
function comes(
  s: State,
  segment: LocalSegment,
  a: SegmentAnalysis,
  c: Candidate,
  mention: DateMention | undefined,
  picked: Picked | undefined,
): boolean {
  if (!s.lex.meetings.has(c.frame.event) || !mention || !picked) return false;
  // "They will hold it on Thursday 22 October", which was no Thursday last year.
  const before = entryAt(a.tokens, picked.token - 1, s.lex);
  // So is it where "meeting to consider the exclusion is 14 May".
  const isSaid = mention.past! > segment.reference || (before !== undefined && has(before, s.names.isNow));
  if (isSaid && isToCome(mention, segment)) return true;
  // "Mediation 3 March via Teams": how, and nothing that says it was held.
  const { mentions } = a.cut.clauses[c.clause]!;
  const isHow = c.nominal && mentions.some((m) => s.lex.how.test(m.lexeme.spelling) && c.tokens.includes(m.fromToken));
  // "Governors meet on 24 March".
  const meets = mentions.find((m) => has(m.lexeme, s.names.hold) && c.tokens.includes(m.fromToken))?.lexeme;
  const isNow = ((meets?.forms ?? 0) & (Form.base | Form.s | Form.past)) % Form.past > 0;
  if (!c.frame.bare && !isHow && !isNow) return false;
  // Told in words that no frame knows: "They've given her Tuesday the 24th of March for it".
  if (isOfScorer(c) && isToCome(mention, segment)) return true;
  // "Cttee down for the 11th".
  const isArranged = mentions.some((m) => m.toToken <= picked.token && has(m.lexeme, s.names.arrange));
  if (isOfScorer(c) && mention.form === 'relative' && isArranged)
    return mention.future !== undefined && mention.future > segment.reference;
  const last = isHow || isNow ? c.head.toToken : c.tokens.at(-1)! + 1;
  if (picked.token < last || mention.past === undefined || mention.future === undefined) return false;
  for (let i = last; i < Math.min(picked.token, last + 3); i++) {
    const e = entryAt(a.tokens, i, s.lex);
    if (e && has(e, s.names.isNow)) return true;
  }
  return isToCome(mention, segment);
}

export const isNoun = (c: Candidate): boolean => (c.head.lexeme.forms & Form.noun) !== 0;

/** Found by the scorer alone (settle/likely). */
const isOfScorer = ({ frame }: Candidate): boolean => frame.index === undefined;

/** A step not taken is a waiver only where somebody decided so. */
export const isDecided = (s: State, a: SegmentAnalysis, c: Candidate): boolean =>
  c.tokens.some((t) => {
    const e = entryAt(a.tokens, t, s.lex);
    return e !== undefined && has(e, s.names.decides);
  });

/** A wish counts once it is told: to the body that its day comes from, or in words that tell that body. */
function toldTo(s: State, a: SegmentAnalysis, c: Candidate): boolean {
  if (c.frame.withDay!.some((event) => inEntry(s, event).length > 0)) return true;
  const { first, last } = a.cut.sentenceSpans[a.cut.clauses[c.clause]!.sentence]!;
  let tells = false;
  let body = false;
  for (const { mentions } of a.cut.clauses.slice(first, last)) {
    for (const m of mentions) {
      // "Will ring them and say": not yet.
      if (!tells && has(m.lexeme, s.names.will)) return false;
      tells ||= has(m.lexeme, s.names.tell);
      body ||= has(m.lexeme, s.names.mediator);
    }
  }
  return tells && body;
}

/**
 * What the day beside a promise is: of the letter that makes it ("letter of 4 March: there will be no changes": decided
 * then), or of the saying ("said on 3 March that it will issue": nothing yet).
 */
function telling(
  s: State,
  a: SegmentAnalysis,
  c: Candidate,
  doubt: Doubt,
  picked: Picked,
  mention: DateMention | undefined,
): 'decided' | 'said' | undefined {
  if (s.lex.decisions.has(c.frame.event) && mentionOwn(s, a, picked)) return 'decided';
  if (doubt.at === undefined || picked.token > c.act.fromToken) return undefined;
  const says = a.cut.clauses[c.clause]!.mentions.some(
    (m) =>
      m.fromToken < picked.token &&
      (has(m.lexeme, s.names.tell) || (m.fromToken === doubt.at && m.lexeme.spelling.startsWith('promis'))),
  );
  return says && mention && mention.form !== 'vague' ? 'said' : undefined;
}

/** "The mediation takes place today": it does. */
const isToday = ({ s, segment, one: { candidate } }: Placing, mention: DateMention | undefined): boolean =>
  mention?.form === 'relative' &&
  mention.past === segment.reference &&
  s.lex.meetings.has(candidate.frame.event) &&
  has(candidate.act.lexeme, s.names.hold);

const besideLimit = 'the day beside it is a limit';

const isPromise = ({ doubt, frame }: Candidate): boolean => doubt?.kind === 'plan' && !frame.planned;

/** The day that is written for it, if any; or that what stands beside it is a limit. */
function dayFor(p: Placing): Picked | 'limit' | undefined {
  const { s, segment, a, one, usedDates } = p;
  const { candidate } = one;
  const { affirmed } = candidate;
  if (affirmed !== undefined) return pick(p, [affirmed], true);
  const { dateTokens } = a.cut.clauses[candidate.clause]!;
  const isLimited = limited(s, a, candidate);
  if (candidate.bare && isLimited) return 'limit';
  let picked = pick(p, dateTokens);
  if (!picked || segment.dateMentions[picked.date]!.form === 'vague') {
    const next = dayAfter(p);
    if (next.length > 0) picked = pick(p, next) ?? picked;
  }
  // "Draft plan dated 12 May, comments by 27 May": no comments on the 12th.
  if (picked && isLimited && picked.token < candidate.tokens.at(-1)!) return 'limit';
  if (picked) {
    // "Received the letter 5 Feb. Dated 3 Feb."
    const isOwn = !picked.received && mentionOwn(s, a, picked, segment.dateMentions[picked.date]);
    return isOwn || candidate.frame.planned ? picked : (datedNext(p) ?? borneLater(p) ?? picked);
  }
  if (isLimited) return 'limit';
  const came = candidate.received || s.lex.decisions.has(candidate.frame.event);
  const letters = came ? datedNext(p) : undefined;
  return letters ?? borneLater(p) ?? pickAround(p, usedDates) ?? pick(p, dateTokens, true);
}

/**
 * "On 11 December they wrote that it is registered, and the day in court is to be 19 May 2026": what has happened did so
 * before, what is arranged lies ahead. Of the days of a sentence the one on the right side, where the one picked is not.
 */
function onItsSide(p: Placing, picked: Picked): Picked {
  const { s, segment, a, one } = p;
  const { frame, clause, doubt, headPast, act } = one.candidate;
  const own = a.cut.clauses[clause]!;
  const isTold = (headPast || isPast(act.lexeme)) && own.dateTokens.includes(picked.token);
  if (doubt || (!frame.planned && (isTold || s.lex.meetings.has(frame.event)))) return picked;
  const lies = (token: number): 'ahead' | 'behind' | undefined => {
    const day = segment.dateMentions[a.tokens.tokenMeanings[token]!]!;
    const { form, past, future, goneBy } = day;
    if (past === undefined || future === undefined || goneBy) return undefined;
    if (form === 'full') return past > segment.reference ? 'ahead' : 'behind';
    if (isToCome(day, segment) || (frame.planned && form === 'year-less' && future - segment.reference < 250))
      return 'ahead';
    return form === 'year-less' || past === future || frame.planned ? 'behind' : undefined;
  };
  const right = frame.planned ? 'ahead' : 'behind';
  if ((lies(picked.token) ?? right) === right) return picked;
  const { first, last } = a.cut.sentenceSpans[own.sentence]!;
  const all = a.cut.clauses.slice(first, last).flatMap(({ dateTokens }) => dateTokens);
  const others = all.filter((d) => d !== a.openingToken && lies(d) === right && !p.usedDates.has(d));
  return (others.length > 0 ? pick(p, others, true) : undefined) ?? picked;
}

/** What keeps it from counting, now that its day is known: hinted at, and no event. */
function isDoubted(
  { s, segment, a, one: { candidate } }: Placing,
  mention: DateMention | undefined,
  toldOn: 'decided' | 'said' | undefined,
): boolean {
  const { doubt } = candidate;
  if (!doubt) return false;
  const dayless = !mention || (mention.form === 'relative' && mention.past === segment.reference);
  if (toldOn !== 'said' && doubt.kind === 'plan' && !dayless) return false;
  hint(s, segment, a, candidate, 'kept-out', doubt.reason);
  return true;
}

/** It has no day that can be used, and the entry's is not meant: asked for, hinted at, or nothing. */
function lacksDay(p: Placing, picked: Picked | undefined, mention: DateMention | undefined): boolean {
  const { s, index, segment, a, one } = p;
  const { candidate } = one;
  const { frame, doubt } = candidate;
  const { dateTokens } = a.cut.clauses[candidate.clause]!;
  if (mention && (mention.form === 'vague' || mention.form === 'ambiguous' || mention.form === 'impossible')) {
    // Of what is only promised, or told with its day beside, no day is missed.
    const told = inEntry(s, frame.event).length > 0;
    if (mention.form !== 'impossible' && !(doubt && !frame.planned) && !told)
      s.dayless.push({ event: frame.event, segment: index, date: picked!.date });
    return true;
  }
  const why = (grade: 'unsure' | 'kept-out', reason: string): true => {
    hint(s, segment, a, candidate, grade, reason);
    return true;
  };
  if (!mention && !frame.planned && ofEarlierYear(s.lex, segment, a, candidate))
    return why('kept-out', 'told of an earlier year');
  if (
    frame.planned &&
    mention?.past !== undefined &&
    s.lex.meetings.has(frame.event) &&
    mention.past < segment.reference &&
    mention.form === 'relative' &&
    (mention.future ?? mention.past) < segment.reference
  )
    return why('unsure', 'arranged for a day that has passed');
  if (frame.planned && !mention) return why('unsure', 'arranged, with no day');
  if (
    isOfScorer(candidate) &&
    mention &&
    !frame.planned &&
    !s.lex.meetings.has(frame.event) &&
    (isToCome(mention, segment) || (mention.goneBy && mention.form === 'year-less'))
  )
    return why('unsure', 'the day beside it is to come');
  if (frame.dated && !mention && !dateTokens.includes(a.openingToken) && !isLogLine(p)) return true;
  // "The letter of 3 June. Not upheld.": decided on another day, it may be.
  if (frame.alone && !mention && a.cut.clauses[candidate.clause - 1]?.dateTokens.some((d) => d !== a.openingToken))
    return true;
  // A title says what a note is about; without a day it tells of nothing.
  if (segment.role === 'heading' && !mention && segment.openingDate === undefined) return true;
  if (candidate.bare && !mention && dateTokens.some((d) => useOf(a.tokens, d, s.lex, dateWords(s.lex)) === 'limit'))
    return why('kept-out', besideLimit);
  if (candidate.bare && !mention && segment.openingDate === undefined && !isLogLine(p))
    return why('unsure', 'named, with no day of its own');
  return false;
}
