// How like a sentence is to those that advisers wrote of each event: a linear scorer over its words, trained on lines by
// many hands (scripts/train-likeness.mts). It has a say only where the frames found nothing in a sentence, and names the
// words that weighed most. Pure: the weights are data, passed in.
import type { Lexicon, Likeness, PackedLikeness } from './lexicon.ts';
import type { Mention } from './mentions.ts';
import { Kind, type Tokens } from './tokens.ts';
import { hashPrime, hashWord } from './word-lookup.ts';

/** Makes the scorer ready for sentences read with `lex`. */
export function unpackLikeness(packed: PackedLikeness, lex: Lexicon): Likeness {
  const bytes = Uint8Array.from(atob(packed.weights), (c) => c.charCodeAt(0));
  const at = new Map<number, number>();
  let feature = 0;
  for (let i = 0; i < bytes.length; i += 1 + bytes[i]! * 2) {
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[i++]!;
      feature += (byte & 127) << shift;
      if (byte < 128) break;
    }
    at.set(feature, i);
  }
  return {
    ...packed,
    at,
    bytes,
    words: new Int32Array(lex.wordTexts.length),
    tags: new Int32Array(lex.tagNames.length),
  };
}

/** Numbers of 22 bits: of two hundred words that mean nothing here, fewer than one is taken for a known one. */
const asFeature = (hash: number): number => (hash ^ (hash >>> 15)) & 0x3fffff;

/** Two features in a row. */
const pair = (a: number, b: number): number =>
  asFeature(Math.imul(a ^ 0x5bd1e995, hashPrime) ^ Math.imul(b, 0x27d4eb2d));

/** A word without its commonest endings, in small letters, without apostrophes. */
function ofWord(word: string): number {
  const ending = /(?:ing|ed|es|s)$/.exec(word);
  return asFeature(hashWord(ending && ending.index > 2 ? word.slice(0, ending.index) : word)) || 1;
}

const named = asFeature(hashWord('@'));
const dated = asFeature(hashWord('#d'));
const numbered = asFeature(hashWord('#n'));

/** The features of a sentence: tokens `from` to `to` (exclusive), in which `mentions` stand. */
export function featuresOf(
  t: Tokens,
  from: number,
  to: number,
  mentions: readonly Mention[],
  text: string,
  lex: Lexicon,
  { words, tags }: Pick<Likeness, 'words' | 'tags'>,
): number[] {
  const row: number[] = [];
  let next = 0;
  for (let i = from; i < to; i++) {
    while (next < mentions.length && mentions[next]!.from < i) next++;
    const kind = t.kind[i];
    const value = t.value[i]!;
    let feature: number;
    if (kind === Kind.date) feature = dated;
    else if (kind === Kind.number) feature = numbered;
    else if (kind === Kind.punct) {
      // A question, and what follows a heading in the line.
      if (value !== 0x3f && value !== 0x3a) continue;
      feature = value;
    } else if (mentions[next]?.from === i && mentions[next]!.entry === lex.name) {
      feature = named;
      i = mentions[next]!.to - 1;
    } else if (value >= 0) {
      words[value] ||= ofWord(lex.wordTexts[value]!);
      feature = words[value]!;
    } else {
      const word = text.slice(t.start[i], t.end[i]);
      feature = i > from && /^\p{Lu}/u.test(word) ? named : ofWord(word.toLowerCase().replace(/['\u2019]/g, ''));
    }
    if (feature !== named || row.at(-1) !== named) row.push(feature);
  }
  const out = new Set(row);
  for (let i = 1; i < row.length; i++) out.add(pair(row[i - 1]!, row[i]!));
  out.add(pair(1, row[0] ?? 0));
  out.add(pair(2, Math.min(6, Math.floor(row.length / 3))));
  for (const { entry } of mentions) {
    for (const tag of entry.tags) {
      tags[tag] ||= pair(3, hashWord(lex.tagNames[tag]!));
      out.add(tags[tag]!);
    }
  }
  return [...out];
}

/** What a sentence is like. */
export interface Likely {
  /** The event that it is most like; '' for none of them. */
  readonly event: string;
  /** That event's share of the whole, 0 to 1. */
  readonly share: number;
  /** The share of an event. */
  shareOf(event: string): number;
  /** The words that say so: those that weighed most for the event, at most three, in the order of the text. */
  words(): readonly Mention[];
}

/** What the sentence of tokens `from` to `to` (exclusive), in which `mentions` stand, is like. */
export function likelyIn(
  likeness: Likeness,
  t: Tokens,
  from: number,
  to: number,
  mentions: readonly Mention[],
  text: string,
  lex: Lexicon,
): Likely {
  const { bias, step, events } = likeness;
  const shares = bias.slice();
  eachWeight(likeness, featuresOf(t, from, to, mentions, text, lex, likeness), (event, steps) => {
    shares[event]! += steps * step;
  });
  let best = 0;
  for (let i = 1; i < shares.length; i++) if (shares[i]! > shares[best]!) best = i;
  const most = shares[best]!;
  let whole = 0;
  for (let i = 0; i < shares.length; i++) whole += shares[i] = Math.exp(shares[i]! - most);
  return {
    event: events[best]!,
    share: 1 / whole,
    shareOf: (event) => (shares[events.indexOf(event)] ?? whole) / whole,
    words: () => {
      const weighed = mentions.map((m) => {
        let weight = 0;
        eachWeight(likeness, featuresOf(t, m.from, m.to, [m], text, lex, likeness), (event, steps) => {
          if (event === best) weight += steps;
        });
        return { m, weight };
      });
      weighed.sort((a, b) => b.weight - a.weight);
      const most = weighed.slice(0, 3).filter(({ weight }, i) => i === 0 || weight > 0);
      return most.map(({ m }) => m).sort((a, b) => a.from - b.from);
    },
  };
}

function eachWeight(
  { at, bytes }: Likeness,
  features: readonly number[],
  take: (event: number, steps: number) => void,
): void {
  for (const feature of features) {
    const place = at.get(feature);
    if (place === undefined) continue;
    for (let i = place + 1, end = i + bytes[place]! * 2; i < end; i += 2) take(bytes[i]!, (bytes[i + 1]! << 24) >> 24);
  }
}
