// Which stretches of a note overlap another.
import type { Span } from './model.ts';

/** Stretches asked which of them overlap another: by search, for a long note has thousands. */
export class Overlaps<T extends Span> {
  readonly #sorted: readonly T[];
  /** The furthest end among this and all before it. */
  readonly #reach: readonly number[];

  constructor(spans: readonly T[]) {
    this.#sorted = spans.toSorted((a, b) => a.start - b.start);
    let furthest = 0;
    this.#reach = this.#sorted.map((span) => {
      furthest = Math.max(furthest, span.end);
      return furthest;
    });
  }

  /** Does `test` hold for any stretch that overlaps `span`? */
  some(span: Span, test: (other: T) => boolean): boolean {
    let low = 0;
    let high = this.#sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#sorted[middle]!.start < span.end) low = middle + 1;
      else high = middle;
    }
    for (let i = low - 1; i >= 0 && this.#reach[i]! > span.start; i--) {
      if (this.#sorted[i]!.end > span.start && test(this.#sorted[i]!)) return true;
    }
    return false;
  }
}
