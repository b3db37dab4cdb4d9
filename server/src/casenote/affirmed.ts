// A doubt that the next words answer: "asked whether it was lodged: yes, on 3 March", "she would appeal if they refused; they
// did, 2 March", "agreed to send them round and did so on 2 March". It happened, on the day of the answer.
import type { Ground, Match } from './candidates.ts';
import { factsOf, has } from './lexicon.ts';
import { endOf } from './match-words.ts';
import { entryAt } from './mentions.ts';
import { Kind } from './tokens.ts';

/**
 * The token of the day on which what a doubted match tells of is then said to have happened; or undefined. What was
 * `denied` takes a "but": "nobody thought that it would, but it did". What was only prepared takes words that send it,
 * anywhere after the word that prepares it (`drafted`, its token).
 */
export function affirmedOn(
  { used }: Match,
  sentence: number,
  g: Ground,
  denied: boolean,
  drafted?: number,
): number | undefined {
  const { sentenceSpans: sentences } = g.cut;
  const from = drafted ?? endOf(used);
  const to = Math.min((sentences[sentence + 1] ?? sentences[sentence]!).to, from + (drafted === undefined ? 18 : 30));
  // Most have no day behind them, and need no closer look.
  let day = from;
  while (day < to && g.t.tokenKinds[day] !== Kind.date) day++;
  if (day >= to) return undefined;
  const words = plainly(from, to, g);
  const found = (drafted === undefined ? g.lex.answered : g.lex.sentOff).exec(words);
  if (!found || (denied && !/[bt]/.test(found[1]!))) return undefined;
  return from + words.slice(0, found[0].lastIndexOf('#')).split(' ').length - 1;
}

/** Tokens as the patterns of triggers.yaml see them: known words and marks, "@" doers (not "they") and articles, "#" days, "_" the rest. */
export function plainly(from: number, to: number, { t, lex, names }: Ground): string {
  const words: string[] = [];
  for (let i = from; i < to; i++) {
    const e = entryAt(t, i, lex);
    words.push(
      t.tokenKinds[i] === Kind.punct
        ? String.fromCharCode(t.tokenMeanings[i]!)
        : t.tokenKinds[i] === Kind.date
          ? '#'
          : e && (has(e, names.det) || (factsOf(e, lex).actor && !has(e, names.pronoun)))
            ? '@'
            : (lex.wordTexts[t.tokenMeanings[i]!] ?? '_'),
    );
  }
  return words.join(' ');
}
