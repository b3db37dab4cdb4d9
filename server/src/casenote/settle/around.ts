// The day of an event that stands not in its own clause: in the one that it goes on from, or in the one that follows.
import type { Candidate, SegmentAnalysis } from '../candidates.ts';
import type { Clause } from '../clauses.ts';
import { bearsIt, dateWords, followsFor, useOf } from '../date-use.ts';
import { has, type Lexicon, meets } from '../lexicon.ts';
import { entryAt, type Mention } from '../mentions.ts';
import type { LocalSegment } from '../model.ts';
import { Kind, type Tokens } from '../tokens.ts';
import { pick } from './days.ts';
import { inEntry } from './found.ts';
import type { Picked, Settled, State } from './state.ts';

/** "Told her that we do not want to mediate": said in the telling, on its day. */
function reported(s: State, before: Clause, own: Clause): boolean {
  const tells = (m: Mention): boolean => has(m.entry, s.names.tell) || has(m.entry, s.names.tellweak);
  // "Told the tutor on 12 May that": whatever stands between.
  if (own.mentions[0]?.entry.text === 'that') return before.mentions.some(tells);
  const last = before.mentions.findLast((m) => !meets(m.entry.bits, s.lex.actorMask));
  return own.join !== 'dash' && last !== undefined && tells(last);
}

/** "Came on Friday, is dated 24 April": the letter's own day, said in the clause after. */
export function datedNext(
  s: State,
  segment: LocalSegment,
  a: SegmentAnalysis,
  one: Settled,
  all: readonly Settled[],
): Picked | undefined {
  const c = one.candidate.clause;
  let at = c + 1;
  const use = (d: number) => useOf(a.tokens, d, s.lex, dateWords(s.lex));
  const empty = (k: number) => {
    const clause = a.cut.clauses[k];
    return (
      clause?.dates.every((d) => use(d) === 'received') &&
      !a.candidates.some(
        (x) =>
          x.clause === k &&
          (x.free || (x.frame.bare && x.frame !== one.candidate.frame)) &&
          !x.frame.after &&
          x.open.length === 0,
      )
    );
  };
  const { letter: letterTag, decision, receives } = dateWords(s.lex);
  const names = (m: Mention): boolean =>
    has(m.entry, s.names.letter) || has(m.entry, decision) || has(m.entry, s.names.dated);
  if (empty(at) && a.cut.clauses[at + 1]?.mentions.some(names)) at++;
  const next = a.cut.clauses[at];
  const letter =
    one.candidate.frame.dated ||
    s.lex.decisions.has(one.candidate.frame.event) ||
    a.cut.clauses[c]!.mentions.some(
      ({ entry }) => has(entry, letterTag) || has(entry, decision) || has(entry, receives),
    ) ||
    // "Sent on 20 April, but the letter itself is dated the 24th".
    (s.lex.bodyPapers.has(one.candidate.frame.event) && next !== undefined && (at > c + 1 || holdsLetter(s, next)));
  const borne = (d: number): boolean => bearsIt(a.tokens, d, s.lex, dateWords(s.lex));
  if (!next || !(letter || next.dates.some(borne)) || next.sentence > a.cut.clauses[c]!.sentence + (at - c))
    return undefined;
  // "Dated 4 March", "it is dated 4 March".
  const starts = next.mentions
    .slice(0, 4)
    .some(
      (m, i) =>
        (has(m.entry, s.names.dated) && (i === 0 || m.from - next.from <= 4)) ||
        (has(m.entry, s.names.letter) && m.from - next.from <= 2),
    );
  if (next.sentence !== a.cut.clauses[c]!.sentence && !starts) return undefined;
  // The letter of a decision is no other matter.
  const over = s.lex.over.get(one.candidate.frame.event);
  const other = (x: Candidate): boolean => !x.frame.after && !x.frame.amid && !over?.includes(x.frame.event);
  if (a.candidates.some((x) => x.clause === at && x.free && other(x) && x.open.length === 0)) return undefined;
  const own = next.dates.filter((d) => use(d) === 'own' || isLetterOf(a.tokens, next, d, s.lex));
  const picked = own.length > 0 ? pick(s, segment, a, one, all, own) : undefined;
  return picked && { ...picked, own: true };
}

/** "It dropped on the mat on Saturday. It names nobody. The date on it is 30 April": said of it two or three sentences on. */
export function borneLater(
  s: State,
  segment: LocalSegment,
  a: SegmentAnalysis,
  one: Settled,
  all: readonly Settled[],
): Picked | undefined {
  const { clause, frame, received } = one.candidate;
  if (!received && !s.lex.bodyPapers.has(frame.event) && !s.lex.decisions.has(frame.event)) return undefined;
  const { clauses } = a.cut;
  const from = clauses[clause]!.sentence;
  for (let k = clause + 1; k < clauses.length && clauses[k]!.sentence <= from + 3; k++) {
    const { dates, sentence, mentions } = clauses[k]!;
    const isOther = ({ clause: at, free, open, frame: f }: Candidate): boolean =>
      at === k && (free || f.bare) && open.length === 0 && !f.after && !f.amid && !f.since && f.event !== frame.event;
    if (a.candidates.some(isOther)) return undefined;
    // "The answer should have come by 5 June; it is dated the 12th": the answer is.
    if (sentence > from && mentions.some(({ entry }) => has(entry, s.names.answer))) return undefined;
    const isIt = mentions[0] !== undefined && has(mentions[0].entry, s.names.it);
    const says = mentions.slice(0, 3).some(({ entry: { text } }) => (isIt ? /^date/ : /^date\b/).test(text));
    if (sentence === from || !says) continue;
    const its = dates.filter((d) => ownDay(s, a, d));
    if (its.length > 0) return pick(s, segment, a, one, all, its);
  }
  return undefined;
}

const ownDay = (s: State, { tokens }: SegmentAnalysis, d: number): boolean =>
  useOf(tokens, d, s.lex, dateWords(s.lex)) === 'own';

/** "Refusal to assess, letter 6 May, landed on the 9th": nothing but the letter and its day. */
function isLetterOf(t: Tokens, { mentions, from, to }: Clause, token: number, lex: Lexicon): boolean {
  const words = dateWords(lex);
  const isPaper = ({ entry }: Mention): boolean =>
    has(entry, words.letter) || has(entry, words.decision) || has(entry, words.decisionLetter);
  const first = mentions[0];
  const last = mentions.at(-1);
  if (!first || last!.to !== token || !mentions.every(isPaper)) return false;
  for (let i = from; i < to; i++) if (t.kind[i] === Kind.word && (i < first.from || i >= last!.to)) return false;
  return true;
}

/** "It was acknowledged on the 12th and answered, in a page that says nothing, on 6 June": the last day is the answer's. */
function comesBack(s: State, a: SegmentAnalysis, clause: number): number | undefined {
  const { tokens, cut } = a;
  const sentence = cut.sentences[cut.clauses[clause]!.sentence]!;
  if (sentence.last - 1 === clause) return undefined;
  const token = cut.clauses[sentence.last - 1]!.dates.at(-1);
  if (token === undefined || token < 2 || tokens.kind[token - 2] !== Kind.punct || tokens.value[token - 2] !== 0x2c)
    return undefined;
  const before = entryAt(tokens, token - 1, s.lex);
  return before?.text === 'on' ? token : undefined;
}

/**
 * "Suspended again. Two days, starting 17 November.", "Decision: refusal to assess / Date of decision: 3/5/26": the day that
 * a line or sentence after gives to what was told without one.
 */
export function dayAfter(s: State, { text }: LocalSegment, a: SegmentAnalysis, { clause, frame }: Candidate): number[] {
  const { sentences, clauses } = a.cut;
  const { start, end, kind } = a.tokens;
  for (let k = clauses[clause]!.sentence + 1, last = k + 2; k < sentences.length && k < last; k++) {
    const { first, from, to } = sentences[k]!;
    const token = clauses[first]!.dates[0] ?? clauses[first + 1]?.dates[0];
    const told = a.candidates.some((x) => x.free && x.open.length === 0 && clauses[x.clause]!.sentence === k);
    if (token === undefined || token >= to) {
      if (told) return [];
      continue;
    }
    const lead = text.slice(start[from], start[token]);
    const ends = kind[token + 1] !== Kind.word || text.slice(end[token], start[token + 1]).includes('\n');
    return ends && (dateLabel.test(lead) || (!told && s.lex.counted.has(frame.event) && begins.test(lead)))
      ? [token]
      : [];
  }
  return [];
}

const dateLabel = /^date of (?:the )?(?:decision|letter|notice|plan)[:\s-]*$/i;
const begins =
  /^(?:[\w ]+ days?[\s,(-]*)?(?:start(?:s|ed|ing)?|from|beginning|first day|start date|date of (?:exclusion|suspension))(?: on)?[:\s-]*$/i;

/** Does a colon or a dash stand just before? */
function announced(t: Tokens, at: number): boolean {
  for (let i = at - 1; i >= Math.max(0, at - 2); i--) {
    if (t.kind[i] !== Kind.punct) continue;
    const c = t.value[i]!;
    return c === 0x3a || c === 0x2d || c === 0x2013 || c === 0x2014;
  }
  return false;
}

const holdsLetter = (s: State, clause: Clause): boolean => clause.mentions.some((m) => has(m.entry, s.names.letter));

/** The days in the first clause of the next sentence that are a letter's, or those of its coming ("Order 24 June", "came Friday"). */
function ofLetter(s: State, a: SegmentAnalysis, { frame }: Candidate, k: number): readonly number[] {
  const { lex, names } = s;
  const clause = a.cut.clauses[k]!;
  const { mentions } = clause;
  const words = dateWords(lex);
  const opening = mentions[0] && has(mentions[0].entry, names.it) ? mentions[1] : mentions[0];
  // What is arranged in the same words has its own day.
  const planned = a.candidates.find((x) => x.clause === k && x.free && x.frame.planned && x.open.length === 0);
  const dates = planned ? clause.dates.filter((d) => d < planned.tokens[0]!) : clause.dates;
  const near = opening !== undefined && dates.length > 0 && dates[0]! - opening.to <= 3;
  const paper = lex.decisions.has(frame.event) || lex.bodyPapers.has(frame.event) || frame.withDay !== undefined;
  const letter =
    holdsLetter(s, clause) ||
    (near && (has(opening.entry, words.decision) || (paper && has(opening.entry, words.receives))));
  const alone = !mentions.some(
    (m) =>
      (meets(m.entry.bits, lex.anchors) || has(m.entry, names.verb)) &&
      !(has(m.entry, names.yes) && m.from === clause.from) &&
      // "That was on 27 February".
      !(m.entry.text === 'was' && m.from === clause.from + 1 && opening !== mentions[0]),
  );
  return dates.filter((d) => letter || alone || useOf(a.tokens, d, lex, words) === 'own');
}

/** "Their barrister emailed on the 5th. They are not going to contest it": said on that day. */
function toldBefore(
  s: State,
  a: SegmentAnalysis,
  c: Candidate,
  used: ReadonlyMap<number, Settled>,
  hasEvents: (clause: number) => boolean,
): readonly number[] {
  const own = a.cut.clauses[c.clause]!;
  const before = a.cut.clauses[c.clause - 1];
  const [who] = own.mentions;
  const days = before?.dates.filter((d) => d !== a.openingToken);
  if (!days || before!.sentence !== own.sentence - 1 || days.length !== 1 || used.has(days[0]!)) return [];
  // "Forwarded their letter dated 23 March. They won't assess": decided in it.
  const { by, event } = c.frame;
  const isOther = ({ entry: { bits } }: Mention): boolean =>
    meets(bits, s.names.subjects) || (by !== undefined && meets(bits, s.names.officials) && !meets(bits, by.mask));
  const isOwn = (s.lex.decisions.has(event) || s.lex.bodyPapers.has(event)) && holdsLetter(s, before!);
  if (isOwn && entryAt(a.tokens, days[0]! - 1, s.lex)?.text[0] === 'd' && !before!.mentions.some(isOther)) return days;
  // "It was the annual review", "she asked for one in that email".
  const isIt = has(own.mentions[0]!.entry, s.names.it) && entryAt(a.tokens, own.from + 1, s.lex)?.text === 'was';
  if (isIt || own.mentions.some((m) => has(m.entry, s.names.sameas))) return days;
  if (hasEvents(c.clause - 1) || !who || s.lex.familyPapers.has(c.frame.event) || !has(who.entry, s.names.they))
    return [];
  const tells = before!.mentions.some((m) => has(m.entry, s.names.contact) || has(m.entry, s.names.tell));
  return tells && meets(a.roles[c.clause - 1]!.by, s.names.officials) ? days : [];
}

/** The day of a neighbour clause: the one that is continued, or the one that follows without an event of its own. */
export function pickAround(
  s: State,
  segment: LocalSegment,
  a: SegmentAnalysis,
  one: Settled,
  all: readonly Settled[],
  usedDates: ReadonlyMap<number, Settled>,
): Picked | undefined {
  const c = one.candidate.clause;
  const clauses = a.cut.clauses;
  const own = clauses[c]!;
  const sentence = a.cut.sentences[own.sentence]!;
  const roles = a.roles[c]!;
  const used = (k: number): boolean => clauses[k]!.dates.some((d) => usedDates.has(d));
  const hasEvents = (k: number): boolean =>
    a.candidates.some(
      (x) =>
        x.clause === k &&
        x.free &&
        !x.frame.after &&
        !x.frame.amid &&
        !x.frame.planned &&
        !x.doubt &&
        (x.open.length === 0 ||
          (meets(x.head.entry.bits, s.lex.topicMask) &&
            x.open.every(({ kind }) => kind !== 'sentence' && kind !== 'ahead'))) &&
        x.frame.event !== one.candidate.frame.event &&
        // "Refused; the decision letter is dated 26 February": the same decision.
        !s.lex.over.get(one.candidate.frame.event)?.includes(x.frame.event),
    );
  // "Registered, hearing on 18 June": what is arranged has its own day.
  const arranges = (k: number): boolean =>
    !one.candidate.frame.planned &&
    a.candidates.some((x) => x.clause === k && x.free && x.frame.planned && !x.frame.after && x.open.length === 0);
  const previous = (): Picked | undefined => {
    const free: number[] = [];
    for (let k = c - 1; k >= sentence.first; k--) {
      const dates = clauses[k]!.dates;
      if (dates.length === 0) continue;
      if (used(k)) {
        if (free.length > 0) break;
        // "Decision letter yesterday, they won't assess": what is decided in it.
        const kinds = s.lex.over.get(one.candidate.frame.event);
        const general = dates.filter((d) => kinds?.includes(usedDates.get(d)?.candidate.frame.event ?? ''));
        if (general.length > 0) return pick(s, segment, a, one, all, general);
        // "The post brought a letter dated 19 November: the LA has decided": decided in the letter, on its day.
        const paper = (m: Mention): boolean => has(m.entry, s.names.letter) || has(m.entry, s.names.answer);
        const written = announced(a.tokens, own.from) && clauses[k]!.mentions.some(paper);
        const days = written ? dates.filter((d) => useOf(a.tokens, d, s.lex, dateWords(s.lex)) === 'own') : [];
        if (days.length > 0) return pick(s, segment, a, one, all, days);
        const shared = clauses.slice(k + 1, c + 1).every((x) => x.join !== 'but');
        const first = own.mentions.find((m) => has(m.entry, s.names.conjWhich))?.entry.text;
        const pronoun = (roles.person && own.join === 'and') || reported(s, clauses[c - 1]!, own);
        if ((shared && (!roles.ownSubject || pronoun)) || first === 'when') return pick(s, segment, a, one, all, dates);
        return undefined;
      }
      free.push(...dates);
    }
    return free.length > 0 ? pick(s, segment, a, one, all, free) : undefined;
  };
  const next = (): Picked | undefined => {
    for (let k = c + 1; k < sentence.last; k++) {
      const follows = !a.roles[k]!.ownSubject && (clauses[k]!.join === 'and' || clauses[k]!.join === 'comma');
      if (clauses[k]!.dates.length === 0) {
        if (!follows) return undefined;
        continue;
      }
      if (arranges(k)) return undefined;
      // "9 April: appeal lodged, registered on the 17th": the line's day, and the other's own.
      const opened =
        clauses[k]!.join === 'comma' && segment.openingDate !== undefined && own.from <= a.openingToken + 2;
      const parted = opened && a.candidates.some((x) => x.clause === k && x.free && !has(x.act.entry, s.names.send));
      if (hasEvents(k) && (one.candidate.frame.planned || parted || !(follows && clauses[k]!.dates.length === 1)))
        return undefined;
      // "Took place after all (it had been booked for 5 February)": the other is the day it was to be.
      if (one.candidate.headPast && followsFor(s, a, clauses[k]!.dates[0]!)) return undefined;
      return pick(s, segment, a, one, all, clauses[k]!.dates);
    }
    return undefined;
  };
  const continues = (own.join === 'and' || own.join === 'comma') && !roles.ownSubject;
  const told = continues ? previous() : undefined;
  if (told && inEntry(s).some((f) => f.event.dateSpan?.start === segment.dates[told.date]?.start)) {
    const back = comesBack(s, a, c);
    if (back !== undefined) return pick(s, segment, a, one, all, [back]);
  }
  const around = continues ? (told ?? next()) : (next() ?? previous());
  if (around) return around;
  // "Refusal to assess. Letter dated 5 March." The next sentence holds nothing but the letter and its date.
  const after = a.cut.sentences[own.sentence + 1];
  // "The plan will cease as he has finished. Letter dated 5 March."
  const rest = clauses.slice(c + 1, sentence.last);
  // "Refusal to assess. 6/5: rang mum": a day that opens what comes next.
  const opens = after && a.tokens.kind[after.from] === Kind.date && a.tokens.value[after.from + 1] === 0x3a;
  // "JB, 12/3/26": who wrote the note, and when.
  const first = after?.from ?? 0;
  const signed = a.tokens.value[first]! < 0 && /^[A-Z]{2,3}\b/.test(segment.text.slice(a.tokens.start[first]));
  if (after && !opens && !signed && rest.every(({ dates }, i) => dates.length === 0 && !hasEvents(c + 1 + i))) {
    // "We've been registered! 5 January, and we have a hearing."
    const ends = after.from + 1 >= after.to || a.tokens.kind[after.from + 1] === Kind.punct;
    if (a.tokens.kind[after.from] === Kind.date && ends) return pick(s, segment, a, one, all, [after.from]);
    const tokens = ofLetter(s, a, one.candidate, after.first);
    if (tokens.length > 0 && !hasEvents(after.first)) return pick(s, segment, a, one, all, tokens);
    // "Mum has the letter here, it is dated 3 March."
    const second = after.first + 1;
    if (second < after.last && clauses[after.first]!.dates.length === 0 && holdsLetter(s, clauses[after.first]!)) {
      const dated = clauses[second]!.dates.filter((d) => useOf(a.tokens, d, s.lex, dateWords(s.lex)) === 'own');
      if (dated.length > 0 && !hasEvents(second)) return pick(s, segment, a, one, all, dated);
    }
  }
  const rang = toldBefore(s, a, one.candidate, usedDates, hasEvents);
  if (rang.length > 0) return pick(s, segment, a, one, all, rang);
  // "They agree to assess: she reads me the e-mail and it is dated 13 October."
  for (let k = c + 1; k < Math.min(sentence.last, c + 4) && !hasEvents(k); k++) {
    const tokens = clauses[k]!.dates.filter((d) => useOf(a.tokens, d, s.lex, dateWords(s.lex)) === 'own');
    if (tokens.length > 0) return pick(s, segment, a, one, all, tokens);
  }
  return undefined;
}
