// How the scorer of likeness learns: softmax regression over the features of sentences, by Adagrad, and its weights as they
// lie in the pack. The same lines give the same weights.
import type { TrainedLikeness } from '../generate-likeness.mts';
import type { Line } from './likeness-data.mts';

/** A feature met less often says nothing. */
const leastOften = 3;
const rounds = { first: 8, second: 12, kept: 6 } as const;
const batch = 64;
const rate = 0.25;
/** How strongly weights are drawn to nothing: shared out over the sentences that have the feature. */
const pull = 4;
/**
 * How many times what notes say is learnt for each time that a single line is: only they show what stands beside an event, and
 * how often nothing is told.
 */
const timesOfNotes = 4;
/** How many times more what tests hold, and was not learnt by then, is learnt in the last rounds. */
const timesOfHard = 2;
/**
 * How many of a sentence's features are left out each time that it is learnt, others each time (dropout: Hinton and others,
 * 2012): so no word is learnt to lean on its neighbours, and sentences by other hands, which lack some of them, are known.
 */
const leftOut = 0.35;
/** Of the features of more sentences than these none is kept the sooner for it. */
const oftenest = 200;

/** Random numbers, the same each time. */
export function numbers(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Puts a list into another order. */
export function shuffle(list: number[], random: () => number): void {
  for (let i = list.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [list[i], list[j]] = [list[j]!, list[i]!];
  }
}

/** A sentence with the place of its event. */
interface Example {
  readonly features: Int32Array;
  readonly event: number;
  readonly isOfTest: boolean;
}

/** Softmax regression. */
class Regression {
  readonly events: number;
  readonly weights: Float32Array;
  readonly bias: Float32Array;
  readonly #steps: Float32Array;
  readonly #biasSteps: Float32Array;
  readonly #pull: Float32Array;
  readonly #often: Float32Array;
  /** Where there are some: the weights that learn; the others are nothing for good. */
  #kept: Uint8Array | undefined;

  /** `often`: in how many sentences each feature stands. */
  constructor(often: readonly number[], events: number) {
    const features = often.length;
    this.events = events;
    this.#pull = Float32Array.from(often, (n) => pull / n);
    this.#often = Float32Array.from(often, (n) => Math.min(n, oftenest) ** 0.25);
    this.weights = new Float32Array(features * events);
    this.bias = new Float32Array(events);
    this.#steps = new Float32Array(features * events).fill(1e-6);
    this.#biasSteps = new Float32Array(events).fill(1e-6);
  }

  /** The shares of the events for a sentence with `features`, each of which stands for `times` as many. */
  shares(features: ArrayLike<number>, out = new Float64Array(this.events), times = 1): Float64Array {
    const { events, weights } = this;
    out.fill(0);
    for (let i = 0; i < features.length; i++) {
      const at = features[i]! * events;
      for (let k = 0; k < events; k++) out[k]! += weights[at + k]!;
    }
    for (let k = 0; k < events; k++) out[k] = out[k]! * times + this.bias[k]!;
    let most = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < events; k++) if (out[k]! > most) most = out[k]!;
    let whole = 0;
    for (let k = 0; k < events; k++) whole += out[k] = Math.exp(out[k]! - most);
    for (let k = 0; k < events; k++) out[k]! /= whole;
    return out;
  }

  /** Leaves the `count` weights that count for most: the largest, and among them those of the features met oftener. */
  keep(count: number): void {
    const worth = this.weights.map((weight, i) => Math.abs(weight) * this.#often[Math.floor(i / this.events)]!);
    const sizes = worth.slice().sort();
    const least = sizes[Math.max(0, sizes.length - count)]!;
    this.#kept = Uint8Array.from(worth, (size) => (size >= least ? 1 : 0));
    this.weights.forEach((_, i, weights) => {
      weights[i]! *= this.#kept![i]!;
    });
  }

  /**
   * Adagrad over the examples in random order, a small batch at a time. In the end stands the mean of what the second half of
   * the rounds came to, each of which still swings round what it tends to.
   */
  learn(examples: readonly Example[], times: number, random: () => number, without = leftOut): void {
    const order = examples.map((_, i) => i);
    const { events, weights, bias } = this;
    const mean = [new Float64Array(weights.length), new Float64Array(bias.length)] as const;
    const counted = Math.ceil(times / 2);
    const kept = this.#kept;
    const made = Array.from({ length: batch }, () => new Float64Array(events));
    for (let time = 0; time < times; time++) {
      shuffle(order, random);
      for (let from = 0; from < order.length; from += batch) {
        const some = order.slice(from, from + batch).map((i) => examples[i]!);
        const lefts = some.map(({ features }) => features.filter(() => random() >= without));
        some.forEach(({ features, event }, n) => {
          this.shares(lefts[n]!, made[n], features.length / Math.max(1, lefts[n]!.length));
          made[n]![event]! -= 1;
        });
        lefts.forEach((features, n) => {
          const slope = made[n]!;
          for (const feature of features) {
            const at = feature * events;
            const back = this.#pull[feature]!;
            for (let k = 0; k < events; k++) {
              if (kept?.[at + k] === 0) continue;
              const s = slope[k]! + back * weights[at + k]!;
              if (s > -1e-4 && s < 1e-4) continue;
              this.#steps[at + k]! += s * s;
              weights[at + k]! -= (rate * s) / Math.sqrt(this.#steps[at + k]!);
            }
          }
          for (let k = 0; k < events; k++) {
            this.#biasSteps[k]! += slope[k]! * slope[k]!;
            bias[k]! -= (rate * slope[k]!) / Math.sqrt(this.#biasSteps[k]!);
          }
        });
      }
      if (time < times - counted) continue;
      weights.forEach((weight, i) => {
        mean[0][i]! += weight / counted;
      });
      bias.forEach((b, k) => {
        mean[1][k]! += b / counted;
      });
    }
    weights.set(mean[0]);
    bias.set(mean[1]);
  }
}

/** Learns, leaves the `keep` largest weights, and learns these again. Of a line with several sentences, the one that is most like an event is taken to tell of it. */
export function learn(
  lines: readonly Line[],
  events: readonly string[],
  keep: number,
): { readonly model: Regression; readonly ids: readonly number[] } {
  const often = new Map<number, number>();
  for (const { sentences } of lines)
    for (const features of sentences) for (const f of features) often.set(f, (often.get(f) ?? 0) + 1);
  const ids = [...often]
    .filter(([, n]) => n >= leastOften)
    .map(([f]) => f)
    .sort((a, b) => a - b);
  const placeOf = new Map(ids.map((f, i) => [f, i]));
  const asPlaces = (features: readonly number[]): Int32Array =>
    Int32Array.from(features.flatMap((f) => placeOf.get(f) ?? []));
  const examples: Example[] = [];
  const add = (features: Int32Array, event: number, { of }: Line): void => {
    for (let time = of === 'note' ? timesOfNotes : 1; time > 0; time--)
      examples.push({ features, event, isOfTest: of === 'test' });
  };
  const several: { readonly line: Line; readonly sentences: readonly Int32Array[]; readonly of: readonly number[] }[] =
    [];
  for (const line of lines) {
    const sentences = line.sentences.map(asPlaces);
    const of = [...new Set(line.events)].map((event) => events.indexOf(event));
    if (of.length === 0) for (const features of sentences) add(features, 0, line);
    else if (sentences.length === 1) for (const event of of) add(sentences[0]!, event, line);
    else several.push({ line, sentences, of });
  }
  const random = numbers(8);
  const count = ids.map((id) => often.get(id)!);
  const first = new Regression(count, events.length);
  first.learn(examples, rounds.first, random, 0);
  for (const { line, sentences, of } of several) {
    const shares = sentences.map((features) => first.shares(features));
    const tells = new Set<number>();
    for (const event of of) {
      let best = 0;
      shares.forEach((share, i) => {
        if (share[event]! > shares[best]![event]!) best = i;
      });
      tells.add(best);
      add(sentences[best]!, event, line);
    }
    sentences.forEach((features, i) => {
      if (!tells.has(i)) add(features, 0, line);
    });
  }
  const model = new Regression(count, events.length);
  model.learn(examples, rounds.second, random);
  model.keep(keep);
  // What tests hold and would now be read wrongly is said oftener.
  const isHard = ({ features, event, isOfTest }: Example): boolean => isOfTest && model.shares(features)[event]! < 0.5;
  const hard = examples.filter(isHard);
  for (let time = 0; time < timesOfHard; time++) examples.push(...hard);
  model.learn(examples, rounds.kept, random);
  return { model, ids };
}

/** The weights that were kept, one byte each, as `TrainedLikeness` says. */
export function packed(
  { weights, bias, events: count }: Regression,
  ids: readonly number[],
  events: readonly string[],
): Omit<TrainedLikeness, 'days'> {
  const step = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) / 127;
  const bytes: number[] = [];
  let before = 0;
  ids.forEach((id, i) => {
    const own: number[] = [];
    for (let k = 0; k < count; k++) {
      const weight = weights[i * count + k]!;
      const steps = Math.round(weight / step);
      if (steps !== 0) own.push(k, steps & 255);
    }
    if (own.length === 0) return;
    for (let gap = id - before; ; gap >>= 7) {
      bytes.push(gap > 127 ? (gap & 127) | 128 : gap);
      if (gap <= 127) break;
    }
    before = id;
    bytes.push(own.length / 2, ...own);
  });
  return {
    events,
    bias: [...bias].map((b) => Math.round(b * 1000) / 1000),
    step: Number(step.toPrecision(6)),
    weights: Buffer.from(bytes).toString('base64'),
    least: 0.3,
    doubt: 0.1,
    apart: 0.2,
  };
}
