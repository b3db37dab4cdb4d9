// Puts a candidate whose day is known among what was found: the event with what its words tell beside it, or the waiver.
import type { Day } from '../../calendar/day.ts';
import type { Candidate, SegmentAnalysis } from '../candidates.ts';
import type { Clause } from '../clauses.ts';
import { dateWords, isToCome, useOf } from '../date-use.ts';
import { has, isPast } from '../lexicon.ts';
import { entryAt, type Mention } from '../mentions.ts';
import type { DateMention, DateSource, LocalSegment, Span, WaiverNote } from '../model.ts';
import { Kind } from '../tokens.ts';
import { mentionOwn } from './days.ts';
import { addFound, spanOf } from './found.ts';
import { alsoFor, eachTime, sourceOf } from './more.ts';
import type { Picked, Placing, State } from './state.ts';

/** There is no day for it: the date at the head of its line is what to mend, or, below one ("## Late April"), its own words. */
function askDay({ s, index, segment, a, one: { candidate } }: Placing, mention: DateMention | undefined): void {
  const { event } = candidate.frame;
  const { openingDate } = segment;
  let date: number | Span | undefined = openingDate;
  if (openingDate !== undefined) {
    if (segment.dateMentions[openingDate]!.form !== 'vague') return;
  } else if (s.entry > 0 && !mention && segment.role !== 'table-row') date = spanOf(segment, a, candidate);
  if (date === undefined || s.dayless.some((other) => other.segment === index && other.event === event)) return;
  s.dayless.push({ event, segment: index, date });
}

/** Puts the event among those found, and what its words tell beside it. */
export function putEvent(
  p: Placing,
  picked: Picked | undefined,
  written: DateMention | undefined,
  planned: boolean,
): void {
  const { s, index, segment, a, one } = p;
  const { candidate, score } = one;
  const { frame } = candidate;
  const mention = sameDay(p, picked, written);
  const recent =
    frame.past !== undefined &&
    mention?.past !== undefined &&
    mention.past <= segment.reference &&
    (mention.form === 'relative'
      ? /yest|yday|y'day|today|tdy|this|last|ago/i.test(mention.text)
      : atIt(s, candidate) && segment.reference - mention.past < 60);
  const clause = a.cut.clauses[candidate.clause]!;
  const on =
    frame.planned && mention && longAhead(mention, segment) && !isFar(s, candidate) ? justGone(mention) : mention;
  const day = dayOf(
    on,
    segment,
    planned && !recent,
    candidate,
    picked?.received || (mention?.goneBy && !s.lex.meetings.has(frame.event)) || came(s, clause, candidate),
  );
  if (!day) {
    askDay(p, mention);
    return;
  }
  one.date = picked?.token;
  const received =
    picked?.received === true || (candidate.received && !mentionOwn(s, a, picked) && !arrivedLater(s, a, picked));
  addFound(s, {
    candidate,
    segment: index,
    score,
    caseEvent: {
      event: recent ? frame.past! : day.planned ? (s.lex.ahead.get(frame.event) ?? frame.event) : frame.event,
      day: day.day,
      dateSource: day.source,
      dateRole: received ? 'received' : 'own',
      assertion: day.planned ? 'planned' : 'happened',
      ...spanOf(segment, a, candidate),
      entry: s.entry,
      child: s.childNotes.child,
      ...(mention ? { dateSpan: { start: mention.start, end: mention.end } } : {}),
      origin: 'text',
      uncertain: one.uncertain,
    },
  });
  if (frame.meeting) alsoFor(s, segment, a, candidate, picked);
  if (picked && s.lex.countedEvents.has(frame.event)) eachTime(s, segment, a, candidate, picked);
}

/** "Parents decided not to appeal, 5 June": decided, so the limit is waived from that day on. */
export function waive(
  s: State,
  segment: LocalSegment,
  a: SegmentAnalysis,
  c: Candidate,
  mention: DateMention | undefined,
): void {
  const day = mention?.past ?? segment.entryDay;
  if (day === undefined) return;
  const span = spanOf(segment, a, c);
  const what: WaiverNote = {
    rule: c.frame.event.slice('waive:'.length),
    reason: span.text.replace(/\s+/g, ' '),
    day,
    child: s.childNotes.child,
    start: span.start,
    end: span.end,
  };
  s.waivers.push({ segment: s.at, what });
}

/** "At the hearing on 27 February": somebody was there, if that day has passed. */
const atIt = (s: State, { head }: Candidate): boolean => has(head.lexeme, s.names.atHearing);

/** "That same day": the day written just before, where one is. */
function sameDay(
  {
    s,
    segment,
    a,
    one: {
      candidate: { frame },
    },
  }: Placing,
  picked: Picked | undefined,
  mention: DateMention | undefined,
): DateMention | undefined {
  if (mention?.form !== 'relative' || !picked || !s.lex.sameDay.test(mention.text)) return mention;
  const on = (past: Day | undefined): DateMention =>
    past === undefined ? mention : { ...mention, past, future: past };
  for (let i = picked.token - 1; i >= 0; i--) {
    if (a.tokens.tokenKinds[i] !== Kind.date) continue;
    const day = segment.dateMentions[a.tokens.tokenMeanings[i]!]!;
    const { form, past } = day;
    const use = useOf(a.tokens, i, s.lex, dateWords(s.lex));
    // "Letter dated 15 January in. Same day rang": the day that it came. "They meet on the 24th. She wrote that evening".
    if ((use === 'own' && s.lex.familyPapers.has(frame.event)) || use === 'limit' || isToCome(day, segment)) continue;
    return on(form === 'full' || form === 'year-less' ? past : undefined);
  }
  return on(segment.entryDay);
}

/** "Final plan 6 Feb, rec'd 9 Feb", "certificate came (issued 12/2)": the day that it came is another one. */
function arrivedLater(s: State, a: SegmentAnalysis, picked: Picked | undefined): boolean {
  if (!picked) return false;
  const act = picked.token > 0 ? entryAt(a.tokens, picked.token - 1, s.lex) : undefined;
  if (act && has(act, s.names.issue) && !has(act, s.names.receives)) return true;
  const { to } = a.cut.sentenceSpans.find((sentence) => picked.token < sentence.to)!;
  for (let token = picked.token + 1; token < to; token++) {
    if (a.tokens.tokenKinds[token] !== Kind.date) continue;
    if (useOf(a.tokens, token, s.lex, dateWords(s.lex)) === 'received') return true;
  }
  return false;
}

/** "The response was received on 27 March": it came, however late the day. */
function came(s: State, clause: Clause, c: Candidate): boolean {
  if (!c.nominal) return false;
  const last = c.tokens.at(-1)!;
  const past = (m: Mention): boolean => isPast(m.lexeme) && has(m.lexeme, s.names.receives);
  return clause.mentions.some((m) => m.fromToken > last && m.fromToken - last <= 3 && past(m));
}

export function dayOf(
  mention: DateMention | undefined,
  segment: LocalSegment,
  planned: boolean,
  candidate: Candidate,
  came = false,
): { day: Day; source: DateSource; planned: boolean } | undefined {
  if (!mention) {
    if (segment.entryDay === undefined || planned) return undefined;
    return { day: segment.entryDay, source: 'entry', planned: false };
  }
  if (planned && !candidate.frame.planned && justPast(mention, segment)) planned = false;
  const day = planned ? (mention.future ?? mention.past) : mention.past;
  if (day === undefined) return undefined;
  // What the scorer alone found may be promised for that day.
  const isTold = candidate.headPast && candidate.frame.index !== undefined;
  const later = mention.form !== 'year-less' && day > segment.reference && !isTold && !came;
  return { day, source: sourceOf(mention.form), planned: planned || later };
}

/**
 * "The council wrote on 17 February to say that it will assess": a day without a year that lies just behind, and
 * otherwise most of a year ahead, is not the day of something still to come.
 */
function justPast({ form, past, future }: DateMention, { reference }: LocalSegment): boolean {
  if (form !== 'year-less' || past === undefined || future === undefined) return false;
  return future - reference > 240 && reference - past <= 125;
}

/** "Was fixed for 26 February, put back to 19 March", told on 4 March: arranged for the day that has just passed. */
function longAhead({ form, past, future }: DateMention, { reference }: LocalSegment): boolean {
  if (form !== 'year-less' || past === undefined || future === undefined) return false;
  return future - reference > 300 && reference - past <= 62;
}

const justGone = ({ past, ...mention }: DateMention): DateMention =>
  past === undefined ? mention : { ...mention, past, future: past };

/** What lies ahead of what is held: hearings are listed most of a year ahead. */
const isFar = ({ lex }: State, { frame }: Candidate): boolean => [...lex.ahead.values()].includes(frame.event);
