// Signs for words: "mum > LA: request", "SAR → LA 8/6", "answer ← school 9/6", "reply ✘". Between dated steps an arrow
// parts sentences ("RTA 3/5 → appeal 4/6"; sentences.ts).
import { Form, type Lexicon, meets } from './lexicon.ts';
import { isCross } from './line-marks.ts';
import { entryAt } from './mentions.ts';
import { Kind, type Tokens } from './tokens.ts';
import { lookUp } from './word-lookup.ts';

/** Reads crosses as "not", and an arrow that points at somebody who does nothing next as "to" or "from". */
export function readSigns(t: Tokens, lex: Lexicon): void {
  const says = (i: number, word: string): void => {
    t.tokenKinds[i] = Kind.word;
    t.tokenMeanings[i] = lookUp(word, lex);
  };
  for (let i = 1; i < t.count; i++) {
    const c = t.tokenMeanings[i]!;
    if (t.tokenKinds[i] !== Kind.punct || (c < 0x2190 && c !== 0x3e)) continue;
    if (isCross(String.fromCharCode(c), 0)) says(i, 'not');
    const isBack = c === 0x2190;
    if ((c !== 0x2192 && c !== 0x3e && !isBack) || t.tokenKinds[i - 1] !== Kind.word) continue;
    const next = entryAt(t, i + 1, lex);
    // "Appeal → by 15/7": what is to be done.
    if (next?.spelling === 'by') t.tokenMeanings[i] = 0x2d;
    // "RTA → mum rang Global": the next step.
    else if (
      next &&
      meets(next.bits, lex.actorMask) &&
      ((entryAt(t, i + 2, lex)?.forms ?? 0) & (Form.past | Form.s)) === 0
    )
      says(i, isBack ? 'from' : 'to');
  }
}
