// The scanner: one pass over the lines of a note gives its blocks (headings, paragraphs, list items, table rows), with
// fences, quotes, unticked boxes and comments left out. A light scanner of the Markdown that casenotes use, not a full
// parser: it never fails, is linear, and needs no tree. Its differences from CommonMark are chosen for notes typed in a
// hurry: an indented line is text, not code; a line under a quote is the note's own; `---` under several lines is a rule.
import { Comments } from './comments.ts';
import {
  boxAt,
  cellsOf,
  isCross,
  isDefinition,
  isDelimiter,
  isFirstOrDated,
  isRule,
  isSpace,
  listMarker,
} from './line-marks.ts';
import type { Span } from './model.ts';
import type { Block, BlockRole, Checkpoint, Comment, OpenItem } from './scan-model.ts';

/** Characters of one line that are read. */
export const longestLine = 10_000;
/** A paragraph is read in pieces of at most this many characters, split at line ends. */
const longestBlock = 20_000;

const dayWritten =
  '\\d{1,2}(?:[/.-]\\d{1,2}[/.-]\\d|(?:st|nd|rd|th)?\\s*(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)';
/** "from 17/11/2025", "(3 May 2026)", "Tues 12th May": a line that is a day. */
const dayAlone = new RegExp(
  `^[\\s(*_]*(?:\\d\\d? (?:school )?days?|(?:(?:from|on|dated?|sent|issued)[\\s:]+)?(?:[a-z]{3,9},?\\s+)?${dayWritten}[,\\s\\d).*_]*)$`,
  'i',
);
const dayInside = new RegExp(dayWritten, 'i');

/** Blocks from one checkpoint to the next, at least. */
const betweenCheckpoints = 8;

export class Scanner {
  readonly #text: string;
  #at: number;
  readonly blocks: Block[] = [];
  /** Where each block begins. */
  readonly starts: number[] = [];
  readonly longLines: Span[] = [];
  readonly checkpoints: Checkpoint[] = [];
  readonly #comments: Comments;
  #items: OpenItem[] = [];
  // The paragraph or item text being gathered.
  #openStart = -1;
  #openEnd = -1;
  #openRole: 'paragraph' | 'list-item' = 'paragraph';
  #openLines = 0;
  #openSilent = false;
  // The fence being skipped: its character and length; 0 where there is none.
  #fence = 0;
  #fenceLength = 0;
  #inTable = false;
  #afterBlank = true;

  /** Begins at `from`, or at a checkpoint. */
  constructor(text: string, from: number, checkpoint?: Checkpoint) {
    this.#text = text;
    this.#comments = new Comments(text);
    this.#at = checkpoint?.at ?? from;
    if (checkpoint) {
      this.#items = checkpoint.items.slice();
      this.#afterBlank = checkpoint.afterBlank;
    }
  }

  get comments(): readonly Comment[] {
    return this.#comments.list;
  }

  /** A comment is opened and never closed: what follows holds none. */
  get unclosed(): boolean {
    return this.#comments.unclosed;
  }

  /** Scans to the end of the text, or to the first checkpoint at which `ends` says so: that it did. */
  run(ends?: (here: Checkpoint) => boolean): boolean {
    const text = this.#text;
    const n = text.length;
    let noted = -betweenCheckpoints;
    while (this.#at < n) {
      if (this.#openStart === -1 && this.#fence === 0 && !this.#inTable && this.#comments.end <= this.#at) {
        if (ends !== undefined && !this.unclosed && ends(this.#here())) return true;
        if (this.blocks.length - noted >= betweenCheckpoints) {
          noted = this.blocks.length;
          this.checkpoints.push(this.#here());
        }
      }
      const eol = text.indexOf('\n', this.#at);
      const next = eol === -1 ? n : eol + 1;
      let end = eol === -1 ? n : eol;
      if (end > this.#at && text.charCodeAt(end - 1) === 13) end--;
      if (end - this.#at > longestLine) {
        this.longLines.push({ start: this.#at + longestLine, end });
        end = this.#at + longestLine;
      }
      this.#line(this.#at, end, next);
      this.#at = next;
    }
    this.#close();
    return false;
  }

  #here(): Checkpoint {
    return {
      at: this.#at,
      blocks: this.blocks.length,
      comments: this.comments.length,
      longLines: this.longLines.length,
      items: this.#items.slice(),
      afterBlank: this.#afterBlank,
    };
  }

  #line(lineStart: number, end: number, next: number): void {
    const text = this.#text;
    let start = lineStart;
    const { end: commentEnd } = this.#comments;
    if (commentEnd > start) {
      // Inside a comment begun on an earlier line: what follows its end on this line is read.
      if (commentEnd >= end) return;
      start = commentEnd;
    }
    let i = start;
    let column = 0;
    for (; i < end; i++) {
      const c = text.charCodeAt(i);
      if (c === 32 || c === 0xa0) column++;
      else if (c === 9) column += 4 - (column % 4);
      else break;
    }
    if (i >= end) {
      this.#blankLine();
      return;
    }
    const c = text.charCodeAt(i);
    if (this.#fence !== 0) {
      this.#inFence(i, end, c);
      return;
    }
    this.#comments.find(i, end);
    // A comment and nothing else: not a line of text, and no break between lines of text.
    if (this.#comments.fills(i, end)) return;
    this.#content(i, end, next, column, c);
  }

  /** Reads a line's text from its first character that is no blank. */
  #content(i: number, end: number, next: number, column: number, c: number): void {
    const text = this.#text;
    // In a table any line with a pipe is a row, whatever it begins with.
    if (this.#inTable && c !== 62 && c !== 35 && this.#maybeRow(i, end, next)) return;
    switch (c) {
      case 35: // #
        if (this.#heading(i, end)) return;
        break;
      case 62: // >
        this.#close();
        this.#leaveItems(column);
        this.#inTable = false;
        this.#afterBlank = false;
        return;
      case 96: // `
      case 126: // ~
        if (this.#openFence(i, end, c)) return;
        break;
      case 61: // =
      case 45: // -
        if (this.#underline(i, end, c)) return;
        break;
      case 95: // _
        if (isRule(text, i, end)) {
          this.#rule();
          return;
        }
        break;
      case 42: // *
        if (isRule(text, i, end)) {
          this.#rule();
          return;
        }
        break;
      case 124: // |
        if (this.#tableRow(i, end, next)) return;
        break;
      case 91: // [
        if (this.#openStart === -1 && isDefinition(text, i, end)) return;
        if (boxAt(text, i, end) !== 0) {
          this.#inTable = false;
          this.#listItem(i, 0, end, next, column);
          return;
        }
        break;
      default:
        if (this.#inTable || this.#openStart === -1) if (this.#maybeRow(i, end, next)) return;
    }
    this.#inTable = false;
    const crossed = c === 120 && text.charCodeAt(i + 1) === 32 && this.#items.length > 0;
    const marker = crossed ? 1 : listMarker(text, i, end, c);
    if (
      marker > 0 &&
      (this.#openStart === -1 ||
        this.#items.length > 0 ||
        c < 48 ||
        c > 57 ||
        this.#afterBlank ||
        isFirstOrDated(text, i))
    ) {
      this.#listItem(i, marker, end, next, column);
      return;
    }
    this.#paragraph(i, end, column);
  }

  #paragraph(i: number, end: number, column: number): void {
    if (this.#openStart !== -1) {
      if (end - this.#openStart > longestBlock) {
        this.#flush();
        this.#openStart = i;
      }
      this.#openEnd = end;
      this.#openLines++;
      return;
    }
    this.#leaveItems(column);
    this.#afterBlank = false;
    this.#openStart = i;
    this.#openEnd = end;
    this.#openRole = 'paragraph';
    this.#openLines = 1;
    this.#openSilent = this.#items.length > 0 && this.#items[this.#items.length - 1]!.silent;
  }

  #listItem(i: number, marker: number, end: number, next: number, column: number): void {
    const text = this.#text;
    if (this.#isDayOf(i + marker, end, column)) {
      this.#openEnd = end;
      this.#openLines++;
      return;
    }
    this.#close();
    this.#afterBlank = false;
    let content = i + marker;
    let textColumn = column + marker;
    while (content < end && (text.charCodeAt(content) === 32 || text.charCodeAt(content) === 9)) {
      content++;
      textColumn++;
    }
    // An item belongs to the one above that it is indented beyond.
    while (this.#items.length > 0 && !nestedUnder(column, this.#items)) this.#items.pop();
    const parent = this.#items[this.#items.length - 1];
    let silent = (parent?.silent ?? false) || (marker > 0 && isCross(text, i));
    const box = boxAt(text, content, end);
    if (box !== 0) {
      if (box < 0) silent = true;
      content += 3;
      while (content < end && text.charCodeAt(content) === 32) content++;
    }
    this.#items.push({ content: Math.min(textColumn, column + marker + 3), silent });
    if (content >= end) return;
    const c = text.charCodeAt(content);
    if (c === 62) return;
    if ((c === 96 || c === 126) && this.#openFence(content, end, c)) return;
    if (c === 35 && this.#heading(content, end)) return;
    const inner = listMarker(text, content, end, c);
    if (inner > 0 && (c < 48 || c > 57)) {
      this.#listItem(content, inner, end, next, textColumn);
      return;
    }
    this.#openStart = content;
    this.#openEnd = end;
    this.#openRole = 'list-item';
    this.#openLines = 1;
    this.#openSilent = silent;
  }

  /** An item that holds nothing but a day, under one that names a thing and has none: the thing's day. */
  #isDayOf(from: number, end: number, column: number): boolean {
    if (this.#openStart === -1 || this.#openRole === 'paragraph' || end - from > 40) return false;
    return (
      nestedUnder(column, this.#items) &&
      dayAlone.test(this.#text.slice(from, end)) &&
      !dayInside.test(
        this.#text.slice(this.#openStart, Math.min(this.#openEnd, this.#openStart + 200)).split('\n', 1)[0]!,
      )
    );
  }

  #heading(i: number, end: number): boolean {
    const text = this.#text;
    let level = 0;
    while (text.charCodeAt(i + level) === 35) level++;
    const c = text.charCodeAt(i + level);
    if (level > 6 || (i + level < end && c !== 32 && c !== 9 && c !== 0xa0)) return false;
    this.#close();
    this.#items = [];
    let s = i + level;
    let e = end;
    while (s < e && isSpace(text.charCodeAt(s))) s++;
    while (e > s && isSpace(text.charCodeAt(e - 1))) e--;
    let h = e;
    while (h > s && text.charCodeAt(h - 1) === 35) h--;
    if (h < e && (h === s || isSpace(text.charCodeAt(h - 1)))) {
      e = h;
      while (e > s && isSpace(text.charCodeAt(e - 1))) e--;
    }
    this.#add('heading', s, e, level);
    this.#afterBlank = true;
    return true;
  }

  /** A line of `=` or `-` under one line of text makes it a heading; elsewhere `---` is a rule. */
  #underline(i: number, end: number, c: number): boolean {
    const text = this.#text;
    let e = end;
    while (e > i && isSpace(text.charCodeAt(e - 1))) e--;
    let same = i;
    while (same < e && text.charCodeAt(same) === c) same++;
    if (
      same === e &&
      this.#openStart !== -1 &&
      this.#openLines === 1 &&
      this.#openRole === 'paragraph' &&
      (c === 61 || e - i >= 2)
    ) {
      const s = this.#openStart;
      const to = this.#openEnd;
      this.#openStart = -1;
      this.#items = [];
      this.#add('heading', s, to, c === 61 ? 1 : 2);
      this.#afterBlank = true;
      return true;
    }
    if (c === 61) {
      if (same < e || e - i < 3) return false;
      this.#rule();
      return true;
    }
    if (!isRule(text, i, end)) return false;
    this.#rule();
    return true;
  }

  #rule(): void {
    this.#close();
    this.#items = [];
    this.#inTable = false;
    this.#afterBlank = true;
  }

  #blankLine(): void {
    if (this.#fence !== 0) return;
    this.#close();
    this.#inTable = false;
    this.#afterBlank = true;
  }

  // -------------------------------------------------------------------------------------------- fences, comments

  #openFence(i: number, end: number, c: number): boolean {
    const text = this.#text;
    let e = i;
    while (text.charCodeAt(e) === c) e++;
    if (e - i < 3) return false;
    if (c === 96 && text.slice(e, end).includes('`')) return false;
    this.#close();
    this.#fence = c;
    this.#fenceLength = e - i;
    this.#inTable = false;
    return true;
  }

  #inFence(i: number, end: number, c: number): void {
    if (c !== this.#fence) return;
    let e = i;
    while (e < end && this.#text.charCodeAt(e) === c) e++;
    if (e - i < this.#fenceLength) return;
    while (e < end && isSpace(this.#text.charCodeAt(e))) e++;
    if (e === end) {
      this.#fence = 0;
      this.#afterBlank = true;
    }
  }

  // -------------------------------------------------------------------------------------------- tables

  /** A line that begins with a pipe. */
  #tableRow(i: number, end: number, next: number): boolean {
    const text = this.#text;
    if (this.#inTable && isDelimiter(text, i, end)) return true;
    const second = text.indexOf('|', i + 1);
    if (second === -1 || second >= end) return false;
    this.#row(i, end, next);
    return true;
  }

  /** A line with no pipe at its head, in a table or above a delimiter line. */
  #maybeRow(i: number, end: number, next: number): boolean {
    const text = this.#text;
    if (this.#inTable) {
      const pipe = text.indexOf('|', i);
      if (pipe === -1 || pipe >= end) return false;
      if (isDelimiter(text, i, end)) return true;
      this.#row(i, end, next);
      return true;
    }
    // Cheap test first: the line below must begin like a delimiter line.
    let s = next;
    while (text.charCodeAt(s) === 32) s++;
    const c = text.charCodeAt(s);
    if (c !== 45 && c !== 58 && c !== 124) return false;
    const eol = text.indexOf('\n', s);
    const below = eol === -1 ? text.length : eol;
    if (below - s > 2000 || !text.slice(s, below).includes('|') || !isDelimiter(text, s, below)) return false;
    const pipe = text.indexOf('|', i);
    if (pipe === -1 || pipe >= end) return false;
    this.#row(i, end, next);
    return true;
  }

  #row(i: number, end: number, next: number): void {
    const text = this.#text;
    this.#close();
    this.#items = [];
    const first = !this.#inTable;
    let header = false;
    if (first) {
      this.#inTable = true;
      const eol = text.indexOf('\n', next);
      const below = eol === -1 ? text.length : eol;
      let s = next;
      while (text.charCodeAt(s) === 32) s++;
      header = below - s < 2000 && isDelimiter(text, s, below);
    }
    this.#afterBlank = false;
    let e = end;
    while (e > i && isSpace(text.charCodeAt(e - 1))) e--;
    const cells = cellsOf(text, i, e);
    this.#put({ role: 'table-row', length: e - i, level: 0, cells, first, header, inItem: false }, i);
  }

  // -------------------------------------------------------------------------------------------- blocks

  #add(role: BlockRole, start: number, end: number, level: number): void {
    if (end > start || role === 'heading') this.#put({ role, length: end - start, level, inItem: false }, start);
  }

  #put(block: Block, start: number): void {
    this.blocks.push(block);
    this.starts.push(start);
  }

  /** Ends the open paragraph or item text. */
  #close(): void {
    if (this.#openStart === -1) return;
    this.#flush();
    this.#openStart = -1;
  }

  #flush(): void {
    const depth = this.#items.length;
    let e = this.#openEnd;
    while (e > this.#openStart && isSpace(this.#text.charCodeAt(e - 1))) e--;
    const block = {
      role: this.#openRole,
      length: e - this.#openStart,
      level: this.#openRole === 'list-item' ? depth - 1 : depth,
      inItem: this.#openRole === 'list-item' ? depth > 1 : depth > 0,
    };
    this.#put(this.#openSilent ? { ...block, silent: true } : block, this.#openStart);
  }

  /** Text that is not indented as far as an item's own text, after a blank line, has left the item. */
  #leaveItems(column: number): void {
    while (
      this.#items.length > 0 &&
      column < Math.min(this.#items[this.#items.length - 1]!.content, 2 * this.#items.length)
    )
      this.#items.pop();
  }
}

/** True where the item at `column` lies inside the innermost open item. */
function nestedUnder(column: number, items: readonly OpenItem[]): boolean {
  const inner = items[items.length - 1]!;
  const outer = items.length > 1 ? items[items.length - 2]!.content : 0;
  // A tab or two spaces are enough for a hurried hand, where the mark before stood further left.
  return column >= Math.min(inner.content, outer + 2) && column >= outer + 2;
}
