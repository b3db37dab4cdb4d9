// Which day belongs to an event, of all that are written round it: in its own clause, in the one it goes on from, in the
// one that follows; and what the words before a day make of it (a limit, the letter's own date, the day it came).
import type { Candidate, SegmentAnalysis } from './candidates.ts';
import type { Clause } from './clauses.ts';
import { has, type Lexicon, meets } from './lexicon.ts';
import { entryAt, type Mention } from './mentions.ts';
import type { DateMention, LocalSegment } from './model.ts';
import { inEntry } from './settle-found.ts';
import type { Picked, Settled, State } from './settle-state.ts';
import { Kind, type Tokens } from './tokens.ts';

type DateUse = 'own' | 'received' | 'limit' | 'plain' | 'since' | 'lasting';

/** What the words just before (or after) a date make of it. */
export function useOf(t: Tokens, token: number, lex: Lexicon, ids: DateWords): DateUse {
  let carrier = false;
  if (isSum(t, token, lex, ids)) return 'limit';
  const use: DateUse = bearsIt(t, token, lex, ids) ? 'own' : 'plain';
  for (let i = token - 1; i >= Math.max(0, token - 3); i--) {
    if (t.kind[i] !== Kind.word) {
      if (t.kind[i] === Kind.punct && (t.value[i] === 0x3a || t.value[i] === 0x28)) continue;
      break;
    }
    const id = t.value[i]!;
    const e = id >= 0 ? lex.roots[id]?.entry : undefined;
    if (!e) break;
    // "Signed by both on 3 May": by whom, and when.
    if (e.text === 'by' && i < token - 1 && entryAt(t, token - 1, lex)?.text === 'on') return use;
    if (has(e, ids.limit) && !carrier) {
      return e.text.startsWith('til') || e.text === 'until'
        ? deniedBefore(t, i, lex, ids.neg)
          ? 'plain'
          : 'limit'
        : 'limit';
    }
    if (has(e, ids.dated)) {
      if (e.text !== 'of') return 'own';
      const before = i > 0 ? entryAt(t, i - 1, lex) : undefined;
      return before && (has(before, ids.letter) || has(before, ids.decision)) ? 'own' : 'plain';
    }
    if (has(e, ids.since)) return fromPeriod(t, i, lex, ids) ? 'limit' : e.text === 'since' ? 'lasting' : 'since';
    if (has(e, ids.receive)) return 'received';
    if (has(e, ids.letter)) carrier = true;
    if (has(e, ids.det) || has(e, ids.prep) || carrier) continue;
    break;
  }
  return use;
}

/** "7 May on it", "7 May at the top": the day that stands on the letter; so does that of "the letter itself says 7 May". */
function bearsIt(t: Tokens, token: number, lex: Lexicon, ids: DateWords): boolean {
  const after = token + 1 < t.count ? entryAt(t, token + 1, lex) : undefined;
  if (after?.text === 'on' && token + 2 < t.count && entryAt(t, token + 2, lex)?.text === 'it') return true;
  const says = token > 0 ? entryAt(t, token - 1, lex) : undefined;
  if (says?.text === 'is' || says?.text === 'was') {
    // "The date at the top is 7 May".
    for (let i = token - 2; i >= Math.max(0, token - 6) && t.kind[i] === Kind.word; i--)
      if (entryAt(t, i, lex)?.text === 'date') return true;
  }
  if (!says || !saysIts.has(says.text)) return false;
  for (let i = token - 2; i >= Math.max(0, token - 4) && t.kind[i] === Kind.word; i--) {
    const e = entryAt(t, i, lex);
    if (e && (has(e, ids.letter) || has(e, ids.decision))) return true;
  }
  return false;
}

const saysIts: ReadonlySet<string> = new Set(['says', 'has', 'reads', 'shows', 'gives', 'bears']);

/** "Two months from the letter so 5 November", "2 months = 3 May": the day is reckoned. */
function isSum(t: Tokens, token: number, lex: Lexicon, ids: DateWords): boolean {
  if (token === 0) return false;
  const equals = t.kind[token - 1] === Kind.punct && t.value[token - 1] === 0x3d;
  const joins = equals ? undefined : entryAt(t, token - 1, lex);
  if (!equals && !(joins && has(joins, ids.sum))) return false;
  for (let i = token - 2; i >= Math.max(0, token - 9); i--) {
    if (t.kind[i] === Kind.punct && t.value[i] !== 0x2c) return false;
    const e = entryAt(t, i, lex);
    if (e && has(e, ids.period)) return true;
  }
  return false;
}

/** "2 months from 3 March": the day is what is counted from. */
function fromPeriod(t: Tokens, from: number, lex: Lexicon, ids: DateWords): boolean {
  const e = from > 0 ? entryAt(t, from - 1, lex) : undefined;
  return e !== undefined && has(e, ids.period);
}

/** "LA response by 19 August": the noun's own day is a limit, and no other day is its. */
export function limited(s: State, a: SegmentAnalysis, c: Candidate): boolean {
  if (!c.nominal) return false;
  const last = c.tokens.at(-1)!;
  const d = a.cut.clauses[c.clause]!.dates.find((x) => x > last);
  return d !== undefined && d - last <= 4 && useOf(a.tokens, d, s.lex, dateWords(s.lex)) === 'limit';
}

/** "The request of 2 June was refused on the 30th": the first day is the request's. */
function ofDate(t: Tokens, token: number, lex: Lexicon, words: DateWords): boolean {
  const e = token > 0 ? entryAt(t, token - 1, lex) : undefined;
  return e !== undefined && has(e, words.dated);
}

function deniedBefore(t: Tokens, at: number, lex: Lexicon, neg: number): boolean {
  for (let i = at - 1; i >= Math.max(0, at - 7) && t.kind[i] !== Kind.punct; i--) {
    const e = entryAt(t, i, lex);
    if (e && has(e, neg)) return true;
  }
  return false;
}

interface DateWords {
  limit: number;
  dated: number;
  since: number;
  receive: number;
  det: number;
  prep: number;
  neg: number;
  letter: number;
  decision: number;
  sum: number;
  period: number;
}

const wordsOf = new WeakMap<Lexicon, DateWords>();

export function dateWords(lex: Lexicon): DateWords {
  let words = wordsOf.get(lex);
  if (!words) {
    words = findDateWords(lex);
    wordsOf.set(lex, words);
  }
  return words;
}

const findDateWords = (lex: Lexicon): DateWords => {
  const id = (x: string): number => lex.tagIds.get(x) ?? -1;
  return {
    limit: id('limit'),
    dated: id('dated'),
    since: id('since'),
    receive: id('receive'),
    det: id('det'),
    prep: id('prep-on'),
    neg: id('neg'),
    letter: id('letter'),
    decision: id('letterish'),
    sum: id('sum'),
    period: id('period'),
  };
};

export function pick(
  s: State,
  segment: LocalSegment,
  a: SegmentAnalysis,
  one: Settled,
  all: readonly Settled[],
  tokens: readonly number[],
  anyDay = false,
): Picked | undefined {
  const words = dateWords(s.lex);
  const first = one.candidate.tokens[0]!;
  const last = one.candidate.tokens.at(-1)!;
  let best: Picked | undefined;
  let bestCost = Number.POSITIVE_INFINITY;
  for (let atToken = 0; atToken < tokens.length; atToken++) {
    const token = tokens[atToken]!;
    if (token === a.openingToken) continue;
    const mention = segment.dates[a.tokens.value[token]!];
    if (!mention) continue;
    const use = useOf(a.tokens, token, s.lex, words);
    if (use === 'limit') continue;
    if (segment.cells && use !== 'own' && inOtherCell(segment, a, first, token)) continue;
    // "Granted from 28 September": when it begins, not when it was granted.
    if (use === 'since' && !one.candidate.frame.since && isToCome(mention, segment)) continue;
    // What has lasted since a day did not happen on it, but what stands right before it ("suspended since").
    if (use === 'lasting' && !one.candidate.frame.since && token - last > 3) continue;
    if (
      one.candidate.frame.meeting &&
      ((followsFor(s, a, token) && !isJustGone(mention, segment)) || isToCome(mention, segment))
    )
      continue;
    if (mention.bare && use === 'plain' && token - last > 5 && !isDay(s, a, token)) continue;
    if (mention.bare && use === 'plain' && first - token > 2 && !isDay(s, a, token)) continue;
    const head = one.candidate.head.from;
    let cost = token > last ? token - last : token > first ? 1 : (first - token) * 1.2 + 1;
    cost += Math.min(4, Math.abs(token - head) / 6);
    for (let atOther = 0; atOther < all.length; atOther++) {
      const other = all[atOther]!;
      if (other === one) continue;
      const at = other.candidate.tokens[0]!;
      if ((at > last && at < token) || (at < first && at > token)) cost += 12;
    }
    // "No place for September": what it is for is not when it was.
    if (mention.form === 'vague' && !anyDay && followsFor(s, a, token)) continue;
    if (mention.form === 'vague') cost += 40;
    if (token < last && one.candidate.headPast && ofDate(a.tokens, token, s.lex, words)) {
      // But "their letter, dated 18 May, which reached her on the 20th, says": the letter's day.
      const arrived = use === 'own' && tokens.some((d) => useOf(a.tokens, d, s.lex, words) === 'received');
      if (!arrived) cost += 8;
    }
    if (one.candidate.frame.planned && movedFrom(s, a, one.candidate, token)) cost += 20;
    const apart = use === 'own' && ownElsewhere(s, a, one.candidate, token, tokens);
    const wantsReceipt = one.candidate.frame.role === 'received';
    if (use === 'own' && !apart && !wantsReceipt) cost -= one.candidate.received || one.candidate.nominal ? 30 : 12;
    // "The final plan of the 4th reached her on the 7th": the plan's day.
    const its =
      use === 'plain' && one.candidate.received && token - head === 2 && ofDate(a.tokens, token, s.lex, words);
    if (its) cost -= 12;
    if (use === 'received') cost += wantsReceipt ? -20 : 4;
    if (cost < bestCost) {
      bestCost = cost;
      best = { date: a.tokens.value[token]!, token, received: use === 'received', own: its };
    }
  }
  return best;
}

/**
 * A row with a date column: a day in a further column ("seen", "reply due") is not that of what another cell tells, unless
 * that column holds the dates of letters.
 */
function inOtherCell(
  { cells, openingDate, dates }: LocalSegment,
  a: SegmentAnalysis,
  first: number,
  token: number,
): boolean {
  if (openingDate === undefined) return false;
  const at = a.tokens.start[first]!;
  const { start } = dates[a.tokens.value[token]!]!;
  const own = cells!.find((c) => c.start <= start && start <= c.end);
  return own !== undefined && !(own.start <= at && at <= own.end) && !ownColumn.test(own.header);
}

const ownColumn = /\bdated\b|\bdate o[fn] |(?:letter|ltr|document|decision|notice) date/i;

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

/** "The hearing of 4 June is put off to 9 July", "moved from 4 June to 9 July": the day it was to be. */
function movedFrom(s: State, a: SegmentAnalysis, { clause }: Candidate, token: number): boolean {
  const { mentions, dates } = a.cut.clauses[clause]!;
  return dates.some((d) => {
    if (d <= token) return false;
    if (mentions.some((m) => m.from > token && m.to <= d && d - m.to <= 2 && has(m.entry, s.names.movedto)))
      return true;
    // "Moved from 4 June to 9 July"
    const to = entryAt(a.tokens, d - 1, s.lex);
    const from = mentions.some((m) => m.to === token && m.entry.text.endsWith(' from'));
    return from && to !== undefined && has(to, s.names.infinitive);
  });
}

export function followsFor(s: State, a: SegmentAnalysis, token: number): boolean {
  for (let i = token - 1; i >= Math.max(0, token - 4) && a.tokens.kind[i] === Kind.word; i--) {
    const e = entryAt(a.tokens, i, s.lex);
    if (e && has(e, s.names.forWord)) return true;
  }
  return false;
}

export function mentionOwn(s: State, a: SegmentAnalysis, picked: Picked | undefined): boolean {
  if (picked === undefined) return false;
  const words = dateWords(s.lex);
  // "Notice of amendments (letter 11 May, here on the 14th)"
  const before = picked.token > 0 ? entryAt(a.tokens, picked.token - 1, s.lex) : undefined;
  if (picked.own === true || (before && has(before, words.letter))) return true;
  return useOf(a.tokens, picked.token, s.lex, words) === 'own';
}

/** A bare `14/11` far from the words is a day where a word for days leads to it, or where its clause ends with it. */
function isDay(s: State, a: SegmentAnalysis, token: number): boolean {
  const before = token > 0 ? entryAt(a.tokens, token - 1, s.lex) : undefined;
  if (before && (leadsToDay.has(before.text) || has(before, dateWords(s.lex).dated))) return true;
  const next = token + 1;
  return next >= a.tokens.count || (a.tokens.kind[next] === Kind.punct && a.tokens.value[next] !== 0x25);
}

const leadsToDay: ReadonlySet<string> = new Set(['on', 'of', 'from', 'since', 'by', 'dated', 'letter']);

/** "Sent out invitations for the review on 2 March", a week after: no day of the review. */
export const isJustGone = ({ past }: DateMention, { reference }: LocalSegment): boolean =>
  past !== undefined && past < reference && reference - past <= 30;

/** "Invite came, meeting 10 Feb": a day without a year that lies ahead, and otherwise most of a year back. */
export function isToCome({ form, past, future }: DateMention, { reference }: LocalSegment): boolean {
  if (form !== 'year-less' || past === undefined || future === undefined) return false;
  return future - reference <= 120 && reference - past > 200;
}

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
  const empty = (k: number): boolean => {
    const clause = a.cut.clauses[k];
    return clause !== undefined && clause.dates.length === 0 && !a.candidates.some((x) => x.clause === k && x.free);
  };
  const { letter: letterTag, decision, receive } = dateWords(s.lex);
  const names = (m: Mention): boolean => has(m.entry, s.names.letter) || has(m.entry, decision);
  if (empty(at) && a.cut.clauses[at + 1]?.mentions.some(names)) at++;
  const next = a.cut.clauses[at];
  const letter =
    one.candidate.frame.dated ||
    s.lex.decisions.has(one.candidate.frame.event) ||
    a.cut.clauses[c]!.mentions.some(
      ({ entry }) => has(entry, letterTag) || has(entry, decision) || has(entry, receive),
    );
  const borne = (d: number): boolean => bearsIt(a.tokens, d, s.lex, dateWords(s.lex));
  if (!next || !(letter || next.dates.some(borne)) || next.sentence > a.cut.clauses[c]!.sentence + (at - c))
    return undefined;
  // "Dated 4 March", "it is dated 4 March".
  const starts = next.mentions
    .slice(0, 4)
    .some((m, i) => has(m.entry, s.names.dated) && (i === 0 || m.from - next.from <= 4));
  if (next.sentence !== a.cut.clauses[c]!.sentence && !starts) return undefined;
  if (a.candidates.some((x) => x.clause === at && x.free && !x.frame.after && !x.frame.amid && x.open.length === 0))
    return undefined;
  const own = next.dates.filter(
    (d) => useOf(a.tokens, d, s.lex, dateWords(s.lex)) === 'own' || isLetterOf(a.tokens, next, d, s.lex),
  );
  const picked = own.length > 0 ? pick(s, segment, a, one, all, own) : undefined;
  return picked && { ...picked, own: true };
}

/** "Refusal to assess, letter 6 May, landed on the 9th": nothing but the letter and its day. */
function isLetterOf(t: Tokens, { mentions, from, to }: Clause, token: number, lex: Lexicon): boolean {
  const [letter] = mentions;
  if (!letter || mentions.length > 1 || letter.to !== token || !has(letter.entry, dateWords(lex).letter)) return false;
  for (let i = from; i < to; i++) if (t.kind[i] === Kind.word && (i < letter.from || i >= letter.to)) return false;
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
    (near && (has(opening.entry, words.decision) || (paper && has(opening.entry, words.receive))));
  const alone = !mentions.some(
    (m) =>
      (meets(m.entry.bits, lex.anchors) || has(m.entry, names.verb)) &&
      !(has(m.entry, names.yes) && m.from === clause.from),
  );
  return dates.filter((d) => letter || alone || useOf(a.tokens, d, lex, words) === 'own');
}

/** "Their barrister emailed on the 5th. They are not going to contest it": said on that day. */
function toldBefore(s: State, a: SegmentAnalysis, c: Candidate, used: ReadonlyMap<number, Settled>): readonly number[] {
  const own = a.cut.clauses[c.clause]!;
  const before = a.cut.clauses[c.clause - 1];
  const [who] = own.mentions;
  if (!before || !who || before.sentence !== own.sentence - 1 || s.lex.familyPapers.has(c.frame.event)) return [];
  if (!has(who.entry, s.names.they) || before.dates.length !== 1 || used.has(before.dates[0]!)) return [];
  const tells = before.mentions.some((m) => has(m.entry, s.names.contact) || has(m.entry, s.names.tell));
  return tells && meets(a.roles[c.clause - 1]!.by, s.names.officials) ? before.dates : [];
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
  if (after && rest.every(({ dates }, i) => dates.length === 0 && !hasEvents(c + 1 + i))) {
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
  const rang = toldBefore(s, a, one.candidate, usedDates);
  if (rang.length > 0 && !hasEvents(c - 1)) return pick(s, segment, a, one, all, rang);
  // "They agree to assess: she reads me the e-mail and it is dated 13 October."
  for (let k = c + 1; k < Math.min(sentence.last, c + 4) && !hasEvents(k); k++) {
    const tokens = clauses[k]!.dates.filter((d) => useOf(a.tokens, d, s.lex, dateWords(s.lex)) === 'own');
    if (tokens.length > 0) return pick(s, segment, a, one, all, tokens);
  }
  return undefined;
}
