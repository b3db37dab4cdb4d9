// Gives a settled candidate its day, and makes of it the event, the hint, the waiver or the question.
import type { Day } from '../calendar/day.ts';
import type { Candidate, Doubt, Names, SegmentAnalysis } from './candidates.ts';
import type { Clause } from './clauses.ts';
import { Form, has, meets } from './lexicon.ts';
import { entryAt, type Mention } from './mentions.ts';
import type { DateMention, DateSource, LocalSegment, WaiverNote } from './model.ts';
import {
  datedNext,
  dateWords,
  followsFor,
  isToCome,
  limited,
  mentionOwn,
  pick,
  pickAround,
  useOf,
} from './settle-days.ts';
import { addFound, dropFound, hint, inEntry, spanOf } from './settle-found.ts';
import { receiptOf } from './settle-receipt.ts';
import type { Picked, Settled, State } from './settle-state.ts';
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
  if (!c.frame.bare || !s.lex.meetings.has(c.frame.event) || !mention || !picked) return false;
  const last = c.tokens.at(-1)! + 1;
  if (picked.token < last || mention.past === undefined || mention.future === undefined) return false;
  for (let i = last; i < Math.min(picked.token, last + 3); i++) {
    const e = entryAt(a.tokens, i, s.lex);
    if (e && has(e, s.names.isNow)) return true;
  }
  if (mention.form !== 'year-less') return false;
  return mention.future - segment.reference <= 120 && segment.reference - mention.past > 200;
}

export const isNoun = (c: Candidate): boolean => (c.head.entry.forms & Form.noun) !== 0;

/** A step not taken is a waiver only where somebody decided so. */
export const isDecided = (s: State, a: SegmentAnalysis, c: Candidate): boolean =>
  c.tokens.some((t) => {
    const e = a.tokens.value[t]! >= 0 ? s.lex.roots[a.tokens.value[t]!]?.entry : undefined;

    return a.tokens.kind[t] === Kind.word && e !== undefined && has(e, s.names.decides);
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
function sameThing(a: SegmentAnalysis, c: Candidate, told: Candidate, n: Names): boolean {
  const act = told.act.entry.bits;
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
  return before !== undefined && before.sentence === own.sentence && before.dates.length === 0 && says(before);
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
  const { candidate } = one;
  const clause = a.cut.clauses[candidate.clause]!;
  let picked: Picked | undefined;
  if (!candidate.frame.entryDay) {
    if (candidate.bare && limited(s, a, candidate)) {
      hint(s, segment, a, candidate, 'kept-out', 'the day beside it is a limit');
      return;
    }
    const own = (anyDay: boolean): Picked | undefined => pick(s, segment, a, one, all, clause.dates, anyDay);
    picked = own(false);
    if (picked && !mentionOwn(s, a, picked)) picked = datedNext(s, segment, a, one, all) ?? picked;
    if (!picked && limited(s, a, candidate)) {
      hint(s, segment, a, candidate, 'kept-out', 'the day beside it is a limit');
      return;
    }
    picked ??= pickAround(s, segment, a, one, all, usedDates) ?? own(true);
  }
  if (picked) picked = receiptOf(s, segment, a, one, picked) ?? picked;
  let mention = picked ? segment.dates[picked.date] : undefined;
  const frame = candidate.frame;
  const doubt = candidate.doubt;
  const toldOn = doubt?.kind === 'plan' && picked ? telling(s, a, candidate, doubt, picked, mention) : undefined;
  if (toldOn === 'said') {
    hint(s, segment, a, candidate, 'kept-out', doubt!.reason);
    return;
  }
  const planned =
    frame.planned ||
    (doubt?.kind === 'plan' && toldOn !== 'decided') ||
    comes(s, segment, a, candidate, mention, picked);
  if (doubt && doubt.kind !== 'plan') {
    hint(s, segment, a, candidate, 'kept-out', doubt.reason);
    return;
  }
  if (doubt?.kind === 'plan' && (!mention || (mention.form === 'relative' && mention.past === segment.reference))) {
    hint(s, segment, a, candidate, 'kept-out', doubt.reason);
    return;
  }
  if (!picked && sameAs(s, a, candidate.clause)) {
    const last = inEntry(s).at(-1);
    if (last && !(doubt && doubt.kind !== 'plan')) {
      addFound(s, {
        ...last,
        candidate,
        segment: index,
        score: one.score,
        event: { ...last.event, event: frame.event, dateSource: 'relative', ...spanOf(segment, a, candidate) },
      });
      return;
    }
  }
  if (!picked && frame.withDay) {
    const with_ = inEntry(s).findLast(
      (f) => frame.withDay!.includes(f.event.event) && f.event.assertion === 'happened',
    );
    if (!with_ && later) {
      // "They said no, she rang and told them so on 5 August": what gives the day may still come.
      later.push(one);
      return;
    }
    if (with_) {
      addFound(s, {
        ...with_,
        candidate,
        segment: index,
        score: one.score,
        event: { ...with_.event, event: frame.event, dateSource: 'relative', ...spanOf(segment, a, candidate) },
      });
      return;
    }
  }
  if (frame.needed && !picked && !toldTo(s, a, candidate)) {
    hint(s, segment, a, candidate, 'unsure', 'wished, but not said to have been told');
    return;
  }
  if (candidate.open.some((slot) => slot.kind === 'it' || slot.kind === 'sentence')) {
    const sentence = clause.sentence;
    const again = inEntry(s).find(
      (f) =>
        f.segment === index &&
        (f.event.event === frame.event || sameThing(a, candidate, f.candidate, s.names)) &&
        a.cut.clauses[f.candidate.clause]!.sentence === sentence,
    );
    // "Has asked for the record, sent 20 January": asked for then.
    if (again && again.event.event !== frame.event && again.event.dateSource === 'entry' && mention) {
      const day = dayOf(mention, segment, false, candidate);
      if (day && !day.planned) {
        dropFound(s, again);
        const dateSpan = { start: mention.start, end: mention.end };
        addFound(s, { ...again, event: { ...again.event, day: day.day, dateSource: day.source, dateSpan } });
      }
    }
    if (again) return;
  }
  if (candidate.bare && frame.withDay && !mention && segment.openingDate === undefined) {
    hint(s, segment, a, candidate, 'unsure', 'named, with no day of its own');
    return;
  }
  // The same event told again in the same entry, with no day of its own, is a reference back.
  if (!picked && inEntry(s).some((f) => f.event.event === frame.event && f.candidate !== candidate)) return;
  if (picked && mention && mention.past !== undefined) {
    const vague = inEntry(s).find(
      (f) => f.segment === index && f.event.event === frame.event && f.event.dateSource === 'entry',
    );
    if (vague) dropFound(s, vague);
  }
  if (frame.since && !(picked && /^(?:since|lasting)$/.test(useOf(a.tokens, picked.token, s.lex, dateWords(s.lex)))))
    return;
  if (picked) usedDates.set(picked.token, one);
  if (frame.unsure) {
    hint(s, segment, a, candidate, 'unsure', 'could be meant');
    return;
  }
  if (frame.event.startsWith('waive:')) {
    waive(s, segment, a, candidate, mention);
    return;
  }
  if (mention && (mention.form === 'vague' || mention.form === 'ambiguous' || mention.form === 'impossible')) {
    // Of what is only promised, or told with its day beside, no day is missed.
    const told = inEntry(s).some((f) => f.event.event === frame.event);
    if (mention.form === 'impossible' || (doubt && !frame.planned) || told) return;
    s.undated.push({ event: frame.event, segment: index, date: picked!.date });
    return;
  }
  if (
    frame.planned &&
    mention?.past !== undefined &&
    s.lex.meetings.has(frame.event) &&
    mention.past < segment.reference &&
    mention.form === 'relative' &&
    (mention.future ?? mention.past) < segment.reference
  ) {
    hint(s, segment, a, candidate, 'unsure', 'arranged for a day that has passed');
    return;
  }
  if (frame.planned && !mention) {
    hint(s, segment, a, candidate, 'unsure', 'arranged, with no day');
    return;
  }
  if (frame.dated && !mention && !clause.dates.includes(a.openingToken)) return;
  // A title says what a note is about; without a day it tells of nothing.
  if (segment.role === 'heading' && !mention && segment.openingDate === undefined) return;
  if (candidate.bare && !mention && clause.dates.some((d) => useOf(a.tokens, d, s.lex, dateWords(s.lex)) === 'limit')) {
    hint(s, segment, a, candidate, 'kept-out', 'the day beside it is a limit');
    return;
  }
  if (candidate.bare && !mention && segment.openingDate === undefined) {
    hint(s, segment, a, candidate, 'unsure', 'named, with no day of its own');
    return;
  }
  if (
    mention?.form === 'relative' &&
    picked &&
    /^(?:the |that )?(?:same|that) (?:day|date|afternoon|morning|evening)/i.test(mention.text)
  ) {
    const before = segment.dates[picked.date - 1];
    if (before && (before.form === 'full' || before.form === 'year-less') && before.past !== undefined)
      mention = { ...mention, past: before.past, future: before.past };
  }
  const recent =
    frame.past !== undefined &&
    mention?.form === 'relative' &&
    /yester|today|this|last|ago/i.test(mention.text) &&
    mention.past !== undefined &&
    mention.past <= segment.reference;
  const day = dayOf(mention, segment, planned && !recent, candidate, came(s, clause, candidate));
  if (!day) return;
  one.date = picked?.token;
  const received = picked?.received === true || (candidate.received && !mentionOwn(s, a, picked));
  addFound(s, {
    candidate,
    segment: index,
    score: one.score,
    event: {
      event: recent ? frame.past! : frame.event,
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

/** "Suspended three times: 22 January, 2 days from 9 February and on 24 April": as often as there are days. */
function eachTime(s: State, segment: LocalSegment, a: SegmentAnalysis, candidate: Candidate, picked: Picked): void {
  const first = s.found.at(-1)!;
  const sentence = a.cut.sentences[a.cut.clauses[candidate.clause]!.sentence]!;
  const { start, end } = a.tokens;
  if (!severalTimes.test(segment.text.slice(start[sentence.from], end[sentence.to - 1]))) return;
  for (let token = picked.token + 1; token < sentence.to; token++) {
    if (a.tokens.kind[token] !== Kind.date) continue;
    const mention = segment.dates[a.tokens.value[token]!]!;
    if ((mention.form !== 'full' && mention.form !== 'year-less') || mention.past === undefined) continue;
    if (useOf(a.tokens, token, s.lex, dateWords(s.lex)) === 'limit') continue;
    addFound(s, {
      ...first,
      event: {
        ...first.event,
        day: mention.past,
        dateSource: mention.form === 'full' ? 'explicit' : 'year-inferred',
        dateSpan: { start: mention.start, end: mention.end },
      },
    });
  }
}

const severalTimes = /\b(?:twice|times)\b/i;

/** "Invitation dated 26 Sept for 17 October": the letter, and the meeting it is for. */
function alsoFor(
  s: State,
  segment: LocalSegment,
  a: SegmentAnalysis,
  candidate: Candidate,
  picked: Picked | undefined,
): void {
  for (const token of a.cut.clauses[candidate.clause]!.dates) {
    if (token === picked?.token || token === a.openingToken) continue;
    const mention = segment.dates[a.tokens.value[token]!]!;
    const day =
      mention.form === 'full' || mention.form === 'year-less' || mention.form === 'relative'
        ? mention.future
        : undefined;
    const isFor = followsFor(s, a, token) || isToCome(mention, segment);
    if (day === undefined || !isFor) continue;
    addFound(s, {
      candidate,
      segment: s.found.at(-1)!.segment,
      score: 1,
      event: {
        ...s.found.at(-1)!.event,
        event: candidate.frame.meeting!,
        day,
        dateSource: mention.form === 'full' ? 'explicit' : mention.form === 'year-less' ? 'year-inferred' : 'relative',
        dateRole: 'own',
        assertion: 'planned',
        dateSpan: { start: mention.start, end: mention.end },
      },
    });
    return;
  }
}

/** "The response was received on 27 March": it came, however late the day. */
function came(s: State, clause: Clause, c: Candidate): boolean {
  if (!c.nominal) return false;
  const last = c.tokens.at(-1)!;
  const past = (m: Mention): boolean => (m.entry.forms & Form.past) !== 0 && has(m.entry, s.names.receive);
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
