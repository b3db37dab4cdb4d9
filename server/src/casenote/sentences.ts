// Where sentences end in text that people type: full stops that are none (titles, abbreviations), lines that end without
// one, arrows, rows of exclamation marks.
import type { Patterns } from './lexicon-data.ts';
import { Kind, type Tokens } from './tokens.ts';

/** Where sentences end: token index after the mark. */
export function sentenceEnds(t: Tokens, text: string, lex: Patterns): { end: number; question: boolean }[] {
  const out: { end: number; question: boolean }[] = [];
  for (let i = 0; i < t.count; i++) {
    if (i > 0 && t.tokenKinds[i] !== Kind.punct && lineEndsBefore(t, i, text)) {
      if (out.at(-1)?.end !== i) out.push({ end: i, question: false });
    }
    if (t.tokenKinds[i] !== Kind.punct) continue;
    const c = t.tokenMeanings[i]!;
    // An arrow leads to the next thing, a dot in the middle parts two.
    if (
      c === 0x2192 ||
      c === 0xb7 ||
      (c === 0x3e &&
        i > 0 &&
        (t.tokenKinds[i - 1] === Kind.date ||
          (t.tokenMeanings[i - 1] === 0x2d && t.tokenKinds[i - 1] === Kind.punct))) ||
      // "registered // HD 22/9"
      (c === 0x2f &&
        t.tokenMeanings[i + 1] !== c &&
        (t.tokenKinds[i - 1] === Kind.date ||
          (t.tokenKinds[i - 1] === Kind.punct && (t.tokenMeanings[i - 1] === c || t.tokenMeanings[i - 1]! > 0x2700))))
    ) {
      out.push({ end: i + 1, question: false });
      continue;
    }
    if (c !== 0x2e && c !== 0x21 && c !== 0x3f && c !== 0x3b && c !== 0x2026) continue;
    // "By phone!, 16/4".
    if (c === 0x21 && t.tokenMeanings[i + 1] === 0x2c && t.tokenKinds[i + 1] === Kind.punct) continue;
    if (c === 0x2e) {
      const at = t.tokenStarts[i]!;
      if (/[^\s")*\u201d._]/.test(text.charAt(at + 1))) continue;
      if (i > 0 && t.tokenKinds[i - 1] === Kind.word) {
        const word = text
          .slice(t.tokenStarts[i - 1], t.tokenEnds[i - 1])
          .toLowerCase()
          .replace(/['\u2019]/g, '');
        if (lex.courtesy.test(word)) continue;
        // "Recd. by post", "J. has", "barred R.M. from": no end before a small letter.
        if ((lex.abbreviated.test(word) || /^\w(\.\w)*$/.test(word)) && !/^\.\s+[A-Z]/.test(text.slice(at, at + 12)))
          continue;
      }
    }
    // "!!", "...": one end, not two.
    if (c !== 0x3f && i > 0 && t.tokenKinds[i - 1] === Kind.punct && out.at(-1)?.end === i) {
      out.at(-1)!.end = i + 1;
      continue;
    }
    const double = c === 0x3f && text.charCodeAt(t.tokenStarts[i]! + 1) === 0x3f;
    if (c === 0x3f && i > 0 && t.tokenKinds[i - 1] === Kind.punct && t.tokenMeanings[i - 1] === 0x3f) {
      const last = out.at(-1);
      if (last) last.end = i + 1;
      continue;
    }
    out.push({ end: i + 1, question: c === 0x3f && !double });
  }
  if (out.at(-1)?.end !== t.count) out.push({ end: t.count, question: false });
  return out;
}

/** A short line followed by a line that begins like a sentence ends one, full stop or not. */
function lineEndsBefore(t: Tokens, i: number, text: string): boolean {
  let lineEnd = t.tokenEnds[i - 1]!;
  const to = t.tokenStarts[i]!;
  while (lineEnd < to && text.charCodeAt(lineEnd) !== 0x0a) lineEnd++;
  if (lineEnd >= to) return false;
  const lineStart = text.lastIndexOf('\n', lineEnd - 1) + 1;
  const first = text.charCodeAt(t.tokenStarts[i]!);
  return lineEnd - lineStart < 68 && first >= 0x41 && first <= 0x5a;
}
