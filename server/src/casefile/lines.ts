// Offsets to lines and columns and back, in UTF-16 code units as editors and the report count them. One index, used
// by everything that leaves the note's own offsets.
import type { Span } from '../casenote/model.ts';

/** A place: 0-based line and 0-based UTF-16 column (the editor protocol's `Position`). */
export interface Place {
  readonly line: number;
  readonly character: number;
}

/** A stretch between two places, `end` exclusive (the editor protocol's `Range`). */
export interface PlaceRange {
  readonly start: Place;
  readonly end: Place;
}

/** Where the lines of a text begin. Lines end at `\n`, `\r\n` or a lone `\r`. */
export class LineIndex {
  readonly text: string;
  /** Offset of the first character of each line. */
  readonly starts: readonly number[];

  constructor(text: string) {
    this.text = text;
    const starts = [0];
    for (let i = 0; i < text.length; i++) {
      const c = text.charCodeAt(i);
      if (c === 10) starts.push(i + 1);
      else if (c === 13 && text.charCodeAt(i + 1) !== 10) starts.push(i + 1);
    }
    this.starts = starts;
  }

  get lineCount(): number {
    return this.starts.length;
  }

  /** The place of an offset; offsets outside the text are taken as its nearest end. */
  placeAt(offset: number): Place {
    const at = Math.max(0, Math.min(offset, this.text.length));
    let low = 0;
    let high = this.starts.length;
    while (low + 1 < high) {
      const middle = (low + high) >> 1;
      if (this.starts[middle]! <= at) low = middle;
      else high = middle;
    }
    return { line: low, character: at - this.starts[low]! };
  }

  /** The offset of a place; a column past the line's end is the end of the line (its line break left out). */
  offsetAt(place: Place): number {
    if (place.line < 0) return 0;
    const start = this.starts[place.line];
    if (start === undefined) return this.text.length;
    return Math.min(start + Math.max(0, place.character), this.lineEnd(place.line));
  }

  /** Offset of the end of a line, before its line break. */
  lineEnd(line: number): number {
    const next = this.starts[line + 1];
    if (next === undefined) return this.text.length;
    const beforeBreak = next - 1;
    const crLf = this.text.charCodeAt(beforeBreak) === 10 && this.text.charCodeAt(beforeBreak - 1) === 13;
    return crLf ? beforeBreak - 1 : beforeBreak;
  }

  rangeOf(span: Span): PlaceRange {
    return { start: this.placeAt(span.start), end: this.placeAt(span.end) };
  }
}
