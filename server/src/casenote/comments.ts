// HTML comments of a note, outside inline code, found line by line as the scanner comes to them.
import { insideCode } from './line-marks.ts';
import type { Comment } from './scan-model.ts';

export class Comments {
  readonly list: Comment[] = [];
  /** A comment is opened and never closed: what follows holds none. */
  unclosed = false;
  /** Where the last comment that reaches over the end of its line ends, or one that fills its line. */
  end = -1;
  readonly #text: string;
  #none = false;
  #next = -1;

  constructor(text: string) {
    this.#text = text;
  }

  /** Does a comment and nothing else stand on the line from `i`? */
  fills(i: number, end: number): boolean {
    return this.end >= end && this.#text.charCodeAt(i) === 60 && this.list[this.list.length - 1]?.start === i;
  }

  /** Notes the comments that begin on the line from `i` to `end`. */
  find(i: number, end: number): void {
    if (this.#none) return;
    const text = this.#text;
    // The next one is remembered, so that a far comment is not looked for again on every line.
    if (this.#next < i) this.#next = text.indexOf('<!--', i);
    let at = this.#next;
    if (at === -1) {
      this.#none = true;
      return;
    }
    while (at !== -1 && at < end) {
      if (insideCode(text, i, at)) {
        at = text.indexOf('<!--', at + 4);
        continue;
      }
      const close = text.indexOf('-->', at + 4);
      if (close === -1) {
        this.#none = true;
        this.unclosed = true;
        return;
      }
      this.list.push({ start: at, end: close + 3, body: text.slice(at + 4, close) });
      if (close + 3 > end) {
        this.end = close + 3;
        return;
      }
      if (at === i && text.slice(close + 3, end).trim() === '') this.end = end;
      at = text.indexOf('<!--', close + 3);
    }
  }
}
