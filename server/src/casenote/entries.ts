// From pieces to entries and segments: which entry each piece belongs to, whose child it is, and the day each entry
// has. Headings reach down to the next heading of their level; a dated paragraph reaches to the next one or the next
// heading; list items and table rows stand for themselves, their own sub-items included.
import { addMonths, type Day, dayFrom, daysInMonth } from '../calendar/day.ts';
import { childHeading } from './children.ts';
import { RawDate } from './dates/raw.ts';
import type { Entry } from './model.ts';
import { dayNumberAtHead, type MonthContext, type Piece } from './pieces.ts';
import { type EntryDate, settleYears } from './years.ts';

/** A piece with its place: what a segment is made of, before its dates are resolved. */
export interface Placed {
  readonly piece: Piece;
  /** Index into the entries. */
  readonly entry: number;
  readonly month: MonthContext | undefined;
  readonly headers: readonly string[] | undefined;
}

export interface EntryReading {
  readonly placed: readonly Placed[];
  readonly entries: readonly Entry[];
  /** For each entry: the day to read relative and year-less dates against where it has none of its own. */
  readonly references: readonly Day[];
  /** For each entry: true where its own date gives no day, so that "yesterday" has none either. */
  readonly undated: readonly boolean[];
  readonly children: readonly string[];
  /** A heading or a column gives some entry its year. */
  readonly yearSaid: boolean;
}

interface Draft {
  kind: Entry['kind'];
  start: number;
  end: number;
  child: number;
  /** The date that opens it; absent for the whole note. */
  opening: RawDate | undefined;
  openingAt: number;
  /** Year that a heading or a column gives to its year-less date; 0 none. */
  year: number;
  /** The entry whose day it takes (a child's heading without a date), -1 where it has its own or none. */
  inherits: number;
}

interface HeadingLevel {
  readonly level: number;
  readonly entry: number;
  readonly month: MonthContext | undefined;
  readonly child: number;
}

interface Table {
  readonly dateColumn: number;
  readonly headers: readonly string[] | undefined;
  readonly year: number;
}

/** Puts pieces into entries. `names` are the children of front matter `children`, if any. */
export function placePieces(
  pieces: readonly Piece[],
  names: readonly string[],
  frontMatterDate: Day | undefined,
  today: Day,
  noteEnd: number,
): EntryReading {
  const placer = new Placer(pieces, names, noteEnd);
  placer.run();
  return placer.finish(frontMatterDate, today);
}

class Placer {
  private readonly pieces: readonly Piece[];
  private readonly names: readonly string[];
  private readonly drafts: Draft[];
  private readonly placed: Placed[] = [];
  private headings: HeadingLevel[] = [];
  private paragraph = -1;
  private paragraphMonth: MonthContext | undefined;
  /** Entry of the item at each depth, -1 where it has none of its own. */
  private items: number[] = [];
  private readonly tables = new Map<number, Table>();
  private readonly children: string[] = [];
  /** True once something stands outside every child's heading. */
  private preface = false;
  private lastRow = -1;

  constructor(pieces: readonly Piece[], names: readonly string[], noteEnd: number) {
    this.pieces = pieces;
    this.names = names;
    this.drafts = [
      {
        kind: 'whole-note',
        start: 0,
        end: noteEnd,
        child: -1,
        opening: undefined,
        openingAt: -1,
        year: 0,
        inherits: -1,
      },
    ];
  }

  run(): void {
    for (let i = 0; i < this.pieces.length; i++) {
      const piece = this.pieces[i]!;
      if (piece.block.silent) {
        if (piece.role === 'list-item') this.items[piece.block.level] = -1;
        continue;
      }
      this.place(piece, i);
    }
  }

  private place(piece: Piece, index: number): void {
    switch (piece.role) {
      case 'heading':
        this.heading(piece);
        break;
      case 'table-row':
        this.row(piece, index);
        break;
      case 'list-item':
        this.item(piece);
        break;
      default:
        this.text(piece);
    }
  }

  private child(): number {
    for (let i = this.headings.length - 1; i >= 0; i--)
      if (this.headings[i]!.child >= 0) return this.headings[i]!.child;
    return -1;
  }

  /** The month that bare day numbers belong to here. */
  private month(): MonthContext | undefined {
    if (this.paragraphMonth !== undefined) return this.withYear(this.paragraphMonth);
    for (let i = this.headings.length - 1; i >= 0; i--)
      if (this.headings[i]!.month !== undefined) return this.headings[i]!.month;
    return undefined;
  }

  /** A month without a year takes the year of a heading above it. */
  private withYear(month: MonthContext): MonthContext {
    if (month.year > 0) return month;
    for (let i = this.headings.length - 1; i >= 0; i--) {
      const above = this.headings[i]!.month;
      if (above !== undefined && above.year > 0) return { month: month.month, year: above.year };
    }
    return month;
  }

  /** The entry that undated text falls to here. */
  private current(): number {
    if (this.paragraph >= 0) return this.paragraph;
    for (let i = this.headings.length - 1; i >= 0; i--)
      if (this.headings[i]!.entry >= 0) return this.headings[i]!.entry;
    return 0;
  }

  private put(piece: Piece, entry: number, headers?: readonly string[]): void {
    if (this.child() < 0 && piece.role !== 'heading') this.preface = true;
    const draft = this.drafts[entry]!;
    if (entry > 0 && piece.end > draft.end) draft.end = piece.end;
    this.placed.push({ piece, entry, month: this.month(), headers });
  }

  private open(piece: Piece, kind: Entry['kind'], year: number): number {
    this.drafts.push({
      kind,
      start: piece.start,
      end: piece.end,
      child: this.child(),
      opening: piece.dates[piece.opening],
      openingAt: piece.start,
      year,
      inherits: -1,
    });
    return this.drafts.length - 1;
  }

  /** Gives the piece its bare day number as an opening date, where a month heading stands above. */
  private useMonth(piece: Piece): void {
    const month = this.month();
    const opening = piece.dates[piece.opening];
    if (month === undefined || month.month === 0 || piece.month !== undefined) {
      // "the 5th" with no month above it is read against the entry it stands in; it opens none.
      if (opening?.kind === 'ordinal') piece.opening = -1;
      return;
    }
    if (opening !== undefined) {
      if (opening.kind !== 'ordinal') return;
      const date = Object.assign(new RawDate('date', 0, 0), opening, {
        kind: 'date',
        month: month.month,
        year: month.year,
      });
      piece.dates = piece.dates.map((d) => (d === opening ? date : d));
      if (date.day > daysInMonth(month.year || 2024, month.month)) date.kind = 'impossible';
      return;
    }
    const eol = piece.text.indexOf('\n');
    const found = dayNumberAtHead(eol === -1 ? piece.text : piece.text.slice(0, eol));
    if (found === undefined) return;
    const real = found.day <= daysInMonth(month.year || 2024, month.month);
    const date = new RawDate(real ? 'date' : 'impossible', found.start, found.end);
    date.day = found.day;
    date.month = month.month;
    date.year = month.year;
    const before = piece.dates[0];
    if (before !== undefined && before.end <= date.start && before.weekday >= 0 && before.kind === 'weekday') {
      date.weekday = before.weekday;
      date.weekdayStart = before.weekdayStart;
      date.weekdayEnd = before.weekdayEnd;
      date.start = before.start;
    }
    piece.dates = [date, ...piece.dates.filter((d) => d.start >= date.end)];
    piece.opening = 0;
  }

  private yearHere(): number {
    const month = this.month();
    return month?.year ?? 0;
  }

  private heading(piece: Piece): void {
    const { level } = piece.block;
    while (this.headings.length > 0 && this.headings[this.headings.length - 1]!.level >= level) this.headings.pop();
    this.paragraph = -1;
    this.paragraphMonth = undefined;
    this.items = [];
    this.lastRow = -1;
    const name = childHeading(piece.text, this.names);
    let child = -1;
    if (name !== undefined) {
      child = this.children.indexOf(name);
      if (child === -1) {
        child = this.children.length;
        this.children.push(name);
      }
    }
    const inherited: HeadingLevel = {
      level,
      entry: -1,
      month: piece.month === undefined ? undefined : this.withYear(piece.month),
      child,
    };
    this.headings.push(inherited);
    this.useMonth(piece);
    let entry = -1;
    if (piece.opening >= 0) {
      entry = this.open(piece, 'heading', this.yearHere());
      this.headings[this.headings.length - 1] = { ...inherited, entry };
    }
    if (entry < 0 && child >= 0) {
      // What follows is this child's: an entry of its own, with the day that holds here.
      const inherits = this.current();
      const { start, end } = piece;
      this.drafts.push({ kind: 'heading', start, end, child, opening: undefined, openingAt: -1, year: 0, inherits });
      entry = this.drafts.length - 1;
      this.headings[this.headings.length - 1] = { ...inherited, entry };
    }
    if (piece.text !== '') this.put(piece, entry >= 0 ? entry : this.current());
  }

  private text(piece: Piece): void {
    const depth = piece.block.level;
    this.lastRow = -1;
    if (piece.month !== undefined && !piece.block.inItem) {
      this.paragraph = -1;
      this.paragraphMonth = piece.month;
      this.put(piece, this.current());
      return;
    }
    this.useMonth(piece);
    if (piece.opening >= 0) {
      const entry = this.open(piece, 'paragraph', this.yearHere());
      if (piece.block.inItem) this.items[depth - 1] = entry;
      else this.paragraph = entry;
      this.put(piece, entry);
      return;
    }
    this.put(piece, piece.block.inItem ? this.itemEntry(depth) : this.current());
  }

  /** The entry of the item that text at this depth lies in. */
  private itemEntry(depth: number): number {
    for (let d = Math.min(depth, this.items.length) - 1; d >= 0; d--) {
      const entry = this.items[d];
      if (entry !== undefined && entry >= 0) return entry;
    }
    return this.current();
  }

  private item(piece: Piece): void {
    const depth = piece.block.level;
    this.lastRow = -1;
    this.useMonth(piece);
    if (piece.first) this.items.length = Math.min(this.items.length, depth);
    while (this.items.length < depth) this.items.push(-1);
    if (piece.opening >= 0) {
      const entry = this.open(piece, 'list-item', this.yearHere());
      this.items[depth] = entry;
      this.put(piece, entry);
      return;
    }
    if (piece.first) this.items[depth] = -1;
    this.put(piece, piece.first ? this.itemEntry(depth) : this.itemEntry(depth + 1));
  }

  // -------------------------------------------------------------------------------------------- tables

  private row(piece: Piece, index: number): void {
    const { block } = piece;
    this.items = [];
    const table = this.tables.get(block.table!) ?? this.readTable(index);
    if (block.header) {
      this.put(piece, this.current(), table.headers);
      return;
    }
    const cells = block.cells!;
    this.openRow(piece, table);
    if (piece.opening >= 0) {
      const entry = this.open(piece, 'table-row', table.year || this.yearHere());
      this.lastRow = entry;
      this.put(piece, entry, table.headers);
      return;
    }
    const cell = cells[table.dateColumn];
    const words =
      cell === undefined
        ? ''
        : piece.text
            .slice(cell.start - piece.start, cell.end - piece.start)
            .trim()
            .toLowerCase();
    if (
      table.dateColumn >= 0 &&
      /^(?:"+|''|〃|ditto|do\.?|same(?: day| date)?|as above)$/.test(words) &&
      this.lastRow >= 0
    ) {
      this.put(piece, this.lastRow, table.headers);
      return;
    }
    // A row of a dated table whose own date is missing has no day; a row of any other table falls to the text above.
    if (table.dateColumn >= 0) {
      this.drafts.push({
        kind: 'table-row',
        start: piece.start,
        end: piece.end,
        child: this.child(),
        opening: undefined,
        openingAt: -1,
        year: 0,
        inherits: -1,
      });
      this.put(piece, this.drafts.length - 1, table.headers);
      return;
    }
    this.put(piece, this.current(), table.headers);
  }

  /** Finds the row's own date in the date column. */
  private openRow(piece: Piece, table: Table): void {
    const cells = piece.block.cells!;
    const born = table.headers?.findIndex((h) => /\b(?:dob|d\.o\.b|birth)\b/i.test(h)) ?? -1;
    if (born >= 0 && cells[born] !== undefined) {
      const { start, end } = cells[born]!;
      piece.dates = piece.dates.filter((d) => d.start < start - piece.start || d.end > end - piece.start);
    }
    const cell = cells[table.dateColumn];
    if (cell === undefined) return;
    const from = cell.start - piece.start;
    const to = cell.end - piece.start;
    for (let i = 0; i < piece.dates.length; i++) {
      const d = piece.dates[i]!;
      if (d.start < from || d.start >= to) continue;
      if (
        /^[\s*_("'[#>.:,;-]*(?:(?:on|from|date|dated)\s+)?$/i.test(piece.text.slice(from, d.start)) &&
        d.kind !== 'weekday'
      ) {
        piece.opening = i;
        if (d.kind === 'ordinal') this.useMonth(piece);
        return;
      }
    }
    const month = this.month();
    const found = month !== undefined && month.month > 0 ? dayNumberAtHead(piece.text.slice(from, to)) : undefined;
    if (found === undefined) return;
    const date = new RawDate('date', from + found.start, from + found.end);
    date.day = found.day;
    date.month = month!.month;
    date.year = month!.year;
    if (date.day > daysInMonth(date.year || 2024, date.month)) date.kind = 'impossible';
    const at = piece.dates.findIndex((d) => d.start >= date.end);
    const rest = piece.dates.filter((d) => d.end <= date.start || d.start >= date.end);
    piece.opening = at === -1 ? rest.length : Math.min(at, rest.length);
    piece.dates = [...rest.slice(0, piece.opening), date, ...rest.slice(piece.opening)];
  }

  /** Headers and date column of the table that begins at piece `index`. */
  private readTable(index: number): Table {
    const first = this.pieces[index]!;
    const number = first.block.table!;
    const inherited = !first.block.header && number > 0 ? this.tables.get(number - 1) : undefined;
    const cellText = (p: Piece, k: number): string => {
      const c = p.block.cells?.[k];
      return c === undefined ? '' : p.text.slice(c.start - p.start, c.end - p.start).trim();
    };
    let headers: readonly string[] | undefined = first.block.header
      ? first.block.cells!.map((_, k) => cellText(first, k))
      : undefined;
    // Rows after a blank line go on with the table above.
    if (headers === undefined && inherited?.headers?.length === first.block.cells!.length) headers = inherited.headers;
    let column =
      headers?.findIndex((h) =>
        /^(?:date|dates|when|day|dated|entry date|date of (?:contact|entry|call|event))\b/i.test(h),
      ) ?? -1;
    const votes = this.vote(index, number);
    if (column === -1 || (votes.size > 0 && !votes.has(column))) column = best(votes, column);
    const yearHeader = headers === undefined || column < 0 ? null : /^(20\d\d)$/.exec(headers[column]!);
    const table: Table = { dateColumn: column, headers, year: yearHeader === null ? 0 : Number(yearHeader[1]) };
    this.tables.set(number, table);
    return table;
  }

  /** How many of the first rows have a date at the head of each column. */
  private vote(index: number, number: number): Map<number, number> {
    const votes = new Map<number, number>();
    for (let i = index; i < this.pieces.length && i < index + 40; i++) {
      const p = this.pieces[i]!;
      if (p.block.table !== number) break;
      if (p.block.header) continue;
      p.block.cells!.forEach((c, k) => {
        const from = c.start - p.start;
        for (const d of p.dates) {
          if (
            d.start - from >= 0 &&
            d.start - from <= 6 &&
            d.start < c.end - p.start &&
            (d.kind === 'date' || d.kind === 'impossible') &&
            p.text.slice(from, d.start).trim().length <= 2
          ) {
            votes.set(k, (votes.get(k) ?? 0) + 1);
            break;
          }
        }
      });
    }
    return votes;
  }

  // -------------------------------------------------------------------------------------------- days

  finish(frontMatterDate: Day | undefined, today: Day): EntryReading {
    // Text outside every child's heading is nobody's in particular: it comes first, under no name.
    const shift = this.children.length > 0 && this.preface ? 1 : 0;
    const children = this.children.length === 0 ? [''] : shift === 1 ? ['', ...this.children] : this.children;
    const childOf = (d: Draft): number => (this.children.length === 0 ? 0 : d.child < 0 ? 0 : d.child + shift);
    const days: (Day | undefined)[] = this.drafts.map(() => undefined);
    for (let child = 0; child < children.length; child++) {
      const own = this.drafts.map((_, i) => i).filter((i) => i > 0 && childOf(this.drafts[i]!) === child);
      const settled = settleYears(
        own.map((i) => entryDate(this.drafts[i]!)),
        frontMatterDate,
        today,
      );
      own.forEach((i, k) => {
        days[i] = settled[k];
      });
    }
    days[0] = frontMatterDate;
    this.drafts.forEach((d, i) => {
      if (d.inherits >= 0) days[i] = days[d.inherits];
    });
    const fallback = frontMatterDate ?? today;
    let last = fallback;
    const references = this.drafts.map((d, i) => {
      const day = days[i];
      if (day !== undefined) {
        if (i > 0) last = day;
        return day;
      }
      return i === 0 ? fallback : (around(d) ?? last);
    });
    const entries = this.drafts.map((d, i): Entry => {
      const day = days[i];
      const opening = d.opening;
      return {
        kind: d.kind,
        start: d.start,
        end: d.end,
        child: childOf(d),
        ...(day === undefined ? {} : { day }),
        ...(opening === undefined
          ? {}
          : { dateSpan: { start: d.openingAt + opening.start, end: d.openingAt + opening.end } }),
      };
    });
    const undated = this.drafts.map((d, i) => days[i] === undefined && i > 0 && d.inherits < 0);
    return {
      placed: this.placed,
      entries,
      references,
      undated,
      children,
      yearSaid: this.drafts.some((d) => d.year > 0),
    };
  }
}

function best(votes: ReadonlyMap<number, number>, otherwise: number): number {
  let column = otherwise;
  let most = 0;
  for (const [k, n] of votes) {
    if (n > most) {
      most = n;
      column = k;
    }
  }
  return column;
}

/** What the opening date says: a day, a day and month, or nothing that gives a day. */
function entryDate(draft: Draft): EntryDate {
  const o = draft.opening;
  if (o === undefined || o.kind !== 'date' || o.day === 0) return {};
  const year = o.year > 2 ? o.year : draft.year;
  if (year > 0) {
    const day = dayFrom(year, o.month, o.day);
    return day === undefined ? {} : { day };
  }
  return { dayOfMonth: o.day, month: o.month, weekday: o.weekday };
}

/** The end of the month of an opening such as "Oct 2025" or "31 April 2026", to read other dates against. */
function around(draft: Draft): Day | undefined {
  const o = draft.opening;
  if (o === undefined || o.year < 1900 || o.month < 1 || o.month > 12) return undefined;
  const first = dayFrom(o.year, o.month, 1);
  return first === undefined ? undefined : ((addMonths(first, 1).day - 1) as Day);
}
