// What the choice of an event's day is made from, and how weights make it (settle/which-day.ts finds what there is to choose
// from; scripts/lib/day-training.mts learns the weights).
import type { Day } from '../calendar/day.ts';

/** Places in the table of weights: a power of two. */
export const dayPlaces = 4096;

/** One of the days that an event can be of. */
export interface DayChoice {
  /** Its token; -1: the entry's own day. */
  readonly token: number;
  readonly past: Day;
  readonly future: Day;
  /** Places in the table of weights. */
  readonly features: readonly number[];
}

/** An event for which a day is chosen. */
export interface Choosing {
  readonly event: string;
  readonly planned: boolean;
  /** Its segment, and where in it its words begin. */
  readonly segment: number;
  readonly start: number;
  /** The token of the day that the rules took; -1: the entry's. */
  readonly rule: number;
  readonly days: readonly DayChoice[];
}

/** Says which day it is: the index of one of `days`. */
export type ChooseDay = (choosing: Choosing) => number;

/** As much of it as weights look at. */
interface Weighed {
  readonly days: readonly Pick<DayChoice, 'features'>[];
}

/** The likeliest by these weights; of two alike the first. */
export const likeliestDay =
  (weights: ArrayLike<number>) =>
  ({ days }: Weighed): number => {
    let best = 0;
    let most = Number.NEGATIVE_INFINITY;
    days.forEach(({ features }, i) => {
      let sum = 0;
      for (const place of features) sum += weights[place]!;
      if (sum > most) {
        most = sum;
        best = i;
      }
    });
    return best;
  };

/** The weights of a table that is written a character each, from a blank on. */
export const unpackDays = (packed: string): Int8Array => Int8Array.from(packed, (c) => c.charCodeAt(0) - zero);

/** The character of no weight, in the middle of those that can be written. */
const zero = 79;

/** Writes such a table: whole numbers from -47 to 47. */
export const packDays = (weights: readonly number[]): string =>
  weights.map((weight) => String.fromCharCode(weight + zero)).join('');
