// Small questions about the words that fill a frame: which of them is the act, where the last of them ends.
import type { Match, Names } from './candidates.ts';
import type { Clause } from './clauses.ts';
import { Form, has, isPast, type Lexicon, meets } from './lexicon.ts';
import { entryAt, type Mention } from './mentions.ts';
import { Kind, type Tokens } from './tokens.ts';

export const isVerb = (f: number): boolean =>
  (f & Form.past) !== 0 || ((f & (Form.base | Form.s | Form.ing)) !== 0 && (f & Form.noun) === 0);

/** Was somebody written to or rung, or something sent, in this clause before the token `to`, or from `from` on? */
export const reached = ({ mentions }: Clause, n: Names, to = Number.POSITIVE_INFINITY, from = 0): boolean =>
  mentions.some((m) => m.fromToken >= from && m.fromToken < to && isPast(m.lexeme) && meets(m.lexeme.bits, n.reaches));

/** The verb among the words used: a past one before any other. */
export function actOf(used: readonly Mention[]): Mention | undefined {
  let act: Mention | undefined;
  for (let i = 0; i < used.length; i++) {
    const { forms } = used[i]!.lexeme;
    if ((forms & Form.past) !== 0) return used[i];
    if (!act && isVerb(forms)) act = used[i];
  }
  return act;
}

export function holds(used: readonly Mention[], tag: number): boolean {
  for (let i = 0; i < used.length; i++) if (has(used[i]!.lexeme, tag)) return true;
  return false;
}

/** Where the last of some words ends. */
export function endOf(used: readonly Mention[]): number {
  let end = 0;
  for (let i = 0; i < used.length; i++) end = Math.max(end, used[i]!.toToken);
  return end;
}

/** One of the words but the act stands at most `within` tokens after; a subject, where `n` is given. */
export function follows(used: readonly Mention[], act: Mention, after: number, within: number, n?: Names): boolean {
  for (const m of used) {
    if (m === act || m.fromToken < after || m.fromToken - after > within) continue;
    if (!n || meets(m.lexeme.bits, n.subjects)) return true;
  }
  return false;
}

export function hasOther(dates: readonly number[], than: number): boolean {
  for (let i = 0; i < dates.length; i++) if (dates[i] !== than) return true;
  return false;
}

/** "the decision dated 17 November": the noun has its own day, whatever is said about it. */
export function datedAfter(match: Match, clause: Clause, t: Tokens, lex: Lexicon, n: Names): boolean {
  const last = endOf(match.used);
  for (let i = last; i < Math.min(clause.to - 1, last + 3); i++) {
    const e = entryAt(t, i, lex);
    if (!e || !has(e, n.dated)) continue;
    const next = t.tokenKinds[i + 1] === Kind.word && i + 2 < clause.to ? entryAt(t, i + 1, lex) : undefined;
    // "dated the 8th"
    if (t.tokenKinds[next && has(next, n.det) ? i + 2 : i + 1] === Kind.date) return true;
  }
  return false;
}
