// What an act is about is not what happened: "appeal lodged against the refusal to assess", "complaint about the decision
// not to amend sent". The words of such a decision are taken out, so that they are neither an event of that day nor
// keep the act from being one. A decision with a day of its own ("the refusal of 3 May") stays, as a clause of its own.
import { has, isPast, type Lexicon } from './lexicon.ts';
import type { Mention } from './mentions.ts';
import { Kind, type Tokens } from './tokens.ts';

const about = /^(?:against|about|abt|re|regarding|concerning|over|for|reconsider)$/;
const decided = /^(?:refusal|decision|rejection|failure)/;
const dated = /^(?:of|dated|from)$/;
const joins = /^(?:and|but|so|which|then)$/;
const acts =
  'appeal complaint complain mediation med hearing cert irp transportappeal admissionappeal reconsider'.split(' ');

/**
 * The mentions without those of a decision that an appeal, a complaint or a mediation is about. `cuts` is given the
 * tokens where a decision with a day of its own begins.
 */
export function withoutTalkedOf(
  t: Tokens,
  mentions: readonly Mention[],
  lex: Lexicon,
  cuts: Set<number>,
): readonly Mention[] {
  const word = (i: number): string =>
    t.tokenKinds[i] === Kind.word && t.tokenMeanings[i]! >= 0 ? lex.wordTexts[t.tokenMeanings[i]!]! : '';
  const tags = acts.map((tag) => lex.tagIds.get(tag) ?? -1);
  let isAct = false;
  let seen = 0;
  let gone = 0;
  const out: Mention[] = [];
  for (const mention of mentions) {
    const { lexeme, fromToken, toToken } = mention;
    // What stands behind a mark or an "and" is talked of by itself: "mediation refused, letter re the refusal".
    for (; seen <= fromToken; seen++) if (t.tokenKinds[seen] === Kind.punct || joins.test(word(seen))) isAct = false;
    if (fromToken < gone) continue;
    let at = fromToken;
    if (isAct && decided.test(word(fromToken))) while (at > fromToken - 4 && !about.test(word(at))) at--;
    if (at < fromToken && about.test(word(at))) {
      gone = endOf(t, mentions, toToken, word);
      const day = t.tokenKinds[gone] === Kind.punct ? gone + 1 : gone;
      if (dated.test(word(day)) && t.tokenKinds[day + 1] === Kind.date) {
        gone = 0;
        cuts.add(at);
      } else {
        while (out.at(-1)!.fromToken > at) out.pop();
        continue;
      }
    }
    isAct ||= tags.some((tag) => has(lexeme, tag));
    out.push(mention);
  }
  return out;
}

/** The token behind what was decided: a mark, a day, a joining word or something that was done. */
function endOf(t: Tokens, mentions: readonly Mention[], from: number, word: (i: number) => string): number {
  for (let i = from; ; i++) {
    const isDay = t.tokenKinds[i + 1] === Kind.date && dated.test(word(i));
    if (t.tokenKinds[i] !== Kind.word || isDay || joins.test(word(i))) return i;
    if (mentions.some((mention) => mention.fromToken === i && isPast(mention.lexeme))) return i;
  }
}
