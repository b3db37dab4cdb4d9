// Whether a noun without an act stands free enough to tell of an event.
import { objectOf } from './background.ts';
import type { Match, Names } from './candidates.ts';
import type { Clause } from './clauses.ts';
import { saysIts } from './date-use.ts';
import { Form, factsOf, has, isPast, type Lexicon, meets } from './lexicon.ts';
import { datedAfter, endOf, isVerb } from './match-words.ts';
import { entryAt, type Mention } from './mentions.ts';
import { Kind, type Tokens } from './tokens.ts';

/**
 * May a noun without an act stand for the event? Where a day is written beside it, or where it stands alone as a log
 * line does; not as the topic of something else ("rang about the refusal letter").
 */
export function standsFree(
  match: Match,
  clause: Clause,
  t: Tokens,
  lex: Lexicon,
  n: Names,
  role: string,
  openingToken: number,
): boolean {
  const first = Math.min(...match.used.map((m) => m.fromToken));
  const last = endOf(match.used);
  if (role === 'heading') return false;
  const next = last < clause.to ? entryAt(t, last, lex) : undefined;
  if (
    last < clause.to &&
    t.tokenKinds[last] === Kind.word &&
    t.tokenMeanings[last]! < 0 &&
    t.tokenEnds[last]! - t.tokenStarts[last]! > 4 &&
    t.ed[last] === 1
  )
    return false;
  if (next && isVerb(next.forms) && isPast(next) && !has(next, n.receives)) return false;
  if (next && (has(next, n.aboutVerb) || has(next, n.modal) || has(next, n.will))) return false;
  if (lex.meetings.has(match.frame.event) && isLabel(last, clause, t, lex)) return false;
  // "Report to go to the council by 14 May".
  if (next && has(next, n.infinitives)) {
    const then = clause.mentions.find((m) => m.fromToken === last + 1);
    if (then && (then.lexeme.forms & Form.base) !== 0) return false;
  }
  // A day right after it, over "dated", "on", "of", a bracket or a dash.
  const object = objectOf(clause, first, t, lex, n);
  for (let i = last; i < Math.min(clause.to, last + 4); i++) {
    if (t.tokenKinds[i] === Kind.date) {
      if (!object || datedAfter(match, clause, t, lex, n)) return true;
      break;
    }
    if (t.tokenKinds[i] === Kind.word) {
      const e = entryAt(t, i, lex);
      // "The certificate is dated the 8th."
      const says = e !== undefined && i === last && has(e, n.be) && datedAfter(match, clause, t, lex, n);
      // "She is sure that the certificate says 25 February".
      const bears = e !== undefined && t.tokenKinds[i + 1] === Kind.date && saysIts.has(e.spelling);
      if (
        !e ||
        !(
          says ||
          (bears && !lex.meetings.has(match.frame.event)) ||
          has(e, n.dated) ||
          has(e, n.det) ||
          has(e, n.prepRef) ||
          has(e, n.prepTo)
        )
      )
        break;
    }
  }
  // "The letter of 5 June is a refusal to assess."
  if (isWhatItIs(first, clause, t, lex, n)) return true;
  // Nothing before it but a day, an article, a doer or a mark.
  let strangers = 0;
  let begin = clause.from;
  for (let i = clause.from; i < first; i++) {
    // "RE: final plan": what an e-mail is about.
    const e = i > clause.from ? entryAt(t, i - 1, lex) : undefined;
    if (t.tokenKinds[i] === Kind.punct && !(e && has(e, n.topicPrep))) begin = i + 1;
  }
  for (let i = begin; i < first; i++) {
    // "T's review meeting, all there": whose it is.
    if (t.tokenKinds[i] !== Kind.word || (t.possessive[i] === 1 && lex.meetings.has(match.frame.event))) continue;
    const e = entryAt(t, i, lex);
    if (e && (has(e, n.det) || (e.spelling === 'and' && match.frame.planned) || meets(e.bits, lex.actorMask))) continue;
    if (e && (has(e, n.prepRef) || has(e, n.prepTo) || has(e, n.prepFrom)))
      return enclosing.has(e.spelling) && clause.mentions.some((m) => m.fromToken < i && has(m.lexeme, n.letter));
    strangers++;
  }
  if (strangers > 1) return false;
  let words = 0;
  for (let i = begin; i < first; i++) if (t.tokenKinds[i] === Kind.word) words++;
  for (let i = last; i < clause.to && t.tokenKinds[i] !== Kind.punct; i++) {
    // "FOI to the council re ...": however much it is about.
    const e = entryAt(t, i, lex);
    if (e && has(e, n.topicPrep)) break;
    if (t.tokenKinds[i] === Kind.word) words++;
  }
  const hasDay = clause.dateTokens.some((d) => d !== openingToken);
  if (hasDay) return strangers === 0 || words <= 4;
  return strangers === 0 && words <= 5;
}

/** "Early review: Dad asked for one": what the rest is about; not "AR: held at school", "AR: 3 May". */
function isLabel(last: number, clause: Clause, t: Tokens, lex: Lexicon): boolean {
  if (last >= clause.to || t.tokenKinds[last] !== Kind.punct || t.tokenMeanings[last] !== 0x3a) return false;
  const act = clause.mentions.find((m) => m.fromToken > last && isVerb(m.lexeme.forms));
  return (
    act !== undefined &&
    !has(act.lexeme, lex.tagIds.get('hold')!) &&
    clause.dateTokens.every((d) => d < last || d > act.fromToken)
  );
}

/** "Letter dated 2 December with the notice": what comes with a letter comes on its day. */
const enclosing: ReadonlySet<string> = new Set(['with', 'w', 'enclosing', 'containing', 'attaching']);

/** A noun after "is a": what the letter, or "it", is. */
function isWhatItIs(first: number, clause: Clause, t: Tokens, lex: Lexicon, n: Names): boolean {
  let at = first - 1;
  let e = at >= clause.from ? entryAt(t, at, lex) : undefined;
  if (!e || !has(e, n.det)) return false;
  at--;
  e = at >= clause.from ? entryAt(t, at, lex) : undefined;
  if (!e || !has(e, n.be)) return false;
  return clause.mentions.some(
    (m) => m.fromToken < at && (has(m.lexeme, n.letter) || has(m.lexeme, n.answer) || has(m.lexeme, n.it)),
  );
}

/** "Panel: no.", "not upheld this time": the last words of a clause that speaks of nothing else. */
export function standsAlone({ used }: Match, clause: Clause, t: Tokens, lex: Lexicon, n: Names): boolean {
  if (countWords(t, clause) > 6) return false;
  const last = endOf(used);
  for (let i = clause.from; i <= last && i < t.count; i++) {
    if (t.tokenKinds[i] !== Kind.word) continue;
    const m = clause.mentions.find(({ fromToken, toToken }) => fromToken <= i && i < toToken);
    // Words that nothing is known of may be what it is about.
    if (!m || (i === last && !has(m.lexeme, n.tail) && !isItOrDay(i, m, used, t, n))) return false;
  }
  return clause.mentions.every((m) => {
    const { subject, actor } = factsOf(m.lexeme, lex);
    const isNamed = subject || ((m.lexeme.forms & Form.noun) !== 0 && !actor);
    return !isNamed || used.includes(m) || has(m.lexeme, n.letter) || has(m.lexeme, n.answer);
  });
}

/** "Submitted on 2 February", "sent it". */
const isItOrDay = (i: number, { lexeme }: Mention, used: readonly Mention[], t: Tokens, n: Names): boolean =>
  has(lexeme, n.prepRef)
    ? t.tokenKinds[i + 1] === Kind.date
    : has(lexeme, n.it) && used.some((u) => has(u.lexeme, n.send));

export function countWords(t: Tokens, clause: Clause): number {
  let n = 0;
  for (let i = clause.from; i < clause.to; i++) if (t.tokenKinds[i] === Kind.word) n++;
  return n;
}
