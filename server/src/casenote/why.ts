// "Why did it not see this?": for one line of a note, what was read there and how - the entry and its day, each date and
// the rule that settled it, the events taken, and what was kept from counting and by which words. Plain data with
// sentences that an adviser can follow; the editor only shows it.
import { type Day, formatDay, partsOf, weekdayNames } from '../calendar/day.ts';
import type { CaseEvent, DateMention, Entry, Near, Problem, Reading, Segment, Span } from './model.ts';

/** Why a line is not casenote text. */
export type LeftOut =
  | 'blank'
  | 'front-matter'
  | 'code'
  | 'quote'
  | 'comment'
  | 'unticked'
  | 'rule'
  | 'not-text'
  | 'too-long';

export interface Why {
  /** The line that was asked about. */
  readonly line: Span;
  /** Set where nothing of the line is casenote text. */
  readonly leftOut?: LeftOut;
  readonly entry?: Entry;
  readonly dates: readonly { readonly mention: DateMention; readonly words: string }[];
  readonly events: readonly { readonly event: CaseEvent; readonly words: string }[];
  readonly near: readonly { readonly near: Near; readonly words: string }[];
  readonly problems: readonly Problem[];
  /** All of it in order, one sentence or two each, for a hover or a panel. */
  readonly sentences: readonly string[];
  /** The casenote text of the line. Empty where nothing is read. */
  readonly words: string;
  /** The same without its dates and the small words beside them: what a new wording would be taught from. */
  readonly wording: string;
}

const leftOutWords: Readonly<Record<LeftOut, string>> = {
  blank: 'This line is empty.',
  'front-matter': 'This is the head of the note (front matter): facts about the case, not a casenote.',
  code: 'This is code, so it is not read as casenote text.',
  quote:
    "This is a quote (>), so it is somebody else's text and not read. Put what happened in your own words below it.",
  comment: 'This is a comment, so it is not read.',
  unticked: 'This box is not ticked, so it has not happened yet. Tick it, or write it as an entry.',
  rule: 'This is a line across the page; there is nothing to read.',
  'not-text': 'This file is not plain text, so nothing in it is read.',
  'too-long': 'This stands beyond the length that is read.',
};

/** Explains the line of `text` that holds the offset `at`. `title` gives an event's name. */
export function explainLine(reading: Reading, text: string, at: number, title: (event: string) => string): Why {
  const start = text.lastIndexOf('\n', Math.max(0, at - 1)) + 1;
  const eol = text.indexOf('\n', Math.max(start, at));
  const line = { start, end: eol === -1 ? text.length : eol };
  const on = <T extends Span>(items: readonly T[]): T[] =>
    items.filter((i) => i.start <= line.end && i.end > line.start && i.start < line.end);
  const segments = on(reading.segments);
  const problems = on(reading.problems);
  const words = segments
    .map((s) => s.text.slice(Math.max(0, line.start - s.start), line.end - s.start))
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (words === '') {
    const leftOut = leftOutBy(reading, text, line);
    return {
      line,
      leftOut,
      dates: [],
      events: [],
      near: [],
      problems,
      sentences: [leftOutWords[leftOut]],
      words,
      wording: '',
    };
  }
  const segment = segments[0]!;
  const entry = reading.entries[segment.entry];
  const dates = segments.flatMap((s) =>
    s.dateMentions.flatMap((mention, i) =>
      mention.start < line.end && mention.end > line.start
        ? [{ mention, words: dateWords(mention, s, i === s.openingDate) }]
        : [],
    ),
  );
  const events = on(reading.events).map((event) => ({ event, words: eventWords(event, title) }));
  // What was taken anyway need not be offered as what it could be.
  const taken = (n: Near) =>
    n.grade === 'unsure' && events.some(({ event }) => event.event === n.event && event.day === n.day);
  const near = on(reading.near)
    .filter((n) => !taken(n))
    .map((n) => ({ near: n, words: nearWords(n, title) }));
  // The answer first, then what it rests on.
  const sentences = [
    ...events.map((e) => e.words),
    ...near.map((n) => n.words),
    ...(events.length + near.length === 0 ? ['No event is recognised in these words.'] : []),
    ...(entry === undefined ? [] : [entryWords(entry, segment, text)]),
    // The date that opens the entry has just been given with it.
    ...dates.filter(({ mention }) => mention.start !== entry?.dateSpan?.start || !saysAll(mention)).map((d) => d.words),
  ];
  const wording = withoutDates(segments, line);
  return { line, ...(entry === undefined ? {} : { entry }), dates, events, near, problems, sentences, words, wording };
}

/** "3 May: blue form went off, dated 2 May" is "blue form went off". */
function withoutDates(segments: readonly Segment[], line: Span): string {
  const parts = segments.map((s) => {
    let text = '';
    let from = Math.max(0, line.start - s.start);
    for (const d of s.dateMentions) {
      if (d.start >= line.end || d.end <= line.start) continue;
      text += `${s.text.slice(from, d.start - s.start)} | `;
      from = d.end - s.start;
    }
    return text + s.text.slice(from, line.end - s.start);
  });
  const pieces = parts
    .join(' | ')
    .split('|')
    .map((piece) =>
      piece
        .replace(/\s+/g, ' ')
        .replace(/^[\s\p{P}]+/u, '')
        .replace(/(?:[\s\p{P}]|\b(?:on|dated|dd|of|from|since|by|for|the)(?=[\s\p{P}]*$))+$/iu, ''),
    );
  return pieces.reduce((longest, piece) => (piece.length > longest.length ? piece : longest), '');
}

const kindWords: Readonly<Record<Entry['kind'], string>> = {
  heading: 'the heading',
  'list-item': 'the list item',
  paragraph: 'the paragraph',
  'table-row': 'the table row',
  'whole-note': 'the whole note',
};

/** Why what stands in an entry has no day, where none is written over it. */
function dayless({ kind }: Entry, { month, reference }: Segment): string {
  if (kind === 'table-row') return 'This row has no date of its own, so it has no day.';
  const where = kind === 'heading' && month ? 'under a month, with no day number above it' : 'under no dated entry';
  return `This stands ${where}, so words without a day of their own have none; dates without a year are read against ${formatDay(reference)}.`;
}

function entryWords(entry: Entry, segment: Segment, text: string): string {
  if (entry.kind === 'whole-note') {
    if (entry.day === undefined) return dayless(entry, segment);
    return `This stands under no dated entry, so its day is the note's own: ${formatDay(entry.day)} (date: at the head).`;
  }
  const written =
    entry.dateSpan === undefined ? '' : text.slice(entry.dateSpan.start, entry.dateSpan.end).replace(/\s+/g, ' ');
  if (entry.day === undefined) {
    if (written === '') return dayless(entry, segment);
    return `This belongs to ${kindWords[entry.kind]} dated "${written}", which gives no day.`;
  }
  return `This belongs to ${kindWords[entry.kind]} of ${formatDay(entry.day, 'weekday')}${written === '' ? '' : ` ("${written}")`}.`;
}

/** The date written at an offset and how it is read; `undefined` where none is, or where it says all of itself. */
export function explainDate(reading: Reading, at: number): { readonly span: Span; readonly words: string } | undefined {
  for (const s of reading.segments) {
    const index = s.dateMentions.findIndex((d) => d.start <= at && at <= d.end);
    if (index === -1) continue;
    const mention = s.dateMentions[index]!;
    if (saysAll(mention)) return undefined;
    const { start, end } = mention;
    return { span: { start, end }, words: dateWords(mention, s, index === s.openingDate) };
  }
  return undefined;
}

/** A whole date, rightly written: nothing had to be settled. */
const saysAll = ({ form, wrongWeekday, until }: DateMention): boolean =>
  form === 'full' && wrongWeekday === undefined && until === undefined;

function dateWords(mention: DateMention, segment: Segment, opens: boolean): string {
  const said = `"${mention.text.replace(/\s+/g, ' ')}"`;
  const weekday = mention.wrongWeekday === undefined ? '' : ` It is not a ${weekdayNames[mention.wrongWeekday]}.`;
  switch (mention.form) {
    case 'full':
      return `${said} is ${formatDay(mention.past!)}${opens ? ', which opens the entry' : ''}.${rangeWords(mention)}${weekday}`;
    case 'year-less':
      return `${yearWords(said, mention, segment, opens)}${rangeWords(mention)}${weekday}`;
    case 'relative':
      return `${said} is counted from ${formatDay(segment.reference)}: ${twoDays(mention)}.`;
    case 'vague':
      return `${said} gives no day, so nothing is counted from it.`;
    case 'ambiguous':
      return `${said} could be ${(mention.either ?? []).map((d) => formatDay(d)).join(' or ') || 'more than one day'}, so none is taken.`;
    default:
      return `${said} is not a day, so nothing is counted from it.`;
  }
}

function yearWords(said: string, mention: DateMention, segment: Segment, opens: boolean): string {
  if (opens)
    return `${said} opens the entry; its year is ${partsOf(mention.past!).year}, which keeps the entries in order.`;
  const bare = mention.bare ? ' Two numbers with a stroke are a date only next to something that happened.' : '';
  return `${said} has no year; against ${formatDay(segment.reference)} it is ${twoDays(mention)}.${bare}`;
}

function twoDays(mention: DateMention): string {
  const past: Day = mention.past!;
  const future: Day = mention.future!;
  return past === future
    ? formatDay(past)
    : `${formatDay(past)} where it happened, ${formatDay(future)} where it is still to come`;
}

function rangeWords(mention: DateMention): string {
  return mention.until === undefined ? '' : ` Of several days the first is taken.`;
}

const sourceWords: Readonly<Record<CaseEvent['dateSource'], string>> = {
  explicit: 'the date written with it',
  'year-inferred': 'the date written with it, the year from the entry',
  relative: "counted from the entry's day",
  entry: "the entry's own day",
};

function eventWords(event: CaseEvent, title: (event: string) => string): string {
  const how = event.assertion === 'planned' ? 'arranged for' : 'happened on';
  if (event.origin === 'mark') return `Marked by you: ${title(event.event)}, ${formatDay(event.day)}.`;
  const received = event.dateRole === 'received' ? ' This is the day it arrived.' : '';
  return `Recognised: ${title(event.event)}, ${how} ${formatDay(event.day)} (${sourceWords[event.dateSource]}).${received}`;
}

function nearWords(near: Near, title: (event: string) => string): string {
  const day = near.day === undefined ? '' : `, ${formatDay(near.day)}`;
  if (near.grade === 'unsure')
    return `Could be: ${title(near.event)}${day}. Not counted until you accept it: ${near.reason}.`.replace(
      /\.\.$/,
      '.',
    );
  return `Not counted as ${title(near.event)}${day}: ${near.reason}.`.replace(/\.\.$/, '.');
}

// ---------------------------------------------------------------------------------------------- what is left out

/** Why no text of the line was read. Looks at the note from its head, once, when asked. */
function leftOutBy(reading: Reading, text: string, line: Span): LeftOut {
  if (reading.problems.some((p) => p.code === 'not-text')) return 'not-text';
  if (reading.problems.some((p) => p.code === 'note-too-large' && p.start <= line.start && p.end >= line.end))
    return 'too-long';
  const own = text.slice(line.start, line.end).trim();
  const head = reading.frontMatter.span;
  if (head !== undefined && line.start >= head.start && line.start < head.end) return 'front-matter';
  if (insideFence(text, head?.end ?? 0, line)) return 'code';
  if (own === '') return insideComment(text, line.start) ? 'comment' : 'blank';
  if (/^(?:[-*+]\s+)*>/.test(own)) return 'quote';
  if (insideComment(text, line.start) || own.startsWith('<!--')) return 'comment';
  if (/^(?:[-*+•]|\d+[.)])\s+\[\s\]/.test(own)) return 'unticked';
  if (/^[-*_=\s|:]+$/.test(own)) return 'rule';
  return /^\S.*`/.test(own) || own.startsWith('`') ? 'code' : underUnticked(text, line.start) ? 'unticked' : 'code';
}

function insideFence(text: string, from: number, line: Span): boolean {
  let mark = '';
  for (let at = from; at < line.end; ) {
    const eol = text.indexOf('\n', at);
    const end = eol === -1 ? text.length : eol;
    const fence = /^[\s>*+-]*(`{3,}|~{3,})/.exec(text.slice(at, Math.min(end, at + 200)));
    if (fence !== null) {
      if (at >= line.start) return true;
      if (mark === '') mark = fence[1]!;
      else if (fence[1]!.startsWith(mark)) mark = '';
    }
    if (at >= line.start) return mark !== '';
    at = end + 1;
  }
  return mark !== '';
}

function insideComment(text: string, at: number): boolean {
  const open = text.lastIndexOf('<!--', at);
  if (open === -1 || open === at) return open === at;
  const close = text.indexOf('-->', open);
  return close >= at;
}

/** True where the nearest item above, less indented, has an unticked box. */
function underUnticked(text: string, at: number): boolean {
  const above = text
    .slice(Math.max(0, at - 2000), at)
    .split('\n')
    .reverse();
  for (const l of above) {
    if (/^\s*(?:[-*+•]|\d+[.)])\s+\[[ \u00a0]\]/.test(l)) return true;
    if (/^\S/.test(l)) return false;
  }
  return false;
}
