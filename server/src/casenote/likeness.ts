// How like a sentence is to those that advisers wrote of each event: a linear scorer over its words, trained on lines by
// many hands (scripts/train-likeness.mts). What it has a say in stands in settle/likely.ts; it names the words that
// weighed most. Pure: the weights are data, passed in.
import type { Lexicon, Likeness, PackedLikeness } from './lexicon.ts';
import type { Mention } from './mentions.ts';
import { Kind, type Tokens } from './tokens.ts';
import { hashPrime, hashWord } from './word-lookup.ts';

/** Places for features in the table: a power of two, more than thrice as many as there are. */
const places = 65_536;

/** Makes the scorer ready for sentences read with `lex`. */
export function unpackLikeness(packed: PackedLikeness, lex: Lexicon): Likeness {
  const bytes = Uint8Array.from(atob(packed.weights), (c) => c.charCodeAt(0));
  const keys = new Int32Array(places).fill(-1);
  const at = new Int32Array(places);
  let feature = 0;
  for (let i = 0; i < bytes.length; i += 1 + bytes[i]! * 2) {
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[i++]!;
      feature += (byte & 127) << shift;
      if (byte < 128) break;
    }
    let place = feature & (places - 1);
    while (keys[place] !== -1) place = (place + 1) & (places - 1);
    keys[place] = feature;
    at[place] = i;
  }
  const planned = new Set(packed.events);
  for (const f of lex.frames) if (!f.planned) planned.delete(f.event);
  const order = new Map(packed.events.map((event, i) => [event, i]));
  return { ...packed, keys, at, bytes, planned, order, seen: new Int32Array(places), ...featureCache(lex) };
}

/** Where the features of words and tags are kept, once they were looked for. */
export const featureCache = (lex: Lexicon): Pick<Likeness, 'words' | 'tags' | 'unknown'> => ({
  words: new Int32Array(lex.wordTexts.length),
  tags: new Int32Array(lex.tagNames.length),
  unknown: new Map(),
});

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

/** A word that the lexicon does not know; a name, where it begins with a capital and no sentence with it. */
function ofUnknown(word: string, opens: boolean, unknown: Map<string, number>): number {
  const first = word.charCodeAt(0);
  if (!opens && ((first > 0x40 && first < 0x5b) || (first >= 0xc0 && first <= 0xde))) return named;
  let feature = unknown.get(word);
  if (feature === undefined) {
    feature = ofWord(word.toLowerCase().replace(/['\u2019]/g, ''));
    if (unknown.size > 20_000) unknown.clear();
    unknown.set(word, feature);
  }
  return feature;
}

/** The words of the sentence at hand, and all of its features: used again for each. */
const row: number[] = [];
const all: number[] = [];

/**
 * The features of a sentence, some of them twice: tokens `from` to `to` (exclusive), in which `mentions` stand. The list is
 * used again for the next.
 */
export function featuresOf(
  t: Tokens,
  from: number,
  to: number,
  mentions: readonly Mention[],
  text: string,
  lex: Lexicon,
  { words, tags, unknown }: Pick<Likeness, 'words' | 'tags' | 'unknown'>,
): readonly number[] {
  row.length = 0;
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
    } else if (next < mentions.length && mentions[next]!.from === i && mentions[next]!.entry === lex.name) {
      feature = named;
      i = mentions[next]!.to - 1;
    } else if (value >= 0) {
      words[value] ||= ofWord(lex.wordTexts[value]!);
      feature = words[value]!;
    } else feature = ofUnknown(text.slice(t.start[i], t.end[i]), i === from, unknown);
    if (feature !== named || row.at(-1) !== named) row.push(feature);
  }
  all.length = 0;
  for (let i = 0; i < row.length; i++) {
    all.push(row[i]!);
    if (i > 0) all.push(pair(row[i - 1]!, row[i]!));
  }
  all.push(pair(1, row[0] ?? 0), pair(2, Math.min(6, Math.floor(row.length / 3))));
  for (let m = 0; m < mentions.length; m++) {
    const own = mentions[m]!.entry.tags;
    for (let i = 0; i < own.length; i++) {
      const tag = own[i]!;
      tags[tag] ||= pair(3, hashWord(lex.tagNames[tag]!));
      all.push(tags[tag]!);
    }
  }
  return all;
}

/** So many of the events told last have a say in what a sentence is like. */
export const remembered = 5;

/** The features of the events told before a sentence, the latest last. */
export function toldFeatures(told: readonly string[]): readonly number[] {
  const features = told.map((event) => pair(4, hashWord(event)));
  if (told.length > 0) features.push(pair(5, hashWord(told.at(-1)!)));
  return features;
}

/** What a sentence is like. */
export interface Likely {
  /** What it was told after (`toldFeatures`). */
  readonly after: string;
  /** The same told after nothing, once looked for. */
  untold?: Likely;
  /** The event that it is most like; '' for none of them. */
  readonly event: string;
  /** The events that it is like enough to tell of them, the likeliest first. */
  readonly events: readonly string[];
  /** The share of an event, of the whole that is 1. */
  shareOf(event: string): number;
  /** The words that say so: those that weighed most for an event, at most three, the weightiest first; not the tokens that are `taken`. */
  words(event: string, taken: readonly number[]): readonly Mention[];
}

/** A score so far below the best is next to nothing of the whole. */
const nothing = -14;
let epoch = 0;

/** How many steps each event has: used again for each sentence. */
const sums = new Int32Array(256);

/** Adds the weights of some features, each once, to the steps of the events. */
function addWeights({ keys, at, bytes, seen }: Likeness, features: readonly number[]): void {
  for (let f = 0; f < features.length; f++) {
    const feature = features[f]!;
    let place = feature & (places - 1);
    while (keys[place] !== feature && keys[place] !== -1) place = (place + 1) & (places - 1);
    if (keys[place] === -1 || seen[place] === epoch) continue;
    seen[place] = epoch;
    let i = at[place]!;
    for (const end = i + 1 + bytes[i++]! * 2; i < end; i += 2) {
      sums[bytes[i]!]! += (bytes[i + 1]! << 24) >> 24;
    }
  }
}

/** What the sentence of tokens `from` to `to` (exclusive), in which `mentions` stand, is like, told after other events. */
export function likelyIn(
  likeness: Likeness,
  t: Tokens,
  from: number,
  to: number,
  mentions: readonly Mention[],
  text: string,
  lex: Lexicon,
  told: readonly string[],
): Likely {
  const { bias, events, order, least, step } = likeness;
  epoch++;
  sums.fill(0);
  addWeights(likeness, featuresOf(t, from, to, mentions, text, lex, likeness));
  addWeights(likeness, toldFeatures(told));
  const scores = bias.slice();
  let best = 0;
  for (let i = 0; i < scores.length; i++) {
    scores[i]! += sums[i]! * step;
    if (scores[i]! > scores[best]!) best = i;
  }
  const most = scores[best]!;
  let whole = 0;
  for (let i = 0; i < scores.length; i++) {
    const below = scores[i]! - most;
    if (below > nothing) whole += Math.exp(below);
  }
  const shareOf = (event: string): number => Math.exp((scores[order.get(event)!] ?? most) - most) / whole;
  const enough: string[] = [];
  const below = Math.log(least * whole);
  for (let i = 1; i < scores.length; i++) if (scores[i]! - most >= below) enough.push(events[i]!);
  if (enough.length > 1) enough.sort((x, y) => shareOf(y) - shareOf(x));
  return {
    after: told.join(' '),
    event: events[best]!,
    events: enough,
    shareOf,
    words: (event, taken) => {
      const free = mentions.filter((m) => !taken.includes(m.from));
      const weighed = (free.length > 0 ? free : mentions).map((m) => {
        epoch++;
        sums.fill(0);
        addWeights(likeness, featuresOf(t, m.from, m.to, [m], text, lex, likeness));
        return { m, weight: sums[order.get(event)!]! };
      });
      weighed.sort((a, b) => b.weight - a.weight);
      return weighed.slice(0, 3).flatMap(({ m, weight }, i) => (i === 0 || weight > 0 ? m : []));
    },
  };
}
