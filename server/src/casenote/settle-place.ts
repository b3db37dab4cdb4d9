// Gives a settled candidate its day, and makes of it the event, the hint, the waiver or the question.
import type { Day } from '../calendar/day.ts';
import type { Candidate, Doubt, SegmentAnalysis } from './candidates.ts';
import type { Clause } from './clauses.ts';
import { dateWords, isToCome, limited, useOf } from './date-use.ts';
import { Form, has, isPast, meets } from './lexicon.ts';
import { entryAt, type Mention } from './mentions.ts';
import type { DateMention, DateSource, LocalSegment, WaiverNote } from './model.ts';
import { datedNext, pickAround } from './settle-around.ts';
import { corrected, headsNext } from './settle-corrected.ts';
import { mentionOwn, pick } from './settle-days.ts';
import { addFound, dropFound, hint, inEntry, spanOf } from './settle-found.ts';
import { alsoFor, eachTime } from './settle-more.ts';
import { receiptOf } from './settle-receipt.ts';
import type { Found, Picked, Settled, State } from './settle-state.ts';
import { countWords } from './stands-free.ts';
import { Kind } from './tokens.ts';

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
  // "Mediation 3 March via Teams": how, and nothing that says it was held.
  const { mentions } = a.cut.clauses[c.clause]!;
  const isHow = c.nominal && mentions.some((m) => how.has(m.entry.text) && c.tokens.includes(m.from));
  // "Governors meet on 24 March".
  const meets = mentions.find((m) => has(m.entry, s.names.hold) && c.tokens.includes(m.from))?.entry;
  const isNow = ((meets?.forms ?? 0) & (Form.base | Form.s | Form.past)) % Form.past > 0;
  if (!c.frame.bare && !isHow && !isNow) return false;
  const last = isHow || isNow ? c.head.to : c.tokens.at(-1)! + 1;
  if (picked.token < last || mention.past === undefined || mention.future === undefined) return false;
  for (let i = last; i < Math.min(picked.token, last + 3); i++) {
    const e = entryAt(a.tokens, i, s.lex);
    if (e && has(e, s.names.isNow)) return true;
  }
  return isToCome(mention, segment);
}

const how: ReadonlySet<string> = new Set(
  ['over', 'on', 'via', 'by'].flatMap((by) => [`${by} teams`, `${by} zoom`]).concat('online', 'at school'),
);

export const isNoun = (c: Candidate): boolean => (c.head.entry.forms & Form.noun) !== 0;

/** A step not taken is a waiver only where somebody decided so. */
export const isDecided = (s: State, a: SegmentAnalysis, c: Candidate): boolean =>
  c.tokens.some((t) => {
    const e = entryAt(a.tokens, t, s.lex);
    return e !== undefined && has(e, s.names.decides);
  });

/** "Parents decided not to appeal, 5 June": decided, so the limit is waived from that day on. */
function waive(
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
    child: s.notes.child,
    start: span.start,
    end: span.end,
  };
  s.waivers.push({ segment: s.at, what });
}

/** "Wrote to the head with a complaint, handed in 6 September": the handing in is of the complaint told of. */
function sameThing(s: State, a: SegmentAnalysis, c: Candidate, told: Candidate): boolean {
  const n = s.names;
  const act = told.act.entry.bits;
  // "Asked for the record on 2 June and it was handed over on the 20th": not by the same side.
  const { familyPapers: own } = s.lex;
  if (own.has(told.frame.event) && !own.has(c.frame.event) && c.open.some(({ kind }) => kind === 'it')) return false;
  if (!meets(c.act.entry.bits, n.puts) || !(meets(act, n.puts) || meets(act, n.says))) return false;
  const used = a.cut.clauses[told.clause]!.mentions.filter((m) => told.tokens.includes(m.from));
  return c.open.some(
    (slot) => (slot.kind === 'it' || slot.kind === 'sentence') && used.some((m) => meets(slot.mask, m.entry.bits)),
  );
}

/** "In the same letter she asked for a budget": on the day of what was told last. */
function sameAs(s: State, a: SegmentAnalysis, c: number): boolean {
  const own = a.cut.clauses[c]!;
  const says = ({ mentions }: Clause): boolean => mentions.some((m) => has(m.entry, s.names.sameas));
  if (says(own)) return true;
  const before = a.cut.clauses[c - 1];
  return before !== undefined && before.sentence === own.sentence && says(before);
}

/** A wish counts once it is told: to the body that its day comes from, or in words that tell that body. */
function toldTo(s: State, a: SegmentAnalysis, c: Candidate): boolean {
  if (inEntry(s).some((f) => c.frame.withDay!.includes(f.event.event))) return true;
  const { first, last } = a.cut.sentences[a.cut.clauses[c.clause]!.sentence]!;
  let tells = false;
  let body = false;
  for (const { mentions } of a.cut.clauses.slice(first, last)) {
    for (const m of mentions) {
      tells ||= has(m.entry, s.names.tell) || has(m.entry, s.names.tellweak);
      body ||= has(m.entry, s.names.mediator);
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
  if (doubt.at === undefined || picked.token > c.act.from) return undefined;
  const says = a.cut.clauses[c.clause]!.mentions.some(
    (m) =>
      m.from < picked.token &&
      (has(m.entry, s.names.tell) || (m.from === doubt.at && m.entry.text.startsWith('promis'))),
  );
  return says && mention && mention.form !== 'vague' ? 'said' : undefined;
}

/** One candidate that is being given its day, and where it stands. */
interface Placing {
  readonly s: State;
  readonly index: number;
  readonly segment: LocalSegment;
  readonly a: SegmentAnalysis;
  readonly one: Settled;
  readonly all: readonly Settled[];
  readonly usedDates: Map<number, Settled>;
  readonly later: Settled[] | undefined;
}

/** "At the hearing on 27 February": somebody was there, if that day has passed. */
const atIt = (s: State, { head }: Candidate): boolean => has(head.entry, s.lex.tagIds.get('athearing') ?? -1);

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
      hint(s, segment, a, candidate, 'kept-out', 'the day beside it is a limit');
      return;
    }
    picked = day;
  }
  if (headsNext(a, candidate)) return;
  if (picked) picked = corrected(s, segment, a, picked) ?? receiptOf(s, segment, a, one, picked) ?? picked;
  // "Complained on 4 March and will go to the Ombudsman": the day is not that of what is still to be done.
  if (picked && isPromise(candidate) && !a.cut.clauses[candidate.clause]!.dates.includes(picked.token))
    picked = undefined;
  const mention = picked ? segment.dates[picked.date] : undefined;
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

/** "The mediation takes place today": it does. */
const isToday = ({ s, segment, one: { candidate } }: Placing, mention: DateMention | undefined): boolean =>
  mention?.form === 'relative' &&
  mention.past === segment.reference &&
  s.lex.meetings.has(candidate.frame.event) &&
  has(candidate.act.entry, s.names.hold);

const isPromise = ({ doubt, frame }: Candidate): boolean => doubt?.kind === 'plan' && !frame.planned;

/** The day that is written for it, if any; or that what stands beside it is a limit. */
function dayFor({ s, segment, a, one, all, usedDates }: Placing): Picked | 'limit' | undefined {
  const { candidate } = one;
  const { affirmed } = candidate;
  if (affirmed !== undefined) return pick(s, segment, a, one, all, [affirmed], true);
  const { dates } = a.cut.clauses[candidate.clause]!;
  const isLimited = limited(s, a, candidate);
  if (candidate.bare && isLimited) return 'limit';
  const own = (anyDay: boolean): Picked | undefined => pick(s, segment, a, one, all, dates, anyDay);
  const picked = own(false);
  // "Draft plan dated 12 May, comments by 27 May": no comments on the 12th.
  if (picked && isLimited && picked.token < candidate.tokens.at(-1)!) return 'limit';
  if (picked) {
    // "Received the letter 5 Feb. Dated 3 Feb."
    const isOwn = !picked.received && mentionOwn(s, a, picked, segment.dates[picked.date]);
    return isOwn ? picked : (datedNext(s, segment, a, one, all) ?? picked);
  }
  if (isLimited) return 'limit';
  const came = candidate.received || s.lex.decisions.has(candidate.frame.event);
  const letters = came ? datedNext(s, segment, a, one, all) : undefined;
  return letters ?? pickAround(s, segment, a, one, all, usedDates) ?? own(true);
}

/** What keeps it from counting, now that its day is known: hinted at, and no event. */
function isDoubted(
  { s, segment, a, one: { candidate } }: Placing,
  mention: DateMention | undefined,
  toldOn: 'decided' | 'said' | undefined,
): boolean {
  const { doubt } = candidate;
  if (!doubt) return false;
  const undated = !mention || (mention.form === 'relative' && mention.past === segment.reference);
  if (toldOn !== 'said' && doubt.kind === 'plan' && !undated) return false;
  hint(s, segment, a, candidate, 'kept-out', doubt.reason);
  return true;
}

/** With no day of its own: on the day of what was told with it, or put off until that is known. */
function takesDayOfOther(p: Placing): boolean {
  const { s, a, one } = p;
  const { candidate } = one;
  const { frame } = candidate;
  if (sameAs(s, a, candidate.clause)) {
    const last = inEntry(s).at(-1);
    if (last) {
      putOnDayOf(p, last);
      return true;
    }
  }
  // "Decision letter dated 3 March. They won't assess": decided in the letter.
  const kinds = s.lex.decisions.has(frame.event) && !candidate.doubt ? s.lex.over.get(frame.event) : undefined;
  const letter =
    kinds &&
    inEntry(s).findLast(
      ({ segment: at, event: e }) =>
        at === p.index && e.assertion === 'happened' && kinds.includes(e.event) && !s.lex.decisions.has(e.event),
    );
  if (letter) {
    putOnDayOf(p, letter);
    return true;
  }
  if (!frame.withDay) return false;
  const with_ = inEntry(s).findLast((f) => frame.withDay!.includes(f.event.event) && f.event.assertion === 'happened');
  // "They said no, she rang and told them so on 5 August": what gives the day may still come.
  if (with_) putOnDayOf(p, with_);
  else if (p.later) p.later.push(one);
  else return false;
  return true;
}

function putOnDayOf({ s, index, segment, a, one: { candidate, score } }: Placing, other: Found): void {
  const { event } = candidate.frame;
  addFound(s, {
    ...other,
    candidate,
    segment: index,
    score,
    event: { ...other.event, event, dateSource: 'relative', ...spanOf(segment, a, candidate) },
  });
}

/** A reference back to what the entry has told; or what it has told, better, so that the other goes. */
function isToldAgain(p: Placing, picked: Picked | undefined, mention: DateMention | undefined): boolean {
  const { s, index, segment, a, one } = p;
  const { candidate } = one;
  const { frame } = candidate;
  if (candidate.open.some((slot) => slot.kind === 'it' || slot.kind === 'sentence') && goesBack(p, mention))
    return true;
  if (candidate.bare && frame.withDay && !mention && segment.openingDate === undefined && !isLogLine(p)) {
    hint(s, segment, a, candidate, 'unsure', 'named, with no day of its own');
    return true;
  }
  // The same event told again in the same entry, with no day of its own, is a reference back.
  if (!picked && inEntry(s).some((f) => f.event.event === frame.event && f.candidate !== candidate)) return true;
  if (picked && mention && mention.past !== undefined) {
    const vague = inEntry(s).find(
      (f) => f.segment === index && f.event.event === frame.event && f.event.dateSource === 'entry',
    );
    if (vague) dropFound(s, vague);
  }
  return false;
}

/** "No therapy since 20 April, the therapist left on the 17th": told once. */
const toldInSentence = ({ s, index, a, one: { candidate } }: Placing): boolean =>
  inEntry(s).some(
    ({ segment, event, candidate: { clause } }) =>
      segment === index &&
      event.event === candidate.frame.event &&
      a.cut.clauses[clause]!.sentence === a.cut.clauses[candidate.clause]!.sentence,
  );

/** "It" goes back to what its sentence has told already; that takes the day written here if it had none. */
function goesBack({ s, index, segment, a, one: { candidate } }: Placing, mention: DateMention | undefined): boolean {
  const { event } = candidate.frame;
  const { sentence } = a.cut.clauses[candidate.clause]!;
  const again = inEntry(s).find(
    (f) =>
      f.segment === index &&
      (f.event.event === event || sameThing(s, a, candidate, f.candidate)) &&
      (a.cut.clauses[f.candidate.clause]!.sentence === sentence || isSentAfter(s, a, candidate, f)),
  );
  // "The review, which was set for the 6th, took place on the 13th": held then.
  const held = again !== undefined && (again.candidate.bare || again.event.assertion === 'planned');
  if (held && again.event.event === event && !candidate.frame.planned && !candidate.bare && mention) {
    if (s.lex.meetings.has(event)) {
      dropFound(s, again);
      return false;
    }
  }
  // "Has asked for the record, sent 20 January": asked for then.
  if (again && again.event.event !== event && again.event.dateSource === 'entry' && mention) {
    const day = dayOf(mention, segment, false, candidate);
    if (day && !day.planned) {
      dropFound(s, again);
      const dateSpan = { start: mention.start, end: mention.end };
      addFound(s, { ...again, event: { ...again.event, day: day.day, dateSource: day.source, dateSpan } });
    }
  }
  return again !== undefined;
}

/** "The plan is dated 7 August. It was posted on the 10th", "came on the 10th": on its way, with its own day told. */
function isSentAfter(s: State, a: SegmentAnalysis, { clause, act, frame, received }: Candidate, told: Found): boolean {
  const apart = a.cut.clauses[clause]!.sentence - a.cut.clauses[told.candidate.clause]!.sentence;
  return (
    (received ? apart < 3 : apart === 1 && has(act.entry, s.names.send)) &&
    told.event.event === frame.event &&
    told.event.dateSpan !== undefined
  );
}

/** It has no day that can be used, and the entry's is not meant: asked for, hinted at, or nothing. */
function lacksDay(p: Placing, picked: Picked | undefined, mention: DateMention | undefined): boolean {
  const { s, index, segment, a, one } = p;
  const { candidate } = one;
  const { frame, doubt } = candidate;
  const { dates } = a.cut.clauses[candidate.clause]!;
  if (mention && (mention.form === 'vague' || mention.form === 'ambiguous' || mention.form === 'impossible')) {
    // Of what is only promised, or told with its day beside, no day is missed.
    const told = inEntry(s).some((f) => f.event.event === frame.event);
    if (mention.form !== 'impossible' && !(doubt && !frame.planned) && !told)
      s.undated.push({ event: frame.event, segment: index, date: picked!.date });
    return true;
  }
  const why = (grade: 'unsure' | 'kept-out', reason: string): true => {
    hint(s, segment, a, candidate, grade, reason);
    return true;
  };
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
  if (frame.dated && !mention && !dates.includes(a.openingToken) && !isLogLine(p)) return true;
  // "The letter of 3 June. Not upheld.": decided on another day, it may be.
  if (frame.alone && !mention && a.cut.clauses[candidate.clause - 1]?.dates.some((d) => d !== a.openingToken))
    return true;
  // A title says what a note is about; without a day it tells of nothing.
  if (segment.role === 'heading' && !mention && segment.openingDate === undefined) return true;
  if (candidate.bare && !mention && dates.some((d) => useOf(a.tokens, d, s.lex, dateWords(s.lex)) === 'limit'))
    return why('kept-out', 'the day beside it is a limit');
  if (candidate.bare && !mention && segment.openingDate === undefined && !isLogLine(p))
    return why('unsure', 'named, with no day of its own');
  return false;
}

/** A noun that is all that stands under the heading of a day: so logs are kept. */
const isLogLine = ({ s: { notes }, index, a, one }: Placing): boolean =>
  countWords(a.tokens, a.cut.clauses[0]!) === one.candidate.tokens.length &&
  a.cut.clauses.length === 1 &&
  a.tokens.start[one.candidate.tokens[0]!] === 0 &&
  notes.segments[index - 1]?.openingDate !== undefined &&
  notes.entries[index - 1] === notes.entries[index] &&
  notes.entries[index + 1] !== notes.entries[index];

/** "That same day": the day written just before, where one is. */
function sameDay(
  { s, segment, a }: Placing,
  picked: Picked | undefined,
  mention: DateMention | undefined,
): DateMention | undefined {
  if (mention?.form !== 'relative' || !picked || !sayingSameDay.test(mention.text)) return mention;
  const on = (past: Day | undefined): DateMention =>
    past === undefined ? mention : { ...mention, past, future: past };
  for (let i = picked.token - 1; i >= 0; i--) {
    // "Letter dated 15 January in. Same day rang": the day that it came.
    if (a.tokens.kind[i] !== Kind.date || useOf(a.tokens, i, s.lex, dateWords(s.lex)) === 'own') continue;
    const { form, past } = segment.dates[a.tokens.value[i]!]!;
    return on(form === 'full' || form === 'year-less' ? past : undefined);
  }
  return on(segment.entryDay);
}

const sayingSameDay = /^(?:the |that )?(?:same|that) (?:day|date|afternoon|morning|evening)/i;

/** Puts the event among those found, and what its words tell beside it. */
function putEvent(p: Placing, picked: Picked | undefined, written: DateMention | undefined, planned: boolean): void {
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
  const day = dayOf(mention, segment, planned && !recent, candidate, came(s, clause, candidate));
  if (!day) return;
  one.date = picked?.token;
  const received =
    picked?.received === true || (candidate.received && !mentionOwn(s, a, picked) && !arrivedLater(s, a, picked));
  addFound(s, {
    candidate,
    segment: index,
    score,
    event: {
      event: recent ? frame.past! : day.planned ? (s.lex.ahead.get(frame.event) ?? frame.event) : frame.event,
      day: day.day,
      dateSource: day.source,
      dateRole: received ? 'received' : 'own',
      assertion: day.planned ? 'planned' : 'happened',
      ...spanOf(segment, a, candidate),
      entry: s.entry,
      child: s.notes.child,
      ...(mention ? { dateSpan: { start: mention.start, end: mention.end } } : {}),
      origin: 'text',
    },
  });
  if (frame.meeting) alsoFor(s, segment, a, candidate, picked);
  if (picked && s.lex.counted.has(frame.event)) eachTime(s, segment, a, candidate, picked);
}

/** "Final plan 6 Feb, rec'd 9 Feb", "certificate came (issued 12/2)": the day that it came is another one. */
function arrivedLater(s: State, a: SegmentAnalysis, picked: Picked | undefined): boolean {
  if (!picked) return false;
  const act = picked.token > 0 ? entryAt(a.tokens, picked.token - 1, s.lex) : undefined;
  if (act && has(act, s.names.issue) && !has(act, s.names.receive)) return true;
  const { to } = a.cut.sentences.find((sentence) => picked.token < sentence.to)!;
  for (let token = picked.token + 1; token < to; token++) {
    if (a.tokens.kind[token] !== Kind.date) continue;
    if (useOf(a.tokens, token, s.lex, dateWords(s.lex)) === 'received') return true;
  }
  return false;
}

/** "The response was received on 27 March": it came, however late the day. */
function came(s: State, clause: Clause, c: Candidate): boolean {
  if (!c.nominal) return false;
  const last = c.tokens.at(-1)!;
  const past = (m: Mention): boolean => isPast(m.entry) && has(m.entry, s.names.receive);
  return clause.mentions.some((m) => m.from > last && m.from - last <= 3 && past(m));
}

function dayOf(
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
  const later = mention.form === 'full' && day > segment.reference && !candidate.headPast && !came;
  const source: DateSource =
    mention.form === 'full' ? 'explicit' : mention.form === 'year-less' ? 'year-inferred' : 'relative';
  return { day, source: source, planned: planned || later };
}

/**
 * "The council wrote on 17 February to say that it will assess": a day without a year that lies just behind, and
 * otherwise most of a year ahead, is not the day of something still to come.
 */
function justPast({ form, past, future }: DateMention, { reference }: LocalSegment): boolean {
  if (form !== 'year-less' || past === undefined || future === undefined) return false;
  return future - reference > 240 && reference - past <= 92;
}
