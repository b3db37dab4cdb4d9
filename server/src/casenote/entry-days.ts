// The days of entries: their own, with the year that they are given where none is written, or that of the entry around
// them; and the day that what is written in each is read against.
import { addDays, addMonths, type Day, dayFrom } from '../calendar/day.ts';
import type { RawDate } from './dates/raw.ts';
import type { Draft, Placed } from './entries.ts';
import type { Entry, Span } from './model.ts';
import type { MonthContext } from './month-heading.ts';
import { type EntryDate, settleYears } from './years.ts';

/** What is known of each entry; the lists run side by side. */
export interface EntryDays {
  /** What the entries' opening dates say, and the days that were made of them: kept for the next reading. */
  readonly says: readonly EntryDate[];
  readonly settled: readonly (Day | undefined)[];
  readonly days: readonly (Day | undefined)[];
  /** The day to read relative and year-less dates against: the entry's own, else one near it. */
  readonly references: readonly Day[];
  /** True where the entry's own date gives no day, so that "yesterday" has none either. */
  readonly dayless: readonly boolean[];
  /**
   * Of a row or an item of a chronology: the later day on which it was put down, under whose heading it stands. Of a dated
   * paragraph of a story: the day up to which the undated ones after it can go on.
   */
  readonly putDown: readonly (Day | undefined)[];
  /** Index into `children`. */
  readonly childOf: readonly number[];
  /** Initials or names; one `''` where the note is about one child. */
  readonly children: readonly string[];
  /** A heading or a column gives some entry its year. */
  readonly yearSaid: boolean;
  readonly frontMatterDate: Day | undefined;
  readonly today: Day;
  readonly drafts: readonly Draft[];
}

const nothingSaid: EntryDate = {};
const oneChild: readonly string[] = [''];

/** Settles the days of entries. What `before` settled of the same opening dates is taken from it. */
export function settleDays(
  placed: Placed,
  frontMatterDate: Day | undefined,
  today: Day,
  before: EntryDays | undefined,
): EntryDays {
  const { drafts } = placed;
  if (before?.drafts === drafts && before.today === today && before.frontMatterDate === frontMatterDate) return before;
  // Text outside every child's heading is nobody's in particular: it comes first, under no name.
  const alone = placed.children.length === 0;
  const shift = !alone && placed.preface ? 1 : 0;
  const children = alone ? oneChild : shift === 1 ? ['', ...placed.children] : placed.children;
  const childOf: number[] = [];
  const says: EntryDate[] = [];
  let yearSaid = false;
  for (const draft of drafts) {
    childOf.push(alone || draft.child < 0 ? 0 : draft.child + shift);
    says.push(saidBy(draft));
    yearSaid ||= draft.year > 0;
  }
  let settled = before?.settled;
  if (
    !before ||
    before.today !== today ||
    before.frontMatterDate !== frontMatterDate ||
    !sameSaid(before, says, childOf)
  )
    settled = settleChildren(children.length, childOf, says, frontMatterDate, today);
  const days = settled!.slice();
  days[0] = frontMatterDate;
  const references: Day[] = [];
  const dayless: boolean[] = [];
  const putDown: (Day | undefined)[] = [];
  let heading: Day | undefined;
  const fallback = frontMatterDate ?? today;
  let last = fallback;
  for (let i = 0; i < drafts.length; i++) {
    const { inherits, opener, kind } = drafts[i]!;
    if (inherits >= 0) days[i] = days[inherits];
    const day = days[i];
    dayless.push(day === undefined && i > 0 && inherits < 0);
    if (day !== undefined && i > 0) last = day;
    if (kind === 'heading') heading = day;
    const isItem = kind === 'list-item' || kind === 'table-row';
    putDown.push(isItem && day !== undefined ? laterThan(day, heading ?? frontMatterDate) : undefined);
    references.push(day ?? (i === 0 ? fallback : (around(opener?.dates[opener.opening] ?? opener?.month) ?? last)));
  }
  if (drafts.some(({ inWords }) => inWords)) goOn(drafts, days, childOf, putDown);
  return {
    says,
    settled: settled!,
    days,
    references,
    dayless,
    putDown,
    childOf,
    children,
    yearSaid,
    frontMatterDate,
    today,
    drafts,
  };
}

/** The undated paragraphs of a story go on from the dated one above them, up to the next one: three months at most. */
function goOn(
  drafts: readonly Draft[],
  days: readonly (Day | undefined)[],
  childOf: readonly number[],
  putDown: (Day | undefined)[],
): void {
  /** Of each child, the day of the next entry that has one. */
  const nextOf = new Map<number, Day>();
  for (let i = drafts.length - 1; i > 0; i--) {
    const day = days[i];
    if (day === undefined) continue;
    const next = nextOf.get(childOf[i]!);
    nextOf.set(childOf[i]!, day);
    if (drafts[i]!.kind !== 'paragraph') continue;
    const most = addDays(day, 92);
    putDown[i] = next === undefined || next > most ? most : next > day ? next : undefined;
  }
}

/** What is put down two weeks after its day is a chronology: its words look back on what came next, too. */
const laterThan = (day: Day, put: Day | undefined): Day | undefined =>
  put !== undefined && put - day >= 14 ? put : undefined;

function settleChildren(
  children: number,
  childOf: readonly number[],
  says: readonly EntryDate[],
  frontMatterDate: Day | undefined,
  today: Day,
): (Day | undefined)[] {
  const days: (Day | undefined)[] = says.map(() => undefined);
  for (let child = 0; child < children; child++) {
    const own: number[] = [];
    for (let i = 1; i < says.length; i++) if (childOf[i] === child) own.push(i);
    const settled = settleYears(
      own.map((i) => says[i]!),
      frontMatterDate,
      today,
    );
    for (let k = 0; k < own.length; k++) days[own[k]!] = settled[k];
  }
  return days;
}

function sameSaid(before: EntryDays, says: readonly EntryDate[], childOf: readonly number[]): boolean {
  if (before.says.length !== says.length) return false;
  for (let i = 0; i < says.length; i++) {
    const a = before.says[i]!;
    const b = says[i]!;
    if (before.childOf[i] !== childOf[i]) return false;
    if (a === b) continue;
    if (a.day !== b.day || a.dayOfMonth !== b.dayOfMonth || a.month !== b.month || a.weekday !== b.weekday)
      return false;
  }
  return true;
}

/** What the opening date of an entry says: a day, a day and month, or nothing that gives a day. */
function saidBy({ opener, year }: Draft): EntryDate {
  if (opener === undefined) return nothingSaid;
  if (opener.says?.year !== year) opener.says = { year, date: entryDate(opener.dates[opener.opening], year) };
  return opener.says.date;
}

function entryDate(o: RawDate | undefined, given: number): EntryDate {
  if (o === undefined || o.rawKind !== 'date' || o.day === 0) return nothingSaid;
  const year = o.year > 2 ? o.year : given;
  if (year > 0) {
    const day = dayFrom(year, o.month, o.day);
    return day === undefined ? nothingSaid : { day };
  }
  return { dayOfMonth: o.day, month: o.month, weekday: o.weekday };
}

/** The end of the month of an opening such as "Oct 2025" or "31 April 2026", or of a heading, to read other dates against. */
function around(o: MonthContext | undefined): Day | undefined {
  if (o === undefined || o.year < 1900 || o.month < 1 || o.month > 12) return undefined;
  const first = dayFrom(o.year, o.month, 1);
  return first === undefined ? undefined : ((addMonths(first, 1).day - 1) as Day);
}

/** Where the opening date of an entry is written. */
export function openingSpan({ starts }: Placed, { opener, first }: Draft): Span | undefined {
  const opening = opener?.dates[opener.opening];
  if (opening === undefined) return undefined;
  const start = starts[first]!;
  return { start: start + opening.rawStart, end: start + opening.rawEnd };
}

/** The entries themselves, with their places in a note that ends at `noteEnd`. */
export function entriesOf(placed: Placed, { days, childOf }: EntryDays, noteEnd: number): Entry[] {
  const { starts, placings } = placed;
  return placed.drafts.map((draft, i): Entry => {
    const day = days[i];
    const span = openingSpan(placed, draft);
    const { kind, first, last } = draft;
    return {
      kind,
      start: i === 0 ? 0 : starts[first]!,
      end: i === 0 ? noteEnd : starts[last]! + placings[last]!.piece.text.length,
      child: childOf[i]!,
      ...(day === undefined ? {} : { day }),
      ...(span === undefined ? {} : { dateSpan: span }),
    };
  });
}
