// What an entry has told already: a candidate that only goes back to it, that makes it plainer, or that takes its day.
import type { Candidate, SegmentAnalysis } from '../candidates.ts';
import type { Clause } from '../clauses.ts';
import { has, meets } from '../lexicon.ts';
import type { DateMention, LocalSegment } from '../model.ts';
import { countWords } from '../stands-free.ts';
import { addFound, dropFound, hint, inEntry, spanOf } from './found.ts';
import { dayOf } from './put.ts';
import type { Found, Picked, Placing, State } from './state.ts';

/** A reference back to what the entry has told; or what it has told, better, so that the other goes. */
export function isToldAgain(p: Placing, picked: Picked | undefined, mention: DateMention | undefined): boolean {
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
  if (!picked && inEntry(s, frame.event).some((f) => f.candidate !== candidate)) return true;
  if (picked && mention && mention.past !== undefined) {
    const vague = inEntry(s, frame.event).find((f) => f.segment === index && f.caseEvent.dateSource === 'entry');
    if (vague) dropFound(s, vague);
  }
  return false;
}

/** "- LA said no to assessing / - letter dated 6/5/26": an item that holds the day of the letter told of in the one above. */
export function dateLetterAbove(s: State, index: number, { text, dateMentions, openingDate }: LocalSegment): void {
  const [date] = dateMentions;
  const told = inEntry(s).findLast(({ segment }) => segment === index - 1);
  if (!date || !told || openingDate !== undefined || told.caseEvent.dateSource !== 'entry') return;
  if (
    !s.lex.decisions.has(told.caseEvent.event) ||
    /\w/.test(text.slice(date.end)) ||
    !s.lex.letterLine.test(text.slice(0, date.start))
  )
    return;
  const day = dayOf(date, s.childNotes.segments[index]!, false, told.candidate);
  if (!day) return;
  dropFound(s, told);
  const dateSpan = { start: date.start, end: date.end };
  addFound(s, {
    ...told,
    dated: index,
    caseEvent: { ...told.caseEvent, day: day.day, dateSource: day.source, dateRole: 'own', dateSpan },
  });
}

/** "It" goes back to what its sentence has told already; that takes the day written here if it had none. */
function goesBack({ s, index, segment, a, one: { candidate } }: Placing, mention: DateMention | undefined): boolean {
  const { event } = candidate.frame;
  const { sentence } = a.cut.clauses[candidate.clause]!;
  const again = inEntry(s).find(
    (f) =>
      f.segment === index &&
      (f.caseEvent.event === event || sameThing(s, a, candidate, f.candidate)) &&
      (a.cut.clauses[f.candidate.clause]!.sentence === sentence || isSentAfter(s, a, candidate, f)),
  );
  // "The review, which was set for the 6th, took place on the 13th": held then.
  const held = again !== undefined && (again.candidate.bare || again.caseEvent.assertion === 'planned');
  if (held && again.caseEvent.event === event && !candidate.frame.planned && !candidate.bare && mention) {
    if (s.lex.meetings.has(event)) {
      dropFound(s, again);
      return false;
    }
  }
  // "Has asked for the record, sent 20 January": asked for then.
  if (again && again.caseEvent.event !== event && again.caseEvent.dateSource === 'entry' && mention) {
    const day = dayOf(mention, segment, false, candidate);
    if (day && !day.planned) {
      dropFound(s, again);
      const dateSpan = { start: mention.start, end: mention.end };
      addFound(s, { ...again, caseEvent: { ...again.caseEvent, day: day.day, dateSource: day.source, dateSpan } });
    }
  }
  return again !== undefined;
}

/** "Wrote to the head with a complaint, handed in 6 September": the handing in is of the complaint told of. */
function sameThing(s: State, a: SegmentAnalysis, c: Candidate, told: Candidate): boolean {
  const n = s.names;
  const act = told.act.lexeme.bits;
  // "Asked for the record on 2 June and it was handed over on the 20th": not by the same side.
  const { familyPapers: own } = s.lex;
  if (own.has(told.frame.event) && !own.has(c.frame.event) && c.open.some(({ kind }) => kind === 'it')) return false;
  if (!meets(c.act.lexeme.bits, n.puts) || !(meets(act, n.puts) || meets(act, n.says))) return false;
  const used = a.cut.clauses[told.clause]!.mentions.filter((m) => told.tokens.includes(m.fromToken));
  return c.open.some(
    (slot) => (slot.kind === 'it' || slot.kind === 'sentence') && used.some((m) => meets(slot.mask, m.lexeme.bits)),
  );
}

/** "The plan is dated 7 August. It was posted on the 10th", "came on the 10th": on its way, with its own day told. */
function isSentAfter(s: State, a: SegmentAnalysis, { clause, act, frame, received }: Candidate, told: Found): boolean {
  const apart = a.cut.clauses[clause]!.sentence - a.cut.clauses[told.candidate.clause]!.sentence;
  return (
    (received ? apart < 3 : apart === 1 && has(act.lexeme, s.names.send)) &&
    told.caseEvent.event === frame.event &&
    told.caseEvent.dateSpan !== undefined
  );
}

/** "No therapy since 20 April, the therapist left on the 17th": told once. */
export const toldInSentence = ({ s, index, a, one: { candidate } }: Placing): boolean =>
  inEntry(s, candidate.frame.event).some(
    ({ segment, candidate: { clause } }) =>
      segment === index && a.cut.clauses[clause]!.sentence === a.cut.clauses[candidate.clause]!.sentence,
  );

/** With no day of its own: on the day of what was told with it, or put off until that is known. */
export function takesDayOfOther(p: Placing): boolean {
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
      ({ segment: at, caseEvent }) =>
        at === p.index &&
        caseEvent.assertion === 'happened' &&
        kinds.includes(caseEvent.event) &&
        !s.lex.decisions.has(caseEvent.event),
    );
  if (letter) {
    putOnDayOf(p, letter);
    return true;
  }
  if (!frame.withDay) return false;
  const with_ = inEntry(s).findLast(
    (f) => frame.withDay!.includes(f.caseEvent.event) && f.caseEvent.assertion === 'happened',
  );
  // "They said no, she rang and told them so on 5 August": what gives the day may still come.
  if (with_) putOnDayOf(p, with_);
  else if (p.later) p.later.push(one);
  else return false;
  return true;
}

/** "In the same letter she asked for a budget": on the day of what was told last. */
function sameAs(s: State, a: SegmentAnalysis, c: number): boolean {
  const own = a.cut.clauses[c]!;
  const says = ({ mentions }: Clause): boolean => mentions.some((m) => has(m.lexeme, s.names.sameas));
  if (says(own)) return true;
  const before = a.cut.clauses[c - 1];
  return before !== undefined && before.sentence === own.sentence && says(before);
}

function putOnDayOf({ s, index, segment, a, one: { candidate, score, uncertain } }: Placing, other: Found): void {
  const { event } = candidate.frame;
  addFound(s, {
    ...other,
    candidate,
    segment: index,
    score,
    caseEvent: { ...other.caseEvent, event, dateSource: 'relative', uncertain, ...spanOf(segment, a, candidate) },
  });
}

/** A noun that is all that stands under the heading of a day: so logs are kept. */
export const isLogLine = ({ s: { childNotes }, index, a, one }: Placing): boolean =>
  countWords(a.tokens, a.cut.clauses[0]!) === one.candidate.tokens.length &&
  a.cut.clauses.length === 1 &&
  a.tokens.tokenStarts[one.candidate.tokens[0]!] === 0 &&
  childNotes.segments[index - 1]?.openingDate !== undefined &&
  childNotes.entries[index - 1] === childNotes.entries[index] &&
  childNotes.entries[index + 1] !== childNotes.entries[index];
