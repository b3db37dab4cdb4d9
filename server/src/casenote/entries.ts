// From pieces to entries: which entry each piece belongs to, and whose child it is. Headings reach down to the next
// heading of their level; a dated paragraph reaches to the next one or the next heading; list items and table rows stand
// for themselves, their own sub-items included. A piece keeps how it was placed, for the next reading.
import type { Pieces } from './blocks.ts';
import { childHeading } from './children.ts';
import type { Entry } from './model.ts';
import type { MonthContext } from './month-heading.ts';
import type { Piece, Placing, Table } from './pieces.ts';
import { keep, sameMonth, withMonth } from './placings.ts';
import { actColumns, isDitto, openRow, readTable } from './tables.ts';

/** The pieces that are casenote text, each in its place. The lists run side by side. */
export interface Placed {
  readonly placings: readonly Placing[];
  /** Where each begins in the note. */
  readonly starts: readonly number[];
  /** Index into the drafts. */
  readonly entries: readonly number[];
  readonly drafts: readonly Draft[];
  readonly children: readonly string[];
  /** Something stands outside every child's heading. */
  readonly preface: boolean;
  /** For each piece its place in these lists, -1 where it has none. */
  readonly at: readonly number[];
}

/** An entry before the days are known. */
export interface Draft {
  readonly kind: Entry['kind'];
  /** The first and the last of the placed pieces in it. */
  readonly first: number;
  last: number;
  readonly child: number;
  /** The piece whose opening date opens it; absent for the whole note and for what has no date of its own. */
  readonly opener: Placing | undefined;
  /** Year that a heading or a column gives to its year-less date; 0 none. */
  readonly year: number;
  /** Words open it ("Dad rang on 5 October"): the note is told as a story, in the order in which things happened. */
  readonly inWords: boolean;
  /** The entry whose day it takes (a child's heading without a date), -1 where it has its own or none. */
  readonly inherits: number;
}

interface HeadingLevel {
  readonly level: number;
  readonly entry: number;
  readonly month: MonthContext | undefined;
  readonly child: number;
  /** What it says, where it is short and has no date; absent where it has one. */
  readonly title?: string;
}

/** Puts pieces into entries. `starts` is where each begins, `names` are the children of front matter, if any. */
export function placePieces(pieces: readonly Piece[], starts: readonly number[], names: readonly string[]): Placed {
  const placer = new Placer(pieces, starts, names);
  placer.run();
  return placer;
}

/**
 * Puts pieces into the entries that they were in before an edit of words: where each piece that is new opens an entry just
 * where the one it replaces did, and neither is of a kind that says anything of others. Nothing where it is not so.
 */
export function placeAgain(pieces: Pieces, names: readonly string[], was: Pieces, before: Placed): Placed | undefined {
  const { list, starts, head, tail } = pieces;
  const to = list.length - tail;
  if (list.length !== was.list.length || pieces.style !== was.style) return undefined;
  const placings = before.placings.slice();
  let { drafts } = before;
  for (let i = head; i < to; i++) {
    const at = before.at[i]!;
    const old = before.placings[at];
    const piece = list[i]!;
    if (old === undefined || !isAlike(piece, old.piece, names)) return undefined;
    const { month } = old;
    // A heading with no date is the title of what stands under it.
    if ((piece.role === 'heading' && old.opening < 0) || leadsToList(piece) || leadsToList(old.piece)) return undefined;
    const placing = keep(piece, month, undefined, withMonth(piece, piece.dates, piece.opening, month), old.title);
    if (placing.opening >= 0 !== old.opening >= 0) return undefined;
    placings[at] = placing;
    const entry = before.entries[at]!;
    if (placing.opening < 0) continue;
    if (drafts === before.drafts) drafts = drafts.slice();
    (drafts as Draft[])[entry] = { ...drafts[entry]!, opener: placing };
  }
  const places: number[] = [];
  for (let i = 0; i < list.length; i++) if (before.at[i]! >= 0) places.push(starts[i]!);
  const { entries, children, preface, at } = before;
  return { placings, starts: places, entries, drafts, children, preface, at };
}

/** "Not done:": the title of the list under it. */
const leadsToList = ({ role, text }: Piece): boolean => role === 'paragraph' && text.length <= 40 && /:\s*$/.test(text);

/** Does a piece stand to the others as another does? */
function isAlike(a: Piece, b: Piece, names: readonly string[]): boolean {
  return (
    a.role === b.role &&
    a.role !== 'table-row' &&
    a.first === b.first &&
    a.block.level === b.block.level &&
    a.block.inItem === b.block.inItem &&
    !a.block.silent &&
    !b.block.silent &&
    a.text !== '' &&
    !a.inWords &&
    !b.inWords &&
    a.month === undefined &&
    b.month === undefined &&
    (a.role !== 'heading' || (childHeading(a.text, names) === undefined && childHeading(b.text, names) === undefined))
  );
}

class Placer implements Placed {
  readonly #pieces: readonly Piece[];
  readonly #places: readonly number[];
  readonly #names: readonly string[];
  readonly drafts: Draft[];
  readonly placings: Placing[] = [];
  readonly starts: number[] = [];
  readonly entries: number[] = [];
  readonly children: string[] = [];
  preface = false;
  readonly at: number[] = [];
  /** Index of the piece that is being placed. */
  #index = 0;
  #headings: HeadingLevel[] = [];
  /** Of the innermost heading that has one; -1 none. */
  #headingChild = -1;
  #paragraph = -1;
  /** The entry that a paragraph opened in words, last. */
  #inWords = 0;
  #paragraphMonth: MonthContext | undefined;
  /** The month that bare day numbers belong to here. */
  #month: MonthContext | undefined;
  /** Entry of the item at each depth, -1 where it has none of its own. */
  #items: number[] = [];
  #table: Table | undefined;
  #lastRow = -1;
  /** "Not done:", over a list. */
  #leads: string | undefined;

  constructor(pieces: readonly Piece[], places: readonly number[], names: readonly string[]) {
    this.#pieces = pieces;
    this.#places = places;
    this.#names = names;
    this.drafts = [
      { kind: 'whole-note', first: 0, last: 0, child: -1, opener: undefined, year: 0, inWords: false, inherits: -1 },
    ];
  }

  run(): void {
    const pieces = this.#pieces;
    for (this.#index = 0; this.#index < pieces.length; this.#index++) {
      const piece = pieces[this.#index]!;
      const next = this.placings.length;
      if (piece.block.silent) {
        if (piece.role === 'list-item') this.#items[piece.block.level] = -1;
      } else this.#place(piece);
      this.at.push(this.placings.length > next ? next : -1);
    }
  }

  #place(piece: Piece): void {
    switch (piece.role) {
      case 'heading':
        this.#heading(piece);
        break;
      case 'table-row':
        this.#row(piece);
        break;
      case 'list-item':
        this.#item(piece);
        break;
      default:
        this.#text(piece);
    }
  }

  /** To be called where a heading or a month that stands alone has changed what holds here. */
  #look(): void {
    this.#headingChild = this.#headings.findLast(({ child }) => child >= 0)?.child ?? -1;
    this.#month =
      this.#paragraphMonth === undefined
        ? this.#headings.findLast(({ month }) => month !== undefined)?.month
        : this.#withYear(this.#paragraphMonth);
  }

  /** A month without a year takes the year of a heading above it. */
  #withYear(month: MonthContext): MonthContext {
    if (month.year > 0) return month;
    for (let i = this.#headings.length - 1; i >= 0; i--) {
      const above = this.#headings[i]!.month;
      if (above !== undefined && above.year > 0) return { month: month.month, year: above.year };
    }
    return month;
  }

  /** The entry that undated text falls to here. */
  #current(): number {
    if (this.#paragraph >= 0) return this.#paragraph;
    for (let i = this.#headings.length - 1; i >= 0; i--)
      if (this.#headings[i]!.entry >= 0) return this.#headings[i]!.entry;
    return 0;
  }

  #put(placing: Placing, entry: number): void {
    if (this.#headingChild < 0 && placing.piece.role !== 'heading') this.preface = true;
    this.drafts[entry]!.last = this.placings.length;
    this.placings.push(placing);
    this.starts.push(this.#places[this.#index]!);
    this.entries.push(entry);
  }

  /** Opens an entry at the piece that is put next. */
  #open(kind: Entry['kind'], opener: Placing | undefined, year: number, inherits = -1): number {
    const at = this.placings.length;
    const inWords = opener?.opening === 0 && opener.piece.inWords;
    this.drafts.push({ kind, first: at, last: at, child: this.#headingChild, opener, year, inWords, inherits });
    return this.drafts.length - 1;
  }

  get #yearHere(): number {
    return this.#month?.year ?? 0;
  }

  // -------------------------------------------------------------------------------------------- what a piece opens

  /** The heading with no date over a piece, or the line that leads to a list. */
  #titleOf({ role }: Piece): string | undefined {
    if (role === 'heading') return undefined;
    if (role === 'list-item' && this.#leads) return this.#leads;
    return this.#headings.findLast(({ title }) => title !== undefined)?.title;
  }

  /** The piece as it reads under the month that holds here. */
  #underMonth(piece: Piece, isOpened = false): Placing {
    const month = this.#month;
    const kept = piece.placing;
    const title = this.#titleOf(piece);
    const isSame = kept && kept.table === undefined && sameMonth(kept.month, month) && kept.title === title;
    if (isSame && (!piece.inWords || kept.opening >= 0 === isOpened)) return kept;
    const opening = isOpened ? { dates: piece.dates, opening: 0 } : withMonth(piece, piece.dates, piece.opening, month);
    return keep(piece, month, undefined, opening, title);
  }

  /** The piece opened by its first date, where no entry holds but the whole note or one that was opened so, too. */
  #opened(piece: Piece): Placing {
    const entry = this.#current();
    const isOpened = piece.inWords && !piece.block.inItem && (entry === 0 || entry === this.#inWords);
    if (isOpened) this.#inWords = this.drafts.length;
    return this.#underMonth(piece, isOpened);
  }

  /** The piece as it stands: a month that stands alone opens nothing. */
  #asItIs(piece: Piece, table?: Table): Placing {
    const kept = piece.placing;
    if (kept && kept.table === table && sameMonth(kept.month, this.#month)) return kept;
    return keep(piece, this.#month, table, piece);
  }

  #heading(piece: Piece): void {
    const { level } = piece.block;
    while (this.#headings.length > 0 && this.#headings[this.#headings.length - 1]!.level >= level) this.#headings.pop();
    this.#paragraph = -1;
    this.#paragraphMonth = undefined;
    this.#items = [];
    this.#lastRow = -1;
    this.#leads = undefined;
    const child = this.#childOf(piece);
    const month = piece.month === undefined ? undefined : this.#withYear(piece.month);
    const above = this.#current();
    this.#headings.push({ level, entry: -1, month, child });
    this.#look();
    const placing = this.#underMonth(piece);
    let entry = -1;
    if (placing.opening >= 0) entry = this.#open('heading', placing, this.#yearHere);
    // What follows is this child's: an entry of its own, with the day that holds here.
    else if (child >= 0) entry = this.#open('heading', undefined, 0, above);
    // On no day that is known, before the first day number under it.
    else if (month !== undefined && month.month > 0) entry = this.#open('heading', placing, 0);
    if (entry >= 0) this.#headings[this.#headings.length - 1] = { level, entry, month, child };
    else if (month === undefined)
      this.#headings[this.#headings.length - 1] = {
        level,
        entry,
        month,
        child,
        title: piece.text.length > 40 ? '' : piece.text,
      };
    if (piece.text !== '') this.#put(placing, entry >= 0 ? entry : above);
  }

  /** The number of the child that a heading names; -1 none. */
  #childOf(piece: Piece): number {
    if (piece.child?.names !== this.#names)
      piece.child = { names: this.#names, name: childHeading(piece.text, this.#names) };
    const { name } = piece.child;
    if (name === undefined) return -1;
    const known = this.children.indexOf(name);
    return known >= 0 ? known : this.children.push(name) - 1;
  }

  #text(piece: Piece): void {
    const depth = piece.block.level;
    this.#leads = leadsToList(piece) ? piece.text : undefined;
    this.#lastRow = -1;
    if (piece.month !== undefined && !piece.block.inItem) {
      this.#paragraph = -1;
      this.#paragraphMonth = piece.month;
      this.#look();
      this.#put(this.#asItIs(piece), this.#current());
      return;
    }
    const placing = this.#opened(piece);
    let entry: number;
    if (placing.opening >= 0) {
      entry = this.#open('paragraph', placing, this.#yearHere);
      if (piece.block.inItem) this.#items[depth - 1] = entry;
      else this.#paragraph = entry;
    } else entry = piece.block.inItem ? this.#itemEntry(depth) : this.#current();
    this.#put(placing, entry);
  }

  /** The entry of the item that text at this depth lies in. */
  #itemEntry(depth: number): number {
    for (let d = Math.min(depth, this.#items.length) - 1; d >= 0; d--) {
      const entry = this.#items[d];
      if (entry !== undefined && entry >= 0) return entry;
    }
    return this.#current();
  }

  #item(piece: Piece): void {
    const depth = piece.block.level;
    this.#lastRow = -1;
    const placing = this.#underMonth(piece);
    if (piece.first) this.#items.length = Math.min(this.#items.length, depth);
    while (this.#items.length < depth) this.#items.push(-1);
    if (placing.opening >= 0) {
      const entry = this.#open('list-item', placing, this.#yearHere);
      this.#items[depth] = entry;
      this.#put(placing, entry);
      return;
    }
    if (piece.first) this.#items[depth] = -1;
    this.#put(placing, piece.first ? this.#itemEntry(depth) : this.#itemEntry(depth + 1));
  }

  #row(piece: Piece): void {
    this.#items = [];
    if (piece.block.first) this.#table = readTable(this.#pieces, this.#index, this.#table);
    const table = this.#table!;
    if (piece.block.header) {
      this.#put(this.#asItIs(piece, table), this.#current());
      return;
    }
    const placing = this.#inTable(piece, table);
    if (placing.opening >= 0) {
      this.#lastRow = this.#open('table-row', placing, table.year || this.#yearHere);
      this.#put(placing, this.#lastRow);
    } else if (this.#lastRow >= 0 && isDitto(piece, table)) this.#put(placing, this.#lastRow);
    // A row of a dated table whose own date is missing has no day; a row of any other table falls to the text above.
    else if (table.dateColumn >= 0) this.#put(placing, this.#open('table-row', undefined, 0));
    // A row of acts with their days tells of one thing: an entry, on the day of the text above.
    else if (table.dateColumn === actColumns)
      this.#put(placing, this.#open('table-row', undefined, 0, this.#current()));
    else this.#put(placing, this.#current());
  }

  /** The row as it reads in its table. */
  #inTable(piece: Piece, table: Table): Placing {
    const month = this.#month;
    const kept = piece.placing;
    const title = this.#titleOf(piece);
    if (kept && kept.table === table && sameMonth(kept.month, month) && kept.title === title) return kept;
    const { dates, opening } = openRow(piece, table, month);
    const ordinal = dates[opening]?.rawKind === 'ordinal';
    return keep(piece, month, table, ordinal ? withMonth(piece, dates, opening, month) : { dates, opening }, title);
  }
}
