// What the form of an act says against it: an infinitive, an imperative, a thing being done, a question.
import type { Doubt, Match, Names } from './candidates.ts';
import type { Clause } from './clauses.ts';
import { Form, type Frame, has, isPast, type Lexicon, meets } from './lexicon.ts';
import { endOf, reached } from './match-words.ts';
import { entryAt, type Mention } from './mentions.ts';
import { Kind, type Tokens } from './tokens.ts';

/** A question that asks whether: it begins with an auxiliary or a question word, or has no day. */
export function asksBack(
  clause: Clause,
  act: Mention,
  openingToken: number,
  t: Tokens,
  lex: Lexicon,
  n: Names,
): boolean {
  // Another cell of the row may ask; this one does not.
  for (let i = act.toToken; i < clause.to; i++)
    if (t.tokenKinds[i] === Kind.punct && t.tokenMeanings[i] === 0x7c) return false;
  for (let i = clause.from; i < Math.min(clause.to, clause.from + 2); i++) {
    const e = entryAt(t, i, lex);
    if (e && (has(e, n.be) || has(e, n.did) || has(e, n.modal))) return true;
  }
  return clause.dateTokens.every((d) => d === openingToken);
}

/** What the form of the head itself says: an infinitive, a bare imperative, a thing being done. */
export function formDoubt(
  match: Match,
  act: Mention,
  clause: Clause,
  nominal: boolean,
  t: Tokens,
  lex: Lexicon,
  n: Names,
): Doubt | undefined {
  const head = act;
  if (match.frame.always) return undefined;
  // "Asked for more time to answer", "14 days to respond": the noun's spelling, but still to do.
  if (nominal)
    return willBe(match, t, lex, n)
      ? { kind: 'out', reason: 'still to come' }
      : toAnswer(match.head, t, lex, n)
        ? { kind: 'plan', reason: 'still to be done' }
        : undefined;
  const f = head.lexeme.forms;
  // "Going to the Ombudsman next": not "the council is going to assess".
  if ((f & Form.ing) !== 0 && has(head.lexeme, n.will) && has(head.lexeme, n.send) && !asksAgreed(match.frame, n))
    return { kind: 'plan', reason: `"${head.lexeme.spelling}" is still to be done` };
  const text = head.lexeme.spelling;
  // "To put it in": the same spelling as the past, but still to do.
  const both =
    (f & Form.past) !== 0 &&
    (f & Form.base) !== 0 &&
    head.fromToken > 0 &&
    has(entryAt(t, head.fromToken - 1, lex) ?? head.lexeme, n.infinitives);
  if ((f & (Form.past | Form.s)) !== 0 && !both) return undefined;
  if ((f & Form.base) !== 0) {
    for (let i = head.fromToken - 1; i >= Math.max(clause.from, head.fromToken - 2); i--) {
      const e = entryAt(t, i, lex);
      if (e && has(e, n.infinitives) && (meets(head.lexeme.bits, n.says) || text.startsWith('say '))) {
        // "Rang to complain", "wrote to ask for": said in the doing.
        if (reached(clause, n, head.fromToken)) return undefined;
      }
      // "Asked on the 6th to go to stage 2": said in the asking.
      if (e && has(e, n.infinitives) && has(head.lexeme, n.escalate) && asked(clause, head, n)) return undefined;
      if (
        e &&
        has(e, n.infinitives) &&
        !has(head.lexeme, n.send) &&
        match.used.some((m) => m !== head && m.toToken <= head.fromToken && head.fromToken - m.toToken <= 2)
      ) {
        // "Decided not to amend": the words before are the decision.
        return undefined;
      }
      if (e && has(e, n.infinitives)) return { kind: 'plan', reason: `"to ${text}" is still to be done` };
      if (e && has(e, n.did)) return undefined;
    }
    const before = clause.mentions.filter((m) => m.fromToken < head.fromToken).at(-1);
    // "Will not amend": the words before say that it is refused.
    if (before && match.used.includes(before) && has(before.lexeme, n.refuse)) return undefined;
    // "They'd send it out": they would.
    if (before?.toToken === head.fromToken && /^(?:they|s?he)d$/.test(before.lexeme.spelling))
      return { kind: 'plan', reason: 'still to be done' };
    const told =
      before &&
      (has(before.lexeme, n.pronoun) || meets(before.lexeme.bits, lex.actorMask) || has(before.lexeme, n.will));
    if (!told && !match.used.some((m) => m !== head && isPast(m.lexeme))) {
      return { kind: 'out', reason: `"${text}" reads as something to do`, soft: true };
    }
    return undefined;
  }
  if ((f & (Form.ing | Form.other)) === Form.ing && !has(head.lexeme, n.ingOk)) {
    if (clause.mentions.some((m) => m.fromToken < head.fromToken && isPast(m.lexeme))) return undefined;
    // "Letter asking for the file went on 21 May": asked in the sending.
    if (meets(head.lexeme.bits, n.says) && reached(clause, n, undefined, head.fromToken + 1)) return undefined;
    // "Letter declining to reinstate, dated 19 March", "email to school asking for": the letter does it.
    const requests = has(head.lexeme, n.request);
    if (
      clause.mentions.some(
        (m) => (m.toToken === head.fromToken || (requests && m.toToken < head.fromToken)) && has(m.lexeme, n.letter),
      )
    )
      return undefined;
    return { kind: 'out', reason: `"${text}" is being done, not done` };
  }
  return undefined;
}

const asksAgreed = ({ anchor, needs }: Frame, n: Names): boolean =>
  anchor.tags.includes(n.agree) || needs.some(({ tags }) => tags.includes(n.agree));

const asked = (clause: Clause, { fromToken }: Mention, n: Names): boolean =>
  clause.mentions.some((m) => m.fromToken < fromToken && isPast(m.lexeme) && has(m.lexeme, n.requestVerb));

/** "The reply will take 40 days", "a SAR would show it": the answer of which it is said has not come. */
function willBe({ used, head }: Match, t: Tokens, lex: Lexicon, n: Names): boolean {
  const last = endOf(used);
  const next = has(head.lexeme, n.answer) && last < t.count ? entryAt(t, last, lex) : undefined;
  return next !== undefined && (/^(?:will|would)\b/.test(next.spelling) || has(next, n.modal));
}

/** "To answer", "to reply": a verb that is spelt like a noun. */
function toAnswer(head: Mention, t: Tokens, lex: Lexicon, n: Names): boolean {
  if (!has(head.lexeme, n.answer) || (head.lexeme.forms & Form.base) === 0 || head.toToken - head.fromToken !== 1)
    return false;
  const before = entryAt(t, head.fromToken - 1, lex);
  return before !== undefined && has(before, n.infinitives);
}
