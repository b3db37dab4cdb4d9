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

  constructor(text: string, starts: readonly number[] = lineStarts(text)) {
    this.text = text;
    this.starts = starts;
  }

  /** The index of the text with `words` in the place of what stands from `from` to `to`. */
  edited(from: number, to: number, words: string): LineIndex {
    const text = this.text.slice(0, from) + words + this.text.slice(to);
    const newEnd = from + words.length;
    // Whether a line begins somewhere depends on the character there and the one before it.
    let head = 0;
    while (head < this.starts.length && this.starts[head]! < from) head++;
    let tail = head;
    while (tail < this.starts.length && this.starts[tail]! <= to) tail++;
    const added: number[] = from === 0 ? [0] : [];
    for (let i = Math.max(0, from - 1); i < newEnd; i++) if (endsLine(text, i)) added.push(i + 1);
    const starts = this.starts.slice(0, head).concat(added, this.starts.slice(tail));
    const by = newEnd - to;
    for (let i = head + added.length; i < starts.length; i++) starts[i]! += by;
    return new LineIndex(text, starts);
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

  /** Is this the place of an offset of the text? Quicker than to work it out. */
  isAt({ line, character }: Place, offset: number): boolean {
    const start = this.starts[line];
    return start !== undefined && start + character === offset && !(offset >= this.starts[line + 1]!);
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

function lineStarts(text: string): number[] {
  const starts = [0];
  if (text.includes('\r')) {
    for (let i = 0; i < text.length; i++) if (endsLine(text, i)) starts.push(i + 1);
  } else {
    for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) starts.push(i + 1);
  }
  return starts;
}

/** Does a line end with the character at `i`? */
function endsLine(text: string, i: number): boolean {
  const c = text.charCodeAt(i);
  return c === 10 || (c === 13 && text.charCodeAt(i + 1) !== 10);
}
