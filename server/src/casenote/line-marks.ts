// What single lines of a casenote's Markdown are: rules, definitions, list marks, task boxes, delimiter lines, cells.
// Each looks at one line of the note, from `i` to `end`, and remembers nothing.
import type { Span } from './model.ts';

/** A blank, a tab, a line end or a hard space. */
export function isSpace(c: number): boolean {
  return c === 32 || c === 9 || c === 13 || c === 10 || c === 0xa0;
}

/** Three or more `-`, `*` or `_`, with nothing but blanks between. */
export function isRule(text: string, i: number, end: number): boolean {
  const c = text.charCodeAt(i);
  let count = 0;
  for (let p = i; p < end; p++) {
    const d = text.charCodeAt(p);
    if (d === c) count++;
    else if (!isSpace(d)) return false;
  }
  return count >= 3;
}

/** `[name]: address`. */
export function isDefinition(text: string, i: number, end: number): boolean {
  return /^\[[^\]\n]{1,80}\]:\s+(?:<|[a-z]+:|\/|\.|#|www\.)/i.test(text.slice(i, Math.min(end, i + 120)));
}

const bullets = '-*+\u2022\u00b7\u25e6\u25aa\u2023\u25cf\u25cb\u2013\u2014';
/** Crosses and empty boxes: what is not done. */
const crosses = '\u2717\u2718\u274c\u2715\u2610';
/** Ticks, arrows and a word processor's bullets stand before a line as list marks do. */
const signs = `${crosses}\u2713\u2714\u2705\u2611\u2192\u25ba\u25b6\u27a2\u27a4\uf0b7`;

/** Is what a mark stands before not done? A cross, or an "x" among the items of a list. */
export const isCross = (text: string, i: number): boolean => crosses.includes(text[i]!) || text[i] === 'x';

/** Length of the list mark at `i`, 0 where there is none. A day number is not one ("16. Nov. 2016", "3. 5. 26"; but "4. 30.09.2025"). */
export function listMarker(text: string, i: number, end: number, c: number): number {
  if (c < 48 || c > 127) {
    if (signs.includes(text[i]!)) return text.charCodeAt(i + 1) === 0xfe0f ? 2 : 1;
    if (!bullets.includes(text[i]!)) return 0;
    // "-> appeal lodged"
    const mark = text.startsWith('->', i) ? 2 : 1;
    return i + mark === end || isSpace(text.charCodeAt(i + mark)) ? mark : 0;
  }
  if (c > 57) return 0;
  let e = i + 1;
  while (e - i < 9 && text.charCodeAt(e) >= 48 && text.charCodeAt(e) <= 57) e++;
  const dot = text.charCodeAt(e);
  if ((dot !== 46 && dot !== 41) || !(text.charCodeAt(e + 1) === 32 || text.charCodeAt(e + 1) === 9)) return 0;
  if (
    e - i <= 2 &&
    dot === 46 &&
    /^\s(?:\d{1,2}\.(?!\d\d?[./]\d)|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b)/i.test(
      text.slice(e + 1, e + 12),
    )
  )
    return 0;
  return e + 1 - i;
}

/** A numbered item may break into a paragraph where it is the first, or a date follows. */
export function isFirstOrDated(text: string, i: number): boolean {
  return /^(?:1[.)]\s|\d{1,3}[.)]\s+\d{1,2}[/.\s])/.test(text.slice(i, i + 12));
}

/** A task box at `at`: 1 ticked, -1 unticked, 0 none. */
export function boxAt(text: string, at: number, end: number): number {
  if (text.startsWith('[] ', at)) return -1;
  if (
    text.charCodeAt(at) !== 91 ||
    text.charCodeAt(at + 2) !== 93 ||
    (at + 3 < end && !isSpace(text.charCodeAt(at + 3)))
  )
    return 0;
  const c = text.charCodeAt(at + 1);
  return c === 32 || c === 0xa0 ? -1 : c === 120 || c === 88 ? 1 : 0;
}

/** True where an odd number of backticks stands between `from` and `at`. */
export function insideCode(text: string, from: number, at: number): boolean {
  let odd = false;
  for (let i = from; i < at; i++) if (text.charCodeAt(i) === 96) odd = !odd;
  return odd;
}

/** `|---|:--:|`: dashes, colons, pipes and blanks, with at least one dash and one pipe. */
export function isDelimiter(text: string, i: number, end: number): boolean {
  let dashes = 0;
  let pipes = 0;
  for (let p = i; p < end; p++) {
    const c = text.charCodeAt(p);
    if (c === 45) dashes++;
    else if (c === 124) pipes++;
    else if (c !== 58 && !isSpace(c)) return false;
  }
  return dashes > 0 && pipes > 0;
}

/** The cells of a row, as places in it: between pipes that are not escaped and not in inline code. */
export function cellsOf(text: string, start: number, end: number): Span[] {
  const cells: Span[] = [];
  let from = text.charCodeAt(start) === 124 ? start + 1 : start;
  let code = false;
  const push = (to: number): void => {
    let s = from;
    let e = to;
    while (s < e && isSpace(text.charCodeAt(s))) s++;
    while (e > s && isSpace(text.charCodeAt(e - 1))) e--;
    cells.push({ start: s - start, end: e - start });
  };
  for (let i = from; i < end; i++) {
    const c = text.charCodeAt(i);
    if (c === 92) i++;
    else if (c === 96) code = !code;
    else if (c === 124 && !code) {
      push(i);
      from = i + 1;
    }
  }
  if (from < end) push(end);
  return cells;
}
