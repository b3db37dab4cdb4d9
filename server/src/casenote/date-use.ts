// What the words round a day make of it: a limit, the own day of a letter, the day that it came, or just a day.
import type { Candidate, SegmentAnalysis } from './candidates.ts';
import { wordSet } from './dates/chars.ts';
import { has, type Lexicon } from './lexicon.ts';
import { entryAt } from './mentions.ts';
import type { DateMention, LocalSegment } from './model.ts';
import type { State } from './settle/state.ts';
import { Kind, type Tokens } from './tokens.ts';

export type DateUse = 'own' | 'received' | 'limit' | 'plain' | 'since' | 'lasting';

/** What the words just before (or after) a date make of it. */
export function useOf(t: Tokens, token: number, lex: Lexicon, ids: DateWords): DateUse {
  let carrier = false;
  if (isSum(t, token, lex, ids)) return 'limit';
  if (endsPeriod(t, token, lex)) return 'lasting';
  const use: DateUse = bearsIt(t, token, lex, ids) ? 'own' : 'plain';
  for (let i = token - 1; i >= Math.max(0, token - 3); i--) {
    if (t.tokenKinds[i] !== Kind.word) {
      if (t.tokenKinds[i] === Kind.punct && (t.tokenMeanings[i] === 0x3a || t.tokenMeanings[i] === 0x28)) continue;
      break;
    }
    const id = t.tokenMeanings[i]!;
    const e = id >= 0 ? lex.phrases.from(id).entry : undefined;
    if (!e) break;
    // "Signed by both on 3 May": by whom, and when.
    if (e.spelling === 'by' && i < token - 1 && entryAt(t, token - 1, lex)?.spelling === 'on') return use;
    if (has(e, ids.limit) && !carrier) {
      return /^(?:un)?til/.test(e.spelling) && deniedBefore(t, i, lex, ids.neg) ? 'plain' : 'limit';
    }
    if (has(e, ids.dated)) {
      if (e.spelling !== 'of') return 'own';
      const before = entryAt(t, i - 1, lex);
      return before && (has(before, ids.letter) || has(before, ids.decision)) ? 'own' : 'plain';
    }
    if (has(e, ids.since)) return fromPeriod(t, i, lex, ids) ? 'limit' : e.spelling === 'since' ? 'lasting' : 'since';
    if (has(e, ids.receives)) return 'received';
    if (has(e, ids.letter)) carrier = true;
    if (has(e, ids.det) || has(e, ids.prep) || carrier) continue;
    break;
  }
  return use === 'plain' && sinceThen(t, token, lex) ? 'since' : use;
}

/** "No therapy since she retired on 2 March", "not since he was put on half days (24 Feb)". */
function sinceThen(t: Tokens, token: number, lex: Lexicon): boolean {
  for (
    let i = token - 1;
    i >= Math.max(0, token - 9) && (t.tokenKinds[i] === Kind.word || t.tokenMeanings[i] === 0x28);
    i--
  )
    if (entryAt(t, i, lex)?.spelling === 'since') return true;
  return false;
}

/** "All emails 1 Sept 2024 to date", "the lost weeks (6 January to 20 March)": one end of a time that lasts. */
function endsPeriod(t: Tokens, token: number, lex: Lexicon): boolean {
  const isDate = (i: number): boolean => i >= 0 && i < t.count && t.tokenKinds[i] === Kind.date;
  const joins = (i: number): boolean =>
    entryAt(t, i, lex)?.spelling === 'to' || t.tokenMeanings[i] === 0x2d || t.tokenMeanings[i] === 0x2013;
  const first = isDate(token - 2) && joins(token - 1) ? token - 2 : token;
  if (!(first + 2 < t.count && joins(first + 1))) return false;
  if (isDate(first + 2)) {
    const before = first > 0 && t.tokenKinds[first - 1] === Kind.word ? t.tokenMeanings[first - 1]! : -1;
    return (
      t.tokenMeanings[first - 1] === 0x28 ||
      (before >= 0 && /^(?:cover(?:s|ed|ing)|period)$/.test(lex.wordTexts[before]!))
    );
  }
  const id = t.tokenKinds[first + 2] === Kind.word ? t.tokenMeanings[first + 2]! : -1;
  return id >= 0 && /^(?:date|now|present|today)$/.test(lex.wordTexts[id]!);
}

/** "7 May on it", "7 May at the top": the day that stands on the letter; so does that of "the letter itself says 7 May". */
export function bearsIt(t: Tokens, token: number, lex: Lexicon, ids: DateWords): boolean {
  const after = token + 1 < t.count ? entryAt(t, token + 1, lex) : undefined;
  if (after?.spelling === 'on' && token + 2 < t.count && entryAt(t, token + 2, lex)?.spelling === 'it') return true;
  // "23 June is the date on it".
  if (after?.spelling === 'is' && [2, 3].some((i) => entryAt(t, token + i, lex)?.spelling === 'date')) return true;
  const says = entryAt(t, token - 1, lex);
  if (says?.spelling === 'is' || says?.spelling === 'was') {
    // "The date at the top is 7 May".
    for (let i = token - 2; i >= Math.max(0, token - 6) && t.tokenKinds[i] === Kind.word; i--)
      if (entryAt(t, i, lex)?.spelling === 'date') return true;
  }
  if (!says || !saysIts.has(says.spelling)) return false;
  for (let i = token - 2; i >= Math.max(0, token - 4) && t.tokenKinds[i] === Kind.word; i--) {
    const e = entryAt(t, i, lex);
    if (e && (has(e, ids.letter) || has(e, ids.decision))) return true;
  }
  return false;
}

export const saysIts: ReadonlySet<string> = wordSet('says has reads shows gives bears');

/** "Two months from the letter so 5 November", "2 months = 3 May": the day is reckoned. */
function isSum(t: Tokens, token: number, lex: Lexicon, ids: DateWords): boolean {
  if (token === 0) return false;
  const equals = t.tokenKinds[token - 1] === Kind.punct && t.tokenMeanings[token - 1] === 0x3d;
  const joins = entryAt(t, token - 1, lex);
  if (!equals && !(joins && has(joins, ids.sum))) return false;
  for (let i = token - 2; i >= Math.max(0, token - 9); i--) {
    if (t.tokenKinds[i] === Kind.punct && t.tokenMeanings[i] !== 0x2c) return false;
    const e = entryAt(t, i, lex);
    if (e && has(e, ids.period)) return true;
  }
  return false;
}

/** "2 months from 3 March": the day is what is counted from. */
function fromPeriod(t: Tokens, from: number, lex: Lexicon, ids: DateWords): boolean {
  const e = entryAt(t, from - 1, lex);
  return e !== undefined && has(e, ids.period);
}

/** "LA response by 19 August": the noun's own day is a limit, and no other day is its. */
export function limited(s: State, a: SegmentAnalysis, c: Candidate): boolean {
  // "Ordered the LA to amend the plan by 6 May": ordered, with a limit.
  if (!c.nominal || c.frame.event.startsWith('order')) return false;
  const last = c.tokens.at(-1)!;
  const d = a.cut.clauses[c.clause]!.dateTokens.find((x) => x > last);
  if (d === undefined || d - last > 4 || useOf(a.tokens, d, s.lex, dateWords(s.lex)) !== 'limit') return false;
  // "Draft plan received, comments by 4 June": of what is named in between.
  const stop = a.tokens.tokenKinds.indexOf(Kind.punct, c.head.toToken);
  return stop < 0 || d - stop < 3;
}

/** "The request of 2 June was refused on the 30th": the first day is the request's. */
export function ofDate(t: Tokens, token: number, lex: Lexicon, words: DateWords): boolean {
  const e = entryAt(t, token - 1, lex);
  return e !== undefined && has(e, words.dated);
}

function deniedBefore(t: Tokens, at: number, lex: Lexicon, neg: number): boolean {
  for (let i = at - 1; i >= Math.max(0, at - 7) && t.tokenKinds[i] !== Kind.punct; i--) {
    const e = entryAt(t, i, lex);
    if (e && has(e, neg)) return true;
  }
  return false;
}

interface DateWords {
  limit: number;
  dated: number;
  since: number;
  receives: number;
  det: number;
  prep: number;
  neg: number;
  letter: number;
  decision: number;
  decisionLetter: number;
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
    receives: id('receive'),
    det: id('det'),
    prep: id('prep-on'),
    neg: id('neg'),
    letter: id('letter'),
    decision: id('letterish'),
    decisionLetter: id('decisionletter'),
    sum: id('sum'),
    period: id('period'),
  };
};

export function followsFor(s: State, a: SegmentAnalysis, token: number): boolean {
  for (let i = token - 1; i >= Math.max(0, token - 4) && a.tokens.tokenKinds[i] === Kind.word; i--) {
    const e = entryAt(a.tokens, i, s.lex);
    if (e && has(e, s.names.forWord)) return true;
  }
  return false;
}

/**
 * "Suspended for two days, back on Thursday", "reintegration meeting Friday", "they replied, tuition will begin 9 February":
 * it happened before, whatever it was.
 */
export const isReturn = ({ frame, doubt }: Candidate, text: string, at: number, lex: Lexicon): boolean =>
  !frame.planned && doubt?.kind !== 'plan' && lex.returns.test(text.slice(Math.max(0, at - 40), at));

/** "Sent out invitations for the review on 2 March", a week after: no day of the review. */
export const isJustGone = ({ past }: DateMention, { reference }: LocalSegment): boolean =>
  past !== undefined && past < reference && reference - past <= 30;

/** "Invite came, meeting 10 Feb": a day without a year that lies ahead, and otherwise most of a year back. */
export function isToCome({ form, past, future, goneBy }: DateMention, { reference }: LocalSegment): boolean {
  if (form !== 'year-less' || past === undefined || future === undefined) return false;
  // Its weekday says so; not what a chronology, put down later, tells as gone by.
  if (past > reference && past === future) return !goneBy;
  return future - reference <= 120 && reference - past > 200;
}
