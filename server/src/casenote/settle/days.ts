// Which day belongs to an event, of all that are written round it: in its own clause, in the one it goes on from, in the
// one that follows; and what the words before a day make of it (a limit, the letter's own date, the day it came).
import type { Candidate, SegmentAnalysis } from '../candidates.ts';
import { dateWords, followsFor, isJustGone, isToCome, ofDate, useOf } from '../date-use.ts';
import { wordSet } from '../dates/chars.ts';
import { Form, has, meets } from '../lexicon.ts';
import { entryAt, type Mention } from '../mentions.ts';
import type { DateMention, LocalSegment } from '../model.ts';
import { asideColumn } from '../tables.ts';
import { Kind } from '../tokens.ts';
import type { Picked, Settled, State } from './state.ts';

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
    if (lastsLong(mention) && !one.candidate.frame.since && Math.abs(token - last) > 2) continue;
    // What has lasted since a day did not happen on it, but what stands right before it ("suspended since").
    if (use === 'lasting' && !one.candidate.frame.since && token - last > 3) continue;
    if (
      one.candidate.frame.meeting &&
      ((followsFor(s, a, token) && !isJustGone(mention, segment)) || isToCome(mention, segment))
    )
      continue;
    if (leadsBack(s, a, one.candidate.act.from, token) || ofItsPlan(s, a, one.candidate, token)) continue;
    if (ofItsMatter(segment, a, one.candidate, token)) continue;
    // "Suspended until 15 April, back on 16 April", "in the diary for 12 May": no day of most of a year ago.
    const { frame, doubt, headPast } = one.candidate;
    const isMeant = frame.planned || doubt || s.lex.meetings.has(frame.event);
    const isFar =
      (headPast && token > last && a.tokens.kind.slice(last, token).includes(Kind.punct)) || followsFor(s, a, token);
    if (!isMeant && isFar && isToCome(mention, segment)) continue;
    if (mention.bare && use === 'plain' && token - last > 5 && !isDay(s, a, token)) continue;
    if (mention.bare && use === 'plain' && first - token > 2 && !isDay(s, a, token)) continue;
    // "| Consulted 20/2 | can't meet need 6/3 |": the day beside the act.
    const otherCell = segment.cells && inOtherCell(segment, a, last, token, true);
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
    // But "put in for an assessment in the autumn".
    const isWhen = last === token - 1;
    if (mention.form === 'vague' && !anyDay && !isWhen && followsFor(s, a, token)) continue;
    if (mention.form === 'vague') cost += 40;
    if (otherCell) cost += 12;
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
    // "Agreed to assess 12/2, letter 14/2": told by the letter.
    const told =
      use === 'plain' && s.lex.decisions.has(one.candidate.frame.event) && token > last && ofItsLetter(s, a, token);
    if (told) cost -= 16;
    if (use === 'received') cost += wantsReceipt ? -20 : 4;
    if (cost < bestCost) {
      bestCost = cost;
      best = { date: a.tokens.value[token]!, token, received: use === 'received', own: its };
    }
  }
  return best;
}

/** "After the review on 2 July the report went": the day is that of what the words lead back to. */
function leadsBack(s: State, { cut, tokens }: SegmentAnalysis, act: number, token: number): boolean {
  const { mentions } = cut.clauses.find(({ to }) => token < to)!;
  // "Complaint re refusal of 3 May": of what it is about.
  const spoken = (m: Mention): boolean => m.from > act && m.to < token && has(m.entry, s.names.topicPrep);
  if (entryAt(tokens, token - 1, s.lex)?.text === 'of' && mentions.some(spoken)) return true;
  const back = mentions.findLast((m) => m.to < token && token - m.to < 6 && has(m.entry, s.names.backPrep));
  if (!back || back.entry.text === 'until' || (back.from < act && act < token)) return false;
  if (tokens.kind.slice(back.to, token).includes(Kind.punct)) return false;
  const noun = mentions.findLast((m) => m.to < token && m.from >= back.to && (m.entry.forms & Form.noun) !== 0);
  const on = entryAt(tokens, token - 1, s.lex);
  return (
    noun?.to === token - 1 &&
    on !== undefined &&
    has(on, dateWords(s.lex).prep) &&
    meets(noun.entry.bits, s.lex.anchors)
  );
}

const matter =
  /\b(?:(?:against|about|re|regarding|concerning|over|following|consider(?:ing|ed)?|discuss(?:ing|ed)?|challeng(?:e|ing|ed)|comments (?:up)?on|appeal(?:ed|ing)(?: on [\w ]{3,18})?) ((?:[\w'’]+ ){0,4}?(?:decision|refusal|plan|ehcp|draft|exclusion|suspension|pex|letter|notice|report|review|order)(?: (?:not )?to [\w ]{3,20}?)?(,? ?\(?)(?:of|dated|from|issued on))|(?:repl(?:y|ied)|respon(?:se|ded)|answer(?:ed)?) to ((?:[\w'’]+ ){0,3}?(?:sar|foi|request|complaint|e-?mail|letter) of)) (?:the )?$/i;

/**
 * "Appeal lodged against the refusal dated 3 May", "governors met to consider the exclusion of 11 May": the day of what the
 * act is about. Behind a comma it is so only where the act has another ("complaint about the plan, dated 3 May").
 */
function ofItsMatter({ text, dates }: LocalSegment, { tokens }: SegmentAnalysis, c: Candidate, token: number): boolean {
  const { start } = dates[tokens.value[token]!]!;
  const before = text.slice(Math.max(0, start - 90), start);
  if (!/\b(?:of|dated|from|on) (?:the )?$/i.test(before)) return false;
  const found = matter.exec(before);
  if (found === null || (found[2]?.trim() && dates.length < 2)) return false;
  // "Against the refusal" may be one phrase of the refusal's own words, "comments on the draft" is not of the draft's.
  const isOwn = /^(?:a[bg]|re\b|reg|conc|ov|f)/i.test(found[0]);
  const at = start - before.length + (isOwn ? found.index : before.lastIndexOf(found[1] ?? found[3]!));
  return tokens.start[c.tokens[0]!]! < at;
}

const plans = ['plan', 'draft', 'finalplan', 'amendedplan'];

/** "Appealed the final plan dated 20 April": the plan's day, and not that of what was done about it. */
function ofItsPlan(s: State, { cut, tokens }: SegmentAnalysis, c: Candidate, token: number): boolean {
  const before = entryAt(tokens, token - 1, s.lex)?.text;
  if (before !== 'of' && before !== 'dated') return false;
  const { mentions } = cut.clauses.find(({ to }) => token < to)!;
  const plan = mentions.find(({ to }) => to === token - 1);
  const isPlan = plans.some((tag) => plan && has(plan.entry, s.lex.tagIds.get(tag) ?? -1));
  return isPlan && c.act.from < plan!.from && !c.uses([plan!.from]);
}

/** "Complaint about the lost weeks (6 January to 20 March)", "records from 1 Sept 2024 to 5 May 2025": a time, no act's day. */
const lastsLong = ({ past, until }: DateMention): boolean =>
  past !== undefined && until !== undefined && until.past - past > 31;

/**
 * A row with a date column: a day in a further column ("seen", "reply due") is not that of what another cell tells, unless
 * that column holds the dates of letters.
 */
function inOtherCell(
  { cells, openingDate, dates }: LocalSegment,
  a: SegmentAnalysis,
  first: number,
  token: number,
  any = false,
): boolean {
  const at = a.tokens.start[first]!;
  const { start } = dates[a.tokens.value[token]!]!;
  const own = cells!.find((c) => c.start <= start && start <= c.end);
  if (own === undefined || (own.start <= at && at <= own.end)) return false;
  if (any) return true;
  return openingDate === undefined ? asideColumn.test(own.header) : !ownColumn.test(own.header);
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

function ofItsLetter(s: State, { tokens }: SegmentAnalysis, token: number): boolean {
  const before = entryAt(tokens, token - 1, s.lex);
  return before !== undefined && has(before, dateWords(s.lex).letter) && !has(before, s.names.receives);
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
  if (before && (leadsToDay.has(before.text) || has(before, dateWords(s.lex).dated))) return true;
  const next = token + 1;
  return next >= a.tokens.count || (a.tokens.kind[next] === Kind.punct && a.tokens.value[next] !== 0x25);
}

const leadsToDay: ReadonlySet<string> = wordSet('on of from since by dated letter');
