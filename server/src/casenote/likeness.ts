// How like a sentence is to those that advisers wrote of each event: a linear scorer over its words, trained on lines by
// many hands (scripts/train-likeness.mts). What it has a say in stands in settle/likely.ts; it names the words that
// weighed most. Pure: the weights are data, passed in.
import { likeliestDay, unpackDays } from './day-choice.ts';
import type { Lexicon, Likeness } from './lexicon.ts';
import type { PackedLikeness } from './lexicon-data.ts';
import type { Mention } from './mentions.ts';
import { Kind, type Tokens } from './tokens.ts';
import { hashPrime, hashWord } from './word-lookup.ts';

/** Places for features in the table: a power of two, more than twice as many as there are. */
const places = 32_768;

/** A share beside the best that is next to nothing, as a logarithm. */
const nothing = -9;

/** The numbers of a list that is written a character each. */
const numbersIn = (text: string): Int32Array => Int32Array.from(text, (c) => c.charCodeAt(0) - 32);

/** Makes the scorer ready for sentences read with `lex`. */
export function unpackLikeness(packed: PackedLikeness, lex: Lexicon): Likeness {
  const { events, least, doubt, apart, step } = packed;
  const counts = numbersIn(packed.counts);
  const of = numbersIn(packed.of);
  const keys = new Int32Array(places).fill(-1);
  const at = new Uint16Array(places);
  const begins = new Int32Array(counts.length + 1);
  let feature = 0;
  numbersIn(packed.gaps).forEach((gap, i) => {
    feature += gap;
    begins[i + 1] = begins[i]! + counts[i]!;
    let place = feature & (places - 1);
    while (keys[place] !== -1) place = (place + 1) & (places - 1);
    keys[place] = feature;
    at[place] = i;
  });
  const planned = new Set(events);
  for (const f of lex.frames) if (!f.planned) planned.delete(f.event);
  return {
    events,
    taught: new Set(events),
    least,
    doubt,
    apart,
    bias: Int32Array.from(packed.bias, (bias) => Math.round(bias / step)),
    keys,
    at,
    begins,
    weights: numbersIn(packed.weights).map((n, i) => (n & 1 ? -(n + 1) / 2 : n / 2) * 256 + of[i]!),
    shares: Float64Array.from({ length: Math.ceil(-nothing / step) }, (_, below) => Math.exp(-below * step)),
    planned,
    seen: new Int32Array(counts.length),
    chooseDay: likeliestDay(unpackDays(packed.days)),
    ...featureCache(lex),
  };
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

/** A word of the lexicon as a feature; `words`: where these are kept, once they were looked for. */
export function wordFeature(words: Int32Array, { wordTexts }: Lexicon, word: number): number {
  words[word] ||= ofWord(wordTexts[word]!);
  return words[word]!;
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
    while (next < mentions.length && mentions[next]!.fromToken < i) next++;
    const kind = t.tokenKinds[i];
    const value = t.tokenMeanings[i]!;
    let feature: number;
    if (kind === Kind.date) feature = dated;
    else if (kind === Kind.number) feature = numbered;
    else if (kind === Kind.punct) {
      // A question, and what follows a heading in the line.
      if (value !== 0x3f && value !== 0x3a) continue;
      feature = value;
    } else if (next < mentions.length && mentions[next]!.fromToken === i && mentions[next]!.lexeme === lex.name) {
      feature = named;
      i = mentions[next]!.toToken - 1;
    } else if (value >= 0) feature = wordFeature(words, lex, value);
    else feature = ofUnknown(text.slice(t.tokenStarts[i], t.tokenEnds[i]), i === from, unknown);
    if (feature !== named || row.at(-1) !== named) row.push(feature);
  }
  all.length = 0;
  for (let i = 0; i < row.length; i++) {
    all.push(row[i]!);
    if (i > 0) all.push(pair(row[i - 1]!, row[i]!));
  }
  all.push(pair(1, row[0] ?? 0), pair(2, Math.min(6, Math.floor(row.length / 3))));
  for (let m = 0; m < mentions.length; m++) {
    const own = mentions[m]!.lexeme.tags;
    for (const tag of own) {
      tags[tag] ||= pair(3, hashWord(lex.tagNames[tag]!));
      all.push(tags[tag]!);
    }
  }
  return all;
}

/** So many of the events told last have a say in what a sentence is like. */
export const remembered = 5;

/** By event: its number, once looked for. */
const eventNumbers = new Map<string, number>();

function eventNumber(event: string): number {
  let number = eventNumbers.get(event);
  if (number === undefined) {
    number = hashWord(event);
    eventNumbers.set(event, number);
  }
  return number;
}

/** The features of the events told before a sentence, the latest last. */
export function toldFeatures(told: readonly string[]): readonly number[] {
  const features = told.map((event) => pair(4, eventNumber(event)));
  if (told.length > 0) features.push(pair(5, eventNumber(told.at(-1)!)));
  return features;
}

/** What a sentence is like. */
export interface Likely {
  /** The events told before it. */
  readonly told: readonly string[];
  /** The event that it is most like; '' for none of them. */
  readonly event: string;
  /** The events that it is like enough to tell of them, the likeliest first. */
  readonly events: readonly string[];
  /** All that it is at all like, with the share of each, of the whole that is 1. */
  readonly among: readonly string[];
  readonly shares: readonly number[];
  /** The steps of each event by the words alone. */
  readonly steps: readonly number[];
  /** The same told after nothing, once looked for. */
  untold?: Likely;
}

/** The share of an event. */
export const shareOf = ({ among, shares }: Likely, event: string): number => shares[among.indexOf(event)] ?? 0;

/** Below it, a share says nothing. */
const smallest = 0.0005;
let epoch = 0;

/** How many steps each event has, and which are near the best: used again for each sentence. */
const sums = new Int32Array(256);
const near: number[] = [];

/** The place of a feature's weights; -1 for one that is not known, or was met since the last `epoch`. */
function newIn({ keys, at, seen }: Likeness, feature: number): number {
  let place = feature & (places - 1);
  while (keys[place] !== feature && keys[place] !== -1) place = (place + 1) & (places - 1);
  const n = at[place]!;
  if (keys[place] === -1 || seen[n] === epoch) return -1;
  seen[n] = epoch;
  return n;
}

/** Adds the weights of some features, each once, to the steps of the events. */
function addWeights(likeness: Likeness, features: readonly number[]): void {
  const { begins, weights } = likeness;
  epoch++;
  for (let f = 0; f < features.length; f++) {
    const n = newIn(likeness, features[f]!);
    if (n < 0) continue;
    for (let i = begins[n]!, end = begins[n + 1]!; i < end; i++) {
      const weight = weights[i]!;
      sums[weight & 255]! += weight >> 8;
    }
  }
}

/** The weights of some features, each once, for one event. */
function weightFor(likeness: Likeness, features: readonly number[], event: number): number {
  const { begins, weights } = likeness;
  let sum = 0;
  epoch++;
  for (let f = 0; f < features.length; f++) {
    const n = newIn(likeness, features[f]!);
    if (n < 0) continue;
    // Those of a feature stand in the order of the events.
    let i = begins[n]!;
    const end = begins[n + 1]!;
    while (i < end && (weights[i]! & 255) < event) i++;
    if (i < end && (weights[i]! & 255) === event) sum += weights[i]! >> 8;
  }
  return sum;
}

/** The steps of each event by the words of tokens `from` to `to` (exclusive), in which `mentions` stand. */
export function stepsOf(
  likeness: Likeness,
  t: Tokens,
  from: number,
  to: number,
  mentions: readonly Mention[],
  text: string,
  lex: Lexicon,
): readonly number[] {
  const { bias } = likeness;
  sums.set(bias);
  addWeights(likeness, featuresOf(t, from, to, mentions, text, lex, likeness));
  const steps = new Array<number>(bias.length);
  for (let i = 0; i < steps.length; i++) steps[i] = sums[i]!;
  return steps;
}

/** What words are like that say so much of each event, told after other events. */
export function likelyBy(likeness: Likeness, steps: readonly number[], told: readonly string[]): Likely {
  const { bias, events, least, shares } = likeness;
  for (let i = 0; i < steps.length; i++) sums[i] = steps[i]!;
  if (told.length > 0) addWeights(likeness, toldFeatures(told));
  let most = sums[0]!;
  for (let i = 1; i < bias.length; i++) if (sums[i]! > most) most = sums[i]!;
  let whole = 0;
  near.length = 0;
  for (let i = 0; i < bias.length; i++) {
    const below = most - sums[i]!;
    if (below >= shares.length) continue;
    whole += shares[below]!;
    near.push(i);
  }
  const likely = { told, event: '', events: [] as string[], among: [] as string[], shares: [] as number[], steps };
  // The likeliest first, equals in their own order.
  for (let n = 1; n < near.length; n++) {
    const one = near[n]!;
    let at = n;
    for (; at > 0 && sums[near[at - 1]!]! < sums[one]!; at--) near[at] = near[at - 1]!;
    near[at] = one;
  }
  for (let n = 0; n < near.length; n++) {
    const share = shares[most - sums[near[n]!]!]! / whole;
    if (share < smallest) break;
    const event = events[near[n]!]!;
    likely.among.push(event);
    likely.shares.push(share);
    if (event !== '' && share >= least) likely.events.push(event);
  }
  likely.event = likely.among[0]!;
  return likely;
}

/**
 * The words of a sentence that say most of an event: those that weighed most for it, at most three, the weightiest first;
 * not the tokens that are `taken`.
 */
export function weightiest(
  likeness: Likeness,
  t: Tokens,
  mentions: readonly Mention[],
  text: string,
  lex: Lexicon,
  event: string,
  taken: readonly number[],
): readonly Mention[] {
  const free = mentions.filter((m) => !taken.includes(m.fromToken));
  const place = likeness.events.indexOf(event);
  const weighed = (free.length > 0 ? free : mentions).map((m) => ({
    m,
    weight: weightFor(likeness, featuresOf(t, m.fromToken, m.toToken, [m], text, lex, likeness), place),
  }));
  weighed.sort((a, b) => b.weight - a.weight);
  return weighed.slice(0, 3).flatMap(({ m, weight }, i) => (i === 0 || weight > 0 ? m : []));
}
