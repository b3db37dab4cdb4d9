// Blanks what is not casenote text inside a stretch of Markdown (inline code, comments, tags, link targets, URLs,
// e-mail addresses, struck-out text, emphasis marks) and evens out typographic characters and those that were spoilt on the
// way from another program. The result has the same length, so that an offset into it is an offset into the note: what is
// taken out of a word is made up for by blanks after it.
import { isDigit, isLetter } from './dates/chars.ts';
import { joinsDate, nothing, ordinalRaised, plainOf, readEntity, spoiltQuote, wordEnding } from './typography.ts';

/** What a character can be to the mask: 0 plain; 1 worth a closer look; else before the character with this code alone. */
const special = new Uint8Array(0x10000);
for (const c of '`*_~<>[!?\\&@=^\xb4\xc2\xe2\ufffd') special[c.charCodeAt(0)] = 1;
for (const c of plainOf.keys()) special[c] = 1;
special[58] = 47; // ':' may be a URL
special[119] = 119; // 'w' may begin www.
/** Before a "t" may be meant for an apostrophe ("hasn;t"): the keys beside it, and what programs put for one they do not know. */
const slip = 116;
for (const c of ';#",./]') special[c.charCodeAt(0)] = slip;

const blank = 32;
const newline = 10;

/** Marks found while masking: HTML comments, with their place in the note. */
export interface Comment {
  readonly start: number;
  readonly end: number;
  /** What stands between `<!--` and `-->`. */
  readonly body: string;
}

/** True where `text` from `start` to `end` holds nothing that needs masking. */
function isPlain(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const c = text.charCodeAt(i);
    const before = special[c]!;
    if (before !== 0 && (before === 1 || text.charCodeAt(i + 1) === before)) return false;
  }
  return true;
}

/** The casenote text of a stretch of the note: same length, everything else blank. Linear in its length. */
export function maskText(text: string, start: number, end: number): string {
  if (isPlain(text, start, end)) return text.slice(start, end);
  return new Mask(text.slice(start, end)).run();
}

class Mask {
  readonly #text: string;
  readonly #codes: Uint16Array;
  /** Where a search for a closing mark has failed: none is to be found from there on. */
  readonly #missing = new Map<string, number>();

  constructor(text: string) {
    this.#text = text;
    this.#codes = new Uint16Array(text.length);
    for (let i = 0; i < text.length; i++) this.#codes[i] = text.charCodeAt(i);
  }

  run(): string {
    const n = this.#text.length;
    let i = 0;
    while (i < n) i = this.#step(i);
    return this.#toText();
  }

  #toText(): string {
    const codes = this.#codes;
    if (this.#drops) this.#close();
    if (codes.length <= 8192) return String.fromCharCode.apply(null, codes as unknown as number[]);
    let out = '';
    for (let i = 0; i < codes.length; i += 8192)
      out += String.fromCharCode.apply(null, codes.subarray(i, i + 8192) as unknown as number[]);
    return out;
  }

  #drops = false;

  /** Takes from `from` to `to` out of the word they stand in; gives `to`. */
  #drop(from: number, to: number): number {
    this.#drops = true;
    this.#codes.fill(nothing, from, to);
    return to;
  }

  /** Closes the gaps of what was taken out: the rest of the word moves up, blanks follow it. */
  #close(): void {
    const codes = this.#codes;
    let to = 0;
    let gone = 0;
    for (let i = 0; i < codes.length; i++) {
      const c = codes[i]!;
      if (c === nothing) gone++;
      else {
        if (c === newline || (c === blank && this.#text.charCodeAt(i) === blank))
          for (; gone > 0; gone--) codes[to++] = blank;
        codes[to++] = c;
      }
    }
    codes.fill(blank, to);
  }

  /** Blanks from `from` to `to`, keeping line ends; gives `to`. */
  #clear(from: number, to: number): number {
    for (let i = from; i < to; i++) if (this.#codes[i] !== newline) this.#codes[i] = blank;
    return to;
  }

  /** `indexOf` that remembers failure, so that a row of openers without closers stays linear. */
  #find(mark: string, from: number): number {
    const failed = this.#missing.get(mark);
    if (failed !== undefined && from >= failed) return -1;
    const at = this.#text.indexOf(mark, from);
    if (at === -1) this.#missing.set(mark, from);
    return at;
  }

  /** Deals with the character at `i`; gives where to go on. */
  #step(i: number): number {
    const c = this.#text.charCodeAt(i);
    if (special[c] === 0) return i + 1;
    if (
      special[c] === slip || c === 64 ? /^n.t(?![a-z])/i.test(this.#text.slice(i - 1, i + 3)) : this.#isApostrophe(i, c)
    )
      return this.#put(i, 39);
    switch (c) {
      case 119:
        return this.#isUrl(i, 'www.') ? this.#clearWord(i) : i + 1;
      case 96:
        return this.#codeSpan(i);
      case 0xfffd:
        return this.#lost(i);
      case 0xc2:
        // The first byte of a sign from beyond ASCII, shown by itself.
        return /^[ \x80-\xbf]/.test(this.#text.charAt(i + 1)) ? this.#drop(i, i + 1) : i + 1;
      case 0xe2:
        return this.#spoilt(i);
      case 94:
        return this.#raised(i);
      case 60:
        return this.#angle(i);
      case 126:
        return this.#struck(i);
      case 91:
      case 93:
        return this.#bracket(i, c);
      case 33:
        return this.#text.charCodeAt(i + 1) === 91 ? this.#image(i) : i + 1;
      case 42:
        return this.#stars(i);
      case 61:
        return this.#text.charCodeAt(i + 1) === 61 ? this.#clear(i, i + 2) : i + 1;
      case 95:
        return this.#underscore(i);
      case 92:
        return this.#escape(i);
      case 58:
        return this.#scheme(i);
      case 64:
        return this.#address(i);
      case 38:
        return this.#entity(i);
      default:
        return this.#character(i, c);
    }
  }

  #put(i: number, code: number): number {
    this.#codes[i] = code;
    return i + 1;
  }

  #character(i: number, c: number): number {
    const plain = plainOf.get(c);
    if (plain === nothing) {
      // Between two words it may be all that parts them.
      const parts = c === 0x200b && isWord(this.#text.charCodeAt(i - 1)) && isWord(this.#text.charCodeAt(i + 1));
      return parts ? this.#put(i, blank) : this.#drop(i, i + 1);
    }
    return plain === undefined ? i + 1 : this.#put(i, plain);
  }

  /** "hasn`t": a sign between a letter and an ending that only follows an apostrophe. */
  #isApostrophe(i: number, c: number): boolean {
    return (
      (c === 96 || c === 63 || c === 0xb4 || c === 0xfffd) &&
      isLetter(this.#text.charCodeAt(i - 1)) &&
      wordEnding(this.#text, i + 1)
    );
  }

  /** A byte that no sign stands for any more: mostly a dash or a space of Windows. */
  #lost(i: number): number {
    const isNumber = isDigit(this.#text.charCodeAt(i - 1)) && isDigit(this.#text.charCodeAt(i + 1));
    return this.#put(i, isNumber ? 45 : blank);
  }

  /** A quotation mark or dash of which each byte became a sign. */
  #spoilt(i: number): number {
    const found = spoiltQuote(this.#text, i);
    if (found === undefined) return i + 1;
    this.#codes[i] = found.code;
    return this.#drop(i + 1, i + found.length);
  }

  /** "3^rd^ May", as Word's raised letters come out of other programs. */
  #raised(i: number): number {
    const end = ordinalRaised(this.#text, i);
    if (end === 0) return i + 1;
    this.#drop(i, i + 1);
    return this.#drop(end - 1, end);
  }

  /** Emphasis; of one part of a date ("3rd May" with a bold 3) it does not part it from the rest. */
  #stars(i: number): number {
    let e = i;
    while (this.#text.charCodeAt(e) === 42) e++;
    return joinsDate(this.#text, i, e) ? this.#drop(i, e) : this.#clear(i, e);
  }

  #codeSpan(i: number): number {
    let e = i;
    while (this.#text.charCodeAt(e) === 96) e++;
    const close = this.#closingTicks(e, e - i);
    return close === -1 ? this.#clear(i, e) : this.#clear(i, close + e - i);
  }

  /** Runs of backticks by their length, in order, and how far each list has been used: one pass for the whole stretch. */
  #ticks: Map<number, { readonly at: number[]; next: number }> | undefined;

  /** Where the next run of exactly `length` backticks begins at or after `from`; -1 where there is none. */
  #closingTicks(from: number, length: number): number {
    if (this.#ticks === undefined) {
      this.#ticks = new Map();
      for (let p = this.#text.indexOf('`'); p !== -1; ) {
        let e = p;
        while (this.#text.charCodeAt(e) === 96) e++;
        const run = this.#ticks.get(e - p);
        if (run === undefined) this.#ticks.set(e - p, { at: [p], next: 0 });
        else run.at.push(p);
        p = this.#text.indexOf('`', e);
      }
    }
    const run = this.#ticks.get(length);
    if (run === undefined) return -1;
    while (run.next < run.at.length && run.at[run.next]! < from) run.next++;
    return run.at[run.next] ?? -1;
  }

  #angle(i: number): number {
    if (this.#text.startsWith('<!--', i)) {
      const close = this.#find('-->', i + 4);
      if (close !== -1) return this.#clear(i, close + 3);
      const line = this.#text.indexOf('\n', i);
      return this.#clear(i, line === -1 ? this.#text.length : line);
    }
    const c = this.#text.charCodeAt(i + 1) | 32;
    if (!(c >= 97 && c <= 122) && this.#text.charCodeAt(i + 1) !== 47) return i + 1;
    const close = this.#find('>', i + 1);
    if (close === -1 || close - i > 2000) return i + 1;
    if (/^<(?:del|s|strike)>$/i.test(this.#text.slice(i, close + 1))) return this.#struckTag(i, close + 1);
    const raised = ordinalRaised(this.#text, i);
    if (raised > 0) {
      this.#drop(i, close + 1);
      return this.#drop(close + 3, raised);
    }
    const breaks = /^<(?:br|tr|li|p|div)\b/i.test(this.#text.slice(i, close + 1));
    this.#clear(i, close + 1);
    if (breaks) this.#codes[i] = newline;
    return close + 1;
  }

  #struckTag(i: number, after: number): number {
    const close = this.#find('</', after);
    if (close === -1) return this.#clear(i, after);
    const end = this.#find('>', close);
    return this.#clear(i, end === -1 ? close : end + 1);
  }

  #struck(i: number): number {
    if (this.#text.charCodeAt(i + 1) !== 126) return i + 1;
    const close = this.#find('~~', i + 2);
    return close === -1 ? i + 2 : this.#clear(i, close + 2);
  }

  #bracket(i: number, c: number): number {
    if (c === 91) return this.#text.charCodeAt(i + 1) === 94 ? this.#footnote(i) : this.#clear(i, i + 1);
    const next = this.#text.charCodeAt(i + 1);
    if (next !== 40 && next !== 91) return i + 1;
    const close = this.#closing(i + 1, next === 40 ? 41 : 93);
    return close === -1 ? i + 1 : this.#clear(i, close + 1);
  }

  #footnote(i: number): number {
    const close = this.#closing(i, 93);
    return close === -1 ? i + 1 : this.#clear(i, close + 1);
  }

  /** The bracket that closes the one at `at`, on the same line and within 2,000 characters; -1 where there is none. */
  #closing(at: number, close: number): number {
    const open = this.#text.charCodeAt(at);
    let depth = 0;
    const limit = Math.min(this.#text.length, at + 2000);
    for (let i = at; i < limit; i++) {
      const c = this.#text.charCodeAt(i);
      if (c === newline) return -1;
      if (c === open) depth++;
      else if (c === close && --depth === 0) return i;
      if (depth > 8) return -1;
    }
    return -1;
  }

  #image(i: number): number {
    const close = this.#closing(i + 1, 93);
    if (close === -1) return i + 1;
    if (this.#text.charCodeAt(close + 1) !== 40) return i + 1;
    const end = this.#closing(close + 1, 41);
    return end === -1 ? i + 1 : this.#clear(i, end + 1);
  }

  #underscore(i: number): number {
    let e = i;
    while (this.#text.charCodeAt(e) === 95) e++;
    const inWord = isWord(this.#text.charCodeAt(i - 1)) && isWord(this.#text.charCodeAt(e));
    return inWord ? e : this.#clear(i, e);
  }

  #escape(i: number): number {
    const next = this.#text.charCodeAt(i + 1);
    if (next === newline || Number.isNaN(next)) return this.#clear(i, i + 1);
    if (/[!-/:-@[-`{-~]/.test(this.#text.charAt(i + 1))) {
      this.#drop(i, i + 1);
      return i + 2;
    }
    return isDigit(next) && isDigit(this.#text.charCodeAt(i - 1)) ? this.#put(i, 47) : i + 1;
  }

  #isUrl(i: number, head: string): boolean {
    return this.#text.startsWith(head, i) && !isWord(this.#text.charCodeAt(i - 1));
  }

  /** `https://...`: the scheme before the colon goes too. */
  #scheme(i: number): number {
    if (this.#text.charCodeAt(i + 1) !== 47 || this.#text.charCodeAt(i + 2) !== 47) return i + 1;
    let s = i;
    while (s > 0 && i - s < 12 && isWord(this.#text.charCodeAt(s - 1))) s--;
    if (s === i) return i + 1;
    return this.#clearWord(s);
  }

  /** Blanks to the next space or closing bracket. */
  #clearWord(from: number): number {
    let e = from;
    const n = this.#text.length;
    while (e < n) {
      const c = this.#text.charCodeAt(e);
      if (c <= 32 || c === 0xa0 || c === 62 || c === 34) break;
      if ((c === 41 || c === 124) && e > from) break;
      e++;
    }
    // Punctuation that ends the sentence stays.
    while (e > from && ',.;:!?'.includes(this.#text.charAt(e - 1))) e--;
    return this.#clear(from, e);
  }

  /** `name@example.org`. */
  #address(i: number): number {
    let s = i;
    while (s > 0 && i - s < 64 && (isWord(this.#text.charCodeAt(s - 1)) || '.+-'.includes(this.#text.charAt(s - 1))))
      s--;
    let e = i + 1;
    while (
      isWord(this.#text.charCodeAt(e)) ||
      (this.#text.charCodeAt(e) === 46 && isWord(this.#text.charCodeAt(e + 1))) ||
      this.#text.charCodeAt(e) === 45
    )
      e++;
    return s === i || e - i < 4 || !this.#text.slice(i, e).includes('.') ? i + 1 : this.#clear(s, e);
  }

  #entity(i: number): number {
    const found = readEntity(this.#text, i);
    if (found === undefined) return i + 1;
    this.#codes[i] = found.code;
    return this.#drop(i + 1, i + found.length);
  }
}

function isWord(c: number): boolean {
  return (c >= 48 && c <= 57) || (c >= 65 && c <= 90) || (c >= 97 && c <= 122) || c === 95 || (c >= 0xc0 && c < 0x2000);
}
