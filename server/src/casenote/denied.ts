// Denials that stand not before the act but elsewhere: a form's answer, a label's, words behind that take it back, and the next
// sentence.
import { plainly } from './affirmed.ts';
import type { Doubt, Ground, Match } from './candidates.ts';
import type { Clause } from './clauses.ts';
import { type Entry, factsOf, isPast, type Lexicon } from './lexicon.ts';
import { endOf, holds } from './match-words.ts';
import { entryAt, type Mention } from './mentions.ts';
import { Kind, type Tokens } from './tokens.ts';

/** "Certificate: not unless it fails", "Final: no sign", "Appeal: mum says none has been made": a label, and that there is none. */
export function deniedHere(
  { used }: Match,
  act: Mention,
  { dateTokens, sentence }: Clause,
  bare: boolean,
  g: Ground,
): Doubt | undefined {
  const from = endOf(used);
  const back = takenBack(from, act, sentence, g);
  if (back) return denial(back, from);
  if (g.t.tokenKinds[from] !== Kind.punct || dateTokens.some((d) => d >= from)) return undefined;
  const found = g.lex.denied.exec(plainly(from, Math.min(g.cut.sentenceSpans[sentence]!.to, from + 14), g));
  // "Decision: no" is one; "Decision letter: none received" is none.
  if (holds(used, g.names.answer) && !(found && g.lex.noneCame.test(found[0]))) return undefined;
  // "Appeal lodged? No": a form's answer.
  return bare || found?.[2] ? denial(found, from) : undefined;
}

/** "Appeal lodged: N", "Hearing held: ____": a form's label, answered with no or not at all. */
export function inForm({ used, open }: Match, clause: Clause, { t, cut, lex, names: n }: Ground): Doubt | undefined {
  const first = used[0]!.fromToken;
  for (const { from, to, said } of cut.unanswered) {
    // "Draft issued: N, wk 16 gone": not what the label names.
    const goesOn =
      open.length > 0 &&
      clause.dateTokens.length === 0 &&
      first >= to &&
      cut.sentenceSpans[clause.sentence]!.from <= from;
    if (!goesOn && (first < from || first >= to)) continue;
    // "The council refused to assess:" is a sentence, and its reasons follow.
    if (said.endsWith(':') && labelHas(from, to, t, lex, (e) => factsOf(e, lex).actor)) continue;
    const acts = goesOn || labelHas(from, to, t, lex, isPast);
    // "Decision: no", "Request for assessment: no": the answer is what was decided, unless the label tells of an act.
    if (!acts && (holds(used, n.answer) || used.some((m) => m.fromToken >= to))) continue;
    return { kind: 'out', reason: `"${said}" says that it has not happened`, at: first, direct: true };
  }
  return undefined;
}

function labelHas(from: number, to: number, t: Tokens, lex: Lexicon, test: (e: Entry) => boolean): boolean {
  for (let i = from; i < to; i++) {
    const e = entryAt(t, i, lex);
    if (e && test(e)) return true;
  }
  return false;
}

/** "They say that they sent it, but they did not", "he was suspended; he never was": said in the same sentence. */
function takenBack(from: number, act: Mention, sentence: number, g: Ground): RegExpExecArray | undefined {
  const { t, lex } = g;
  const { to } = g.cut.sentenceSpans[sentence]!;
  for (let i = from; i < to && i < from + 12; i++) {
    const value = t.tokenMeanings[i]!;
    const isBut = t.tokenKinds[i] === Kind.word ? lex.wordTexts[value] === 'but' : isBreak(t.tokenKinds[i]!, value);
    if (!isBut) continue;
    const found = lex.takesBack.exec(plainly(i + 1, Math.min(to, i + 16), g));
    if (found && isSaid(found, sentence, act, g)) return found;
  }
  return undefined;
}

/** A semicolon, a bracket that opens, a dash. */
const isBreak = (kind: number, mark: number): boolean =>
  kind === Kind.punct && ';(-\u2013\u2014'.includes(String.fromCharCode(mark));

const denial = (found: RegExpExecArray | null, at: number): Doubt | undefined =>
  found ? { kind: 'out', reason: `"${found[0]}" says that it did not happen`, at, direct: true } : undefined;

/**
 * "SEND4A with P, two hours. Not sent.": the next sentence says that the thing named here has not gone; "it went on the
 * 9th. It did not.": it takes back what was said.
 */
export function deniedNext(act: Mention, index: number, bare: boolean, g: Ground): Doubt | undefined {
  const { lex, cut } = g;
  const next = cut.clauses[index + 1];
  const { sentence } = cut.clauses[index]!;
  if (!next || next.sentence === sentence || next.dateTokens.length > 0) return undefined;
  let found = g.denials[index];
  if (found === undefined) {
    const { to } = cut.sentenceSpans[next.sentence]!;
    // No longer one can be such a sentence.
    const words = next.to - next.from > 14 ? undefined : plainly(next.from, next.to, g);
    found = words === undefined ? null : lex.denied.exec(words);
    if (!found?.[1] && to - next.from <= 24)
      found = lex.takesBack.exec(words !== undefined && to === next.to ? words : plainly(next.from, to, g)) ?? found;
    g.denials[index] = found;
  }
  return found && (bare || found[1] || found.groups?.heard) && isSaid(found, sentence, act, g)
    ? denial(found, next.from)
    : undefined;
}

/** "They got that wrong" takes back what somebody said, not what a body decided: do words of saying stand before the act? */
const isSaid = (found: RegExpExecArray, sentence: number, act: Mention, g: Ground): boolean =>
  !found.groups?.heard || g.lex.hearsay.test(plainly(g.cut.sentenceSpans[sentence]!.from, act.fromToken, g));
