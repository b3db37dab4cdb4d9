// A stretch in another place.
import type { Span } from './model.ts';

/** A stretch moved by `by` characters. */
export function moved<T extends Span>(span: T, by: number): T {
  return { ...span, start: span.start + by, end: span.end + by };
}
