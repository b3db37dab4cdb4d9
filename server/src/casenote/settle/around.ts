// The day of an event that stands not in its own clause: in the one that it goes on from, in the one that follows, or in the
// sentence before or after.
import { type Candidate, findIn } from '../candidates.ts';
import type { Clause } from '../clauses.ts';
import { followsFor } from '../date-use.ts';
import { has, meets } from '../lexicon.ts';
import { entryAt, type Mention } from '../mentions.ts';
import { Kind, type Tokens } from '../tokens.ts';
import { pick } from './days.ts';
import { inEntry } from './found.ts';
import { aroundDay, holdsLetter, ofLetter, ownDay } from './letter-day.ts';
import type { Beside, Picked, Settled, State } from './state.ts';

type Used = ReadonlyMap<number, Settled>;

/** The day of a neighbour clause: the one that is continued, or the one that follows without an event of its own. */
export function pickAround(beside: Beside, used: Used): Picked | undefined {
  const { s, segment, a, one } = beside;
  if (segment.dateMentions.length === 0) return undefined;
  const c = one.candidate.clause;
  const own = a.cut.clauses[c]!;
  const continues = (own.join === 'and' || own.join === 'comma') && !a.roles[c]!.ownSubject;
  const told = continues ? inPrevious(beside, used) : undefined;
  if (told && inEntry(s).some((f) => f.caseEvent.dateSpan?.start === segment.dateMentions[told.date]?.start)) {
    const back = comesBack(beside);
    if (back !== undefined) return pick(beside, [back]);
  }
  const around = continues ? (told ?? inNext(beside)) : (inNext(beside) ?? inPrevious(beside, used));
  if (around) return around;
  const after = inNextSentence(beside);
  if (after) return after;
  const rang = toldBefore(beside, used);
  if (rang.length > 0) return pick(beside, rang);
  // "They agree to assess: she reads me the e-mail and it is dated 13 October."
  const { last } = a.cut.sentenceSpans[own.sentence]!;
  for (let k = c + 1; k < Math.min(last, c + 4) && !hasEvents(beside, k); k++) {
    const tokens = a.cut.clauses[k]!.dateTokens.filter((d) => ownDay(s, a, d));
    if (tokens.length > 0) return pick(beside, tokens);
  }
  const came = cameLater(beside);
  return came ?? scene(beside, used) ?? leftOver(beside, used);
}

/** "Appeal (B + F) filed Fri 19.06.26": a day of its sentence that nothing else has, or that it shares with what has it. */
function leftOver(beside: Beside, used: Used): Picked | undefined {
  const { s, a, one } = beside;
  const { clauses, sentenceSpans: sentences } = a.cut;
  const { sentence } = clauses[one.candidate.clause]!;
  const { first, last } = sentences[sentence]!;
  const free: number[] = [];
  for (let k = first; k < last; k++)
    if (!hasEvents(beside, k) && !arranges(beside, k))
      free.push(...clauses[k]!.dateTokens.filter((d) => !used.has(d) && !followsFor(s, a, d)));
  const own = pick(beside, free) ?? (one.score > 0 ? undefined : pick(beside, free, true));
  if (own) return own;
  const all = clauses.slice(first, last).flatMap(({ dateTokens }) => dateTokens.filter((d) => d !== a.openingToken));
  if (all.length > 0) return all.length === 1 && one.score === 0 ? pick(beside, all) : undefined;
  // "She has applied for one. It went off on 6th July."
  const next = sentences[sentence + 1];
  if (!next || hasEvents(beside, next.first)) return undefined;
  const { dateTokens: dates, mentions } = clauses[next.first]!;
  const day = dates.find((d) => !used.has(d));
  if (day === undefined) return undefined;
  // "Did it online Tues night", "just the one day, yesterday".
  const goesOn =
    (mentions[0] && has(mentions[0].lexeme, s.names.it)) ||
    s.lex.goesOn.test(aroundDay(beside.segment, a, next.from, day, next.to));
  return goesOn ? pick(beside, [day]) : undefined;
}

/** "The response is here, mum sent it on, she got it on 6 March", "in junk!! been there since the 4th": when it came. */
function cameLater(beside: Beside): Picked | undefined {
  const { s, a, one } = beside;
  const { clause, received, frame } = one.candidate;
  if (!received && frame.role !== 'received') return undefined;
  const { clauses } = a.cut;
  const until = clauses[clause]!.sentence + 2;
  for (let k = clause + 1; k < clauses.length && clauses[k]!.sentence < until && !hasEvents(beside, k); k++) {
    const { dateTokens, mentions } = clauses[k]!;
    if (dateTokens.length !== 1) continue;
    const came = mentions.some(({ lexeme }) => has(lexeme, s.names.receives) && !has(lexeme, s.names.send));
    const day = came ? pick(beside, dateTokens) : undefined;
    return day && { ...day, received: true };
  }
  return undefined;
}

/** "So, yesterday. The mediation went ahead", "offer day was Friday. They refused": a sentence that only names the day. */
function scene(beside: Beside, used: Used): Picked | undefined {
  const { s, segment, a, one } = beside;
  const { tokens, cut } = a;
  const { sentence } = cut.clauses[one.candidate.clause]!;
  for (let k = sentence - 1; k >= Math.max(0, sentence - 4); k--) {
    const { first, last, from, to } = cut.sentenceSpans[k]!;
    const days = cut.clauses.slice(first, last).flatMap(({ dateTokens }) => dateTokens);
    const opened = days[0] === a.openingToken;
    const token = days[opened ? 1 : 0];
    if (token === undefined) continue;
    if (used.has(token)) return undefined;
    const { past } = segment.dateMentions[tokens.tokenMeanings[token]!]!;
    // "24.09.26 Went ahead Tuesday.": after the day that opens the line.
    const words = aroundDay(segment, a, opened ? a.openingToken + 1 : from, token, to);
    const isScene = s.lex.scene.test(words.replace(/^[-\s:.*|\u2013]+/, ''));
    return isScene && past !== undefined && past < segment.reference ? pick(beside, [token]) : undefined;
  }
  return undefined;
}

/** Does something else happen in a clause, that would have its day? */
function hasEvents({ s, a, one }: Beside, k: number): boolean {
  const { event } = one.candidate.frame;
  // What is open may yet be filled in from what was said before.
  const canBe = ({ open, head }: Candidate): boolean =>
    open.length === 0 ||
    (meets(head.lexeme.bits, s.lex.topicMask) && open.every(({ kind }) => kind !== 'sentence' && kind !== 'ahead'));
  // "Refused; the decision letter is dated 26 February": the same decision.
  const over = s.lex.over.get(event);
  const happens = (x: Candidate): boolean => {
    const { after, amid, planned, event: other } = x.frame;
    if (!x.free || x.doubt || after || amid || planned) return false;
    return canBe(x) && other !== event && !over?.includes(other);
  };
  return findIn(a, k, k + 1, happens) !== undefined;
}

/** The nearest clause before it in its sentence that has days: free ones, or those that it shares. */
function inPrevious(beside: Beside, used: Used): Picked | undefined {
  const { a, one } = beside;
  const c = one.candidate.clause;
  const { clauses } = a.cut;
  const { first } = a.cut.sentenceSpans[clauses[c]!.sentence]!;
  const free: number[] = [];
  for (let k = c - 1; k >= first; k--) {
    const { dateTokens } = clauses[k]!;
    if (dateTokens.length === 0) continue;
    if (!dateTokens.some((d) => used.has(d))) free.push(...dateTokens);
    else if (free.length > 0) break;
    else return shared(beside, used, k);
  }
  return free.length > 0 ? pick(beside, free) : undefined;
}

/** The day of a clause before it that something else has taken already: shared only where the words go on from it. */
function shared(beside: Beside, used: Used, k: number): Picked | undefined {
  const { s, a, one } = beside;
  const { clauses } = a.cut;
  const { clause: c, frame } = one.candidate;
  const own = clauses[c]!;
  const { dateTokens, mentions } = clauses[k]!;
  // "Decision letter yesterday, they won't assess": what is decided in it.
  const kinds = s.lex.over.get(frame.event);
  const general = dateTokens.filter((d) => kinds?.includes(used.get(d)?.candidate.frame.event ?? ''));
  if (general.length > 0) return pick(beside, general);
  // "The post brought a letter dated 19 November: the LA has decided": decided in the letter, on its day.
  const paper = (m: Mention): boolean => has(m.lexeme, s.names.letter) || has(m.lexeme, s.names.answer);
  const written = clauses.slice(k + 1, c + 1).some(({ from }) => announced(a.tokens, from)) && mentions.some(paper);
  const isOf = (d: number): boolean => ownDay(s, a, d) || entryAt(a.tokens, d - 1, s.lex)?.spelling === 'of';
  const days = written ? dateTokens.filter(isOf) : [];
  if (days.length > 0) return pick(beside, days);
  const goesOn = clauses.slice(k + 1, c + 1).every((x) => x.join !== 'but');
  const which = own.mentions.find((m) => has(m.lexeme, s.names.conjWhich))?.lexeme.spelling;
  const { ownSubject, person } = a.roles[c]!;
  const pronoun = (person && own.join === 'and') || reported(s, clauses[c - 1]!, own);
  return (goesOn && (!ownSubject || pronoun)) || which === 'when' ? pick(beside, dateTokens) : undefined;
}

/** Does a colon or a dash stand just before? */
function announced(t: Tokens, at: number): boolean {
  for (let i = at - 1; i >= Math.max(0, at - 2); i--) {
    if (t.tokenKinds[i] !== Kind.punct) continue;
    const c = t.tokenMeanings[i]!;
    return c === 0x3a || c === 0x2d || c === 0x2013 || c === 0x2014;
  }
  return false;
}

/** "Told her that we do not want to mediate": said in the telling, on its day. */
function reported(s: State, before: Clause, own: Clause): boolean {
  const tells = (m: Mention): boolean => has(m.lexeme, s.names.tell);
  // "Told the tutor on 12 May that": whatever stands between.
  if (own.mentions[0]?.lexeme.spelling === 'that') return before.mentions.some(tells);
  const last = before.mentions.findLast((m) => !meets(m.lexeme.bits, s.lex.actorMask));
  return own.join !== 'dash' && last !== undefined && tells(last);
}

/** The nearest clause after it in its sentence that has days, where they are not those of something else. */
function inNext(beside: Beside): Picked | undefined {
  const { s, segment, a, one } = beside;
  const { clause: c, frame, headPast } = one.candidate;
  const { clauses } = a.cut;
  const own = clauses[c]!;
  for (let k = c + 1; k < a.cut.sentenceSpans[own.sentence]!.last; k++) {
    const { dateTokens, join } = clauses[k]!;
    const follows = !a.roles[k]!.ownSubject && (join === 'and' || join === 'comma');
    if (dateTokens.length === 0) {
      if (!follows) return undefined;
      continue;
    }
    if (arranges(beside, k)) return undefined;
    // "9 April: appeal lodged, registered on the 17th": the line's day, and the other's own.
    const opened = join === 'comma' && segment.openingDate !== undefined && own.from <= a.openingToken + 2;
    const parted = opened && findIn(a, k, k + 1, (x) => x.free && !has(x.act.lexeme, s.names.send));
    if (hasEvents(beside, k) && (frame.planned || parted || !(follows && dateTokens.length === 1))) return undefined;
    // "Took place after all (it had been booked for 5 February)": the other is the day it was to be.
    if (headPast && followsFor(s, a, dateTokens[0]!)) return undefined;
    return pick(beside, dateTokens);
  }
  return undefined;
}

/** "Registered, hearing on 18 June": what is arranged has its own day. */
const arranges = ({ a, one }: Beside, k: number): boolean =>
  !one.candidate.frame.planned &&
  findIn(a, k, k + 1, (x) => x.free && x.frame.planned && !x.frame.after && x.open.length === 0) !== undefined;

/** "It was acknowledged on the 12th and answered, in a page that says nothing, on 6 June": the last day is the answer's. */
function comesBack({ s, a, one }: Beside): number | undefined {
  const { tokens, cut } = a;
  const { clause } = one.candidate;
  const { last } = cut.sentenceSpans[cut.clauses[clause]!.sentence]!;
  if (last - 1 === clause) return undefined;
  const token = cut.clauses[last - 1]!.dateTokens.at(-1);
  if (
    token === undefined ||
    token < 2 ||
    tokens.tokenKinds[token - 2] !== Kind.punct ||
    tokens.tokenMeanings[token - 2] !== 0x2c
  )
    return undefined;
  const before = entryAt(tokens, token - 1, s.lex);
  return before?.spelling === 'on' ? token : undefined;
}

/** "Refusal to assess. Letter dated 5 March." The next sentence holds nothing but the letter and its date. */
function inNextSentence(beside: Beside): Picked | undefined {
  const { s, segment, a, one } = beside;
  const { tokens, cut } = a;
  const { clauses } = cut;
  const c = one.candidate.clause;
  const { sentence } = clauses[c]!;
  const after = cut.sentenceSpans[sentence + 1];
  if (!after) return undefined;
  const { from, to, first, last } = after;
  const isDay = tokens.tokenKinds[from] === Kind.date;
  // "Refusal to assess. 6/5: rang mum": a day that opens what comes next.
  if (isDay && tokens.tokenMeanings[from + 1] === 0x3a) return undefined;
  // "JB, 12/3/26": who wrote the note, and when.
  if (tokens.tokenMeanings[from]! < 0 && /^[A-Z]{2,3}\b(?! [a-z])/.test(segment.text.slice(tokens.tokenStarts[from])))
    return undefined;
  // "The plan will cease as he has finished. Letter dated 5 March."
  const rest = clauses.slice(c + 1, cut.sentenceSpans[sentence]!.last);
  if (!rest.every(({ dateTokens }, i) => dateTokens.length === 0 && !hasEvents(beside, c + 1 + i))) return undefined;
  // "We've been registered! 5 January, and we have a hearing."
  const ends = from + 1 >= to || tokens.tokenKinds[from + 1] === Kind.punct;
  if (isDay && ends) return pick(beside, [from]);
  const days = ofLetter(beside, first);
  if (days.length > 0 && !hasEvents(beside, first)) return pick(beside, days);
  // "Mum has the letter here, it is dated 3 March."
  if (first + 1 >= last || clauses[first]!.dateTokens.length > 0 || !holdsLetter(s, clauses[first]!)) return undefined;
  const dated = clauses[first + 1]!.dateTokens.filter((d) => ownDay(s, a, d));
  return dated.length > 0 && !hasEvents(beside, first + 1) ? pick(beside, dated) : undefined;
}

/** "Their barrister emailed on the 5th. They are not going to contest it": said on that day. */
function toldBefore(beside: Beside, used: Used): readonly number[] {
  const { s, a, one } = beside;
  const { clause: c, frame } = one.candidate;
  const own = a.cut.clauses[c]!;
  const before = a.cut.clauses[c - 1];
  const letter =
    before && a.cut.clauses.slice(a.cut.sentenceSpans[before.sentence]!.first, c).some((x) => holdsLetter(s, x));
  const [who] = own.mentions;
  const days = before?.dateTokens.filter((d) => d !== a.openingToken);
  if (!days || before!.sentence !== own.sentence - 1 || days.length !== 1 || used.has(days[0]!)) return [];
  // "Forwarded their letter dated 23 March. They won't assess": decided in it.
  const { by, event } = frame;
  const isOther = ({ lexeme: { bits } }: Mention): boolean =>
    meets(bits, s.names.subjects) || (by !== undefined && meets(bits, s.names.officials) && !meets(bits, by.mask));
  const isOfBody = s.lex.decisions.has(event) || s.lex.bodyPapers.has(event) || s.lex.countedEvents.has(event);
  // "It is dated 11 May. It sets out the changes they want."
  const it = before!.mentions[0];
  if (isOfBody && it && has(it.lexeme, s.names.it) && ownDay(s, a, days[0]!) && !hasEvents(beside, c - 1)) return days;
  if (isOfBody && letter && !before!.mentions.some(isOther)) {
    const said = entryAt(a.tokens, days[0]! - 1, s.lex);
    const lead = said?.spelling;
    const theirs = ({ lexeme }: Mention): boolean =>
      has(lexeme, s.names.they) ||
      (meets(lexeme.bits, s.names.officials) && (by === undefined || meets(lexeme.bits, by.mask)));
    // "Ltr from Tollbury 9 Mar. They mean to change the plan."
    const told = before!.mentions.some(({ lexeme }) => has(lexeme, s.names.contact) || has(lexeme, s.names.tell));
    if (
      lead?.[0] === 'd' ||
      (!told && !said && days[0]! + 2 >= before!.to) ||
      (said && has(said, s.names.letter)) ||
      (/^(?:of|from)$/.test(lead ?? '') && before!.mentions.some(theirs))
    )
      return days;
  }
  // "It was the annual review", "she asked for one in that email".
  const isIt =
    who !== undefined && has(who.lexeme, s.names.it) && entryAt(a.tokens, own.from + 1, s.lex)?.spelling === 'was';
  if (isIt || own.mentions.some((m) => has(m.lexeme, s.names.sameas))) return days;
  if (hasEvents(beside, c - 1) || !who || s.lex.familyPapers.has(event) || !has(who.lexeme, s.names.they)) return [];
  const tells = before!.mentions.some((m) => has(m.lexeme, s.names.contact) || has(m.lexeme, s.names.tell));
  return tells && meets(a.roles[c - 1]!.by, s.names.officials) ? days : [];
}
