// English as far as the lexicon needs it: the regular forms of verbs and nouns, alternatives in brackets, and the
// spelling under which words are looked up. Pure.
import { wordSet } from './dates/chars.ts';

const vowel = /[aeiou]/;

/** Regular past, -ing and -s of an English verb. */
export function inflect(base: string): { past: string; ing: string; s: string } {
  const last = base.at(-1)!;
  const before = base.at(-2) ?? '';
  const s = /(?:s|x|z|ch|sh|o)$/.test(base)
    ? `${base}es`
    : last === 'y' && !vowel.test(before)
      ? `${base.slice(0, -1)}ies`
      : `${base}s`;
  if (last === 'e') {
    const stem = base.endsWith('ee') ? base : base.slice(0, -1);
    return { past: `${base}d`, ing: `${base.endsWith('ee') ? base : stem}ing`, s };
  }
  if (last === 'y' && !vowel.test(before)) return { past: `${base.slice(0, -1)}ied`, ing: `${base}ing`, s };
  const doubles = doubling.has(base) || (base.length <= 4 && /[^aeiou][aeiou][bdgmnprt]$/.test(base));
  const stem = doubles ? base + last : base;
  return { past: `${stem}ed`, ing: `${stem}ing`, s };
}

const doubling = wordSet('submit permit refer confer admit concur transfer pop ship plan');

/** Lower case, apostrophes gone, anything else that is no letter or digit a space: as the tokeniser reads words. */
export function normalisePhrase(phrase: string): string[] {
  return phrase
    .toLowerCase()
    .replace(/['\u2019]s\b/g, '')
    .replace(/['\u2019]/g, '')
    .replace(/&/g, ' and ')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

const notPlural = wordSet('was has does this goes less says always');

export function plural(word: string): string {
  if (/(?:s|x|z|ch|sh)$/.test(word)) return `${word}es`;
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  return `${word}s`;
}

/** Alternatives in a phrase: `(the|a) form (is|has gone) in` gives each spelling; an empty one leaves the word out. */
export function spellOut(phrase: string): string[] {
  const m = /\(([^()]*)\)/.exec(phrase);
  if (!m) return [phrase];
  return m[1]!
    .split('|')
    .flatMap((a) => spellOut(`${phrase.slice(0, m.index)}${a}${phrase.slice(m.index + m[0].length)}`));
}

/** "Children's services" is read without its possessive s: a phrase of several words is known both ways. */
export function withoutPossessives(words: readonly string[]): string[][] {
  const spellings: string[][] = [];
  for (let i = 0; i < words.length - 1; i++) {
    const w = words[i]!;
    if (w.length > 3 && w.endsWith('s') && !w.endsWith('ss') && !notPlural.has(w)) {
      spellings.push([...words.slice(0, i), w.slice(0, -1), ...words.slice(i + 1)]);
    }
  }
  return spellings;
}

/** What is left of "she'll", "he'll", "we'll", "I'll" without the apostrophe: all of them words of their own. */
export const clipped: ReadonlySet<string> = new Set(['shell', 'hell', 'well', 'ill']);

/** Does what stands round a phrase decide whether it is read at all? */
export function isGuarded(words: readonly string[]): boolean {
  const text = words.join(' ');
  const last = words.at(-1);
  return (
    text === 'reg' ||
    text === 'pip' ||
    text === 'fte' ||
    last === 'in' ||
    (words.length === 2 && (last === 'no' || last === 'to')) ||
    clipped.has(text)
  );
}
