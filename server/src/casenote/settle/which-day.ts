// Which of the days written round an event is its day, or its entry's: weighed by what annotated notes taught
// (scripts/lib/day-training.mts), over what the rules of settle/days took and what stands round each day. A linear scorer
// as that of likeness.ts: its features fall into a small table, by their hash.
import { type Candidate, findIn } from '../candidates.ts';
import { type DateUse, dateWords, isReturn, isToCome, useOf } from '../date-use.ts';
import { dayPlaces } from '../day-choice.ts';
import { ofEarlierYear } from '../earlier-year.ts';
import { isPast } from '../lexicon.ts';
import { wordFeature } from '../likeness.ts';
import type { DateMention } from '../model.ts';
import { Kind } from '../tokens.ts';
import { hashPrime, hashWord } from '../word-lookup.ts';
import { inEntry } from './found.ts';
import type { Picked, Placing } from './state.ts';

/** Sentences, and clauses, before and after its own in which an event's day is looked for, and the most days that are weighed. */
const reach = 2;
const clausesAway = 12;
const most = 10;

/** The day of an event, given the one that the rules took; nothing: its entry's. */
export function chooseDay(p: Placing, picked: Picked | undefined): Picked | undefined {
  const { s, segment, a, one } = p;
  const { frame, tokens, affirmed, doubt, bare } = one.candidate;
  const { event } = frame;
  const choose = s.lex.likeness?.chooseDay;
  const day = segment.entryDay;
  if (!choose || day === undefined || frame.since || frame.entryDay || event.startsWith('waive:')) return picked;
  // What is said to have happened after all; what only a day of its own makes an event; what was told already.
  const isDayless = !picked && (frame.planned || frame.withDay || frame.dated || bare || doubt?.kind === 'plan');
  if (affirmed !== undefined || isDayless || inEntry(s, event).some((f) => f.segment === p.index)) return picked;
  // "Suspended three times: on 22 January, 9 February and 24 April"; "PEX'd from his last school in 2022".
  if (picked ? s.lex.countedEvents.has(event) : ofEarlierYear(s.lex, segment, a, one.candidate)) return picked;
  const rule = picked && picked.date >= 0 ? picked.token : -1;
  const written = daysRound(p, rule);
  if (written.length === 0 || written.length > most || !(rule < 0 || written.some(({ token }) => token === rule)))
    return picked;
  // The only one, and in its own clause: no doubt.
  if (written.length === 1 && a.cut.clauses[one.candidate.clause]!.dateTokens.includes(rule)) return picked;
  const told = { p, written, rule, classes: classesOf(p), event: hashWord(event) };
  const days = [{ token: -1, past: day, future: day, features: ofEntry(told) }];
  for (const each of written) {
    const { past, future } = each.day;
    days.push({ token: each.token, past: past!, future: future ?? past!, features: ofDay(told, each) });
  }
  const start = a.tokens.tokenStarts[tokens[0]!]!;
  const { token } = days[choose({ event, planned: frame.planned === true, segment: p.index, start, rule, days })]!;
  if (token === rule) return picked;
  const chosen = written.find((each) => each.token === token);
  return chosen && { date: a.tokens.tokenMeanings[token]!, token, received: chosen.use === 'received' };
}

/** A day that is written near an event. */
interface Written {
  readonly token: number;
  readonly day: DateMention;
  readonly use: DateUse;
  /** The number of its clause. */
  readonly clause: number;
}

/** The days near an event, but the one that opens its entry, limits, and from when something holds. */
function daysRound({ s, segment, a, one }: Placing, rule: number): Written[] {
  const { clauses } = a.cut;
  const {
    clause,
    frame: { event },
  } = one.candidate;
  const { sentence } = clauses[clause]!;
  const found: Written[] = [];
  for (let c = Math.max(0, clause - clausesAway); c < clauses.length && c <= clause + clausesAway; c++) {
    if (Math.abs(clauses[c]!.sentence - sentence) > reach) continue;
    for (const token of clauses[c]!.dateTokens) {
      const day = segment.dateMentions[a.tokens.tokenMeanings[token]!]!;
      if (token === a.openingToken || day.past === undefined || !(day.form in forms)) continue;
      const use = useOf(a.tokens, token, s.lex, dateWords(s.lex));
      // "Suspended. 3 days from 7 January."
      const begins = use === 'since' && !s.lex.countedEvents.has(event);
      if (token === rule || (use !== 'limit' && !begins && !isReturn(one.candidate, segment.text, day.start, s.lex)))
        found.push({ token, day, use, clause: c });
    }
  }
  return found;
}

const forms: Readonly<Record<string, number>> = { full: 0, 'year-less': 1, relative: 2 };
const uses: Readonly<Record<DateUse, number>> = { plain: 0, own: 1, received: 2, limit: 3, since: 4, lasting: 5 };

/** What is looked at for each of the days. */
interface Told {
  readonly p: Placing;
  readonly written: readonly Written[];
  readonly rule: number;
  /** What kind of event it is, as numbers. */
  readonly classes: readonly number[];
  /** Its name, as a number. */
  readonly event: number;
}

function classesOf({ s: { lex }, one: { candidate } }: Placing): number[] {
  const { frame, doubt, headPast, act, received, nominal, bare } = candidate;
  const { event } = frame;
  const is = [
    true,
    lex.decisions.has(event),
    lex.bodyPapers.has(event),
    lex.familyPapers.has(event),
    lex.meetings.has(event),
    frame.planned || doubt?.kind === 'plan',
    headPast || isPast(act.lexeme),
    received,
    nominal,
    frame.index === undefined,
    bare,
    lex.countedEvents.has(event),
  ];
  return is.flatMap((so, kind) => (so ? [kind] : []));
}

/** The place of a feature in the table: `kind` says what is looked at, `value` what is there. */
function place(kind: number, value: number): number {
  const hash = Math.imul(kind ^ 0x5bd1e995, hashPrime) ^ Math.imul(value + 0x165667b1, 0x27d4eb2d);
  return (Math.imul(hash ^ (hash >>> 15), 0x9e3779b1) >>> 16) % dayPlaces;
}

/** Two values as one. */
const both = (a: number, b: number): number => Math.imul(a, hashPrime) ^ b;

/** What speaks for the entry's own day. */
function ofEntry({ p, written, rule, classes, event }: Told): readonly number[] {
  const { a, one } = p;
  const { clause, act } = one.candidate;
  const { sentence } = a.cut.clauses[clause]!;
  const { from, to } = a.cut.sentenceSpans[sentence]!;
  const isRule = rule < 0 ? 1 : 0;
  const inOwn = written.filter(({ token }) => token >= from && token < to).length;
  const round = Math.min(3, written.length);
  const seen = [inOwn, event, (sentence === 0 ? 2 : 0) + (a.openingToken >= 0 ? 1 : 0), wordAt(p, act.fromToken)];
  return places(60, seen, classes, [isRule, round]);
}

/** What speaks for a day that is written, and against it. */
function ofDay(
  { p, written, rule, classes, event }: Told,
  { token, day, use: used, clause: at }: Written,
): readonly number[] {
  const { a, one, usedDates } = p;
  const { clause, frame, tokens } = one.candidate;
  const { clauses, sentenceSpans } = a.cut;
  const { sentence, from } = clauses[at]!;
  const use = uses[used];
  const form = forms[day.form]!;
  const sentences = sentence - clauses[clause]!.sentence + reach;
  const apart = Math.max(-3, Math.min(3, at - clause)) + 3;
  const far = farFrom(tokens, token);
  const when = whenOf(p, day);
  const user = usedDates.get(token);
  const isTaken = user === undefined || user === one ? 0 : 1;
  const isOther = (x: Candidate): boolean => x.free && !x.doubt && x.frame.event !== frame.event && x.open.length === 0;
  const told =
    (findIn(a, at, at + 1, isOther) ? 2 : 0) + (findIn(a, at, at + 1, (x) => x.frame.event === frame.event) ? 1 : 0);
  const ruled = token === rule ? 1 : rule < 0 ? 2 : 0;
  const before = wordAt(p, token - 1);
  const seen = [
    (token === written[0]!.token ? 1 : 0) + (token === written.at(-1)!.token ? 2 : 0),
    wordAt(p, token + 1),
    both(wordAt(p, token - 2), before),
    wordAt(p, from),
    sentences * 64 + when * 8 + use,
    sentences * 64 + isTaken * 32 + told * 8 + use,
    both(sentences, before),
    both(sentences, wordAt(p, sentenceSpans[sentence]!.from)),
    sentences * 64 + form * 8 + when,
    (day.bare ? 4 : 0) + (day.until ? 2 : 0) + (day.wrongWeekday === undefined ? 0 : 1),
    both(event, use),
    both(event, sentences),
  ];
  return places(0, seen, classes, [
    use * 64 + sentences,
    when,
    far,
    ruled,
    before,
    form * 8 + sentences,
    apart * 8 + isTaken * 4 + told,
  ]);
}

/** The places of what is seen, and of what is seen together with each kind that the event is of. */
function places(
  first: number,
  seen: readonly number[],
  kinds: readonly number[],
  withKind: readonly number[],
): number[] {
  const all = seen.map((value, i) => place(first + i, value));
  for (const kind of kinds)
    for (let i = 0; i < withKind.length; i++) all.push(place(first + 20 + i, both(kind, withKind[i]!)));
  return all;
}

/** How far a day stands from the words of its event, and on which side: 0 among them. */
function farFrom(tokens: readonly number[], token: number): number {
  const first = tokens[0]!;
  const last = tokens.at(-1)!;
  if (token >= first && token <= last) return 0;
  const words = token > last ? token - last : first - token;
  return (token > last ? 8 : 16) + [1, 2, 4, 7, 12].filter((from) => words >= from).length;
}

/** Where a day lies, seen from its entry. */
function whenOf({ segment }: Placing, day: DateMention): number {
  const past = day.past!;
  if (past > segment.reference) return 1;
  if (isToCome(day, segment)) return 2;
  if (day.goneBy) return 3;
  if (past === segment.entryDay) return 4;
  const days = segment.reference - past;
  return days > 300 ? 5 : days > 40 ? 6 : 0;
}

/** The word at a token, or what else stands there, as a number. */
function wordAt({ s: { lex }, a: { tokens: t } }: Placing, token: number): number {
  if (token < 0 || token >= t.count) return 1;
  const value = t.tokenMeanings[token]!;
  switch (t.tokenKinds[token]) {
    case Kind.date:
      return 2;
    case Kind.number:
      return 3;
    case Kind.punct:
      return 16 + value;
    default:
      return value < 0 ? 4 : wordFeature(lex.likeness!.words, lex, value);
  }
}
