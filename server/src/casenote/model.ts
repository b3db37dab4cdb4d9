// The words of the reading side: what a note is made of. Text in, entries and events out; knows no deadline.
// All positions are offsets in UTF-16 code units into the note's own text, `end` exclusive.
import type { Day } from '../calendar/day.ts';

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A dated piece of a note: what stands under one heading, list item, paragraph or table row. */
export interface Entry extends Span {
  readonly kind: 'heading' | 'list-item' | 'paragraph' | 'table-row' | 'whole-note';
  /** The entry's own day; absent: undated (front matter `date` may still give the reference day). */
  readonly day?: Day;
  /** Where the opening date is written, if it is. */
  readonly dateSpan?: Span;
  /** Index into `Reading.children`; 0 where the note is about one child. */
  readonly child: number;
}

/**
 * A stretch of casenote text that is read together: a paragraph, a list item with its continuation lines, a table
 * row, a heading. `text` has the same length as the source stretch, so source offset = `start` + index. Everything
 * that is not casenote text (code, comments, quotes, link targets, URLs, struck-out text, marks) is blanked.
 */
export interface Segment extends Span {
  readonly text: string;
  readonly role: 'heading' | 'paragraph' | 'list-item' | 'table-row';
  /** Index into `Reading.entries`. */
  readonly entry: number;
  /** Reference day for relative and year-less dates: the entry's, else front matter's, else today. */
  readonly reference: Day;
  /** The day an event with no day of its own takes; absent where no entry gives one. */
  readonly entryDay?: Day;
  /** 0-based index of the date mention that opens the entry, where it stands in this segment. */
  readonly openingDate?: number;
  readonly dateMentions: readonly DateMention[];
  /** Table rows: the cells, with the header's word for each column. */
  readonly cells?: readonly (Span & { readonly header: string })[];
  /** The heading with no date over a short line ("# Transport" over "6 July: refused"). */
  readonly title?: string;
  /** A month heading above ("# February 2026") that gives bare day numbers their month and year. */
  readonly month?: { readonly year?: number; readonly month: number };
}

/** A segment as the recogniser is given it: `start` is 0 and places count from it, wherever it stands in the note. */
export type LocalSegment = Omit<Segment, 'entry'>;

/** Something written that is, or looks like, a day. Positions are offsets into the note. */
export interface DateMention extends Span {
  readonly text: string;
  readonly form:
    | 'full' // day, month, year
    | 'year-less' // day and month
    | 'relative' // yesterday, last Tues, the 12th, same day
    | 'vague' // late May, w/c 17 August, before half term, last week: no day
    | 'ambiguous' // 28 or 29 April
    | 'impossible'; // 31/02/26
  /** The day read with the past rule: latest such day not after the reference day (form full: the day itself). */
  readonly past?: Day;
  /** The day read with the future rule: first such day not before the reference day. */
  readonly future?: Day;
  /** After the reference day, but no later than what the story goes on to. */
  readonly goneBy?: boolean;
  /** Weekday written beside it disagrees: 0 Monday to 6 Sunday. */
  readonly wrongWeekday?: number;
  /** Where that weekday is written. */
  readonly weekdaySpan?: Span;
  /** A bare `10/9`: a date only where an event phrase wants one; never reported as a problem. */
  readonly bare?: boolean;
  /** The last day of a range, or the second of two days ("3-5 June", "7 + 8 Sept"): `past` and `future` are the first. */
  readonly until?: { readonly past: Day; readonly future: Day };
  /** Form ambiguous: the days it could be, in the order written, read with the past rule. */
  readonly either?: readonly Day[];
  /** What is written, as numbers, where a day and a month are (form impossible: to offer mends). */
  readonly parts?: { readonly day: number; readonly month: number; readonly year?: number };
}

export type DateSource = 'explicit' | 'year-inferred' | 'relative' | 'entry';

/** Something that happened, or is arranged for a day. */
export interface CaseEvent extends Span {
  readonly event: string;
  readonly day: Day;
  readonly dateSource: DateSource;
  readonly dateRole: 'own' | 'received';
  readonly assertion: 'happened' | 'planned';
  readonly text: string;
  readonly entry: number;
  readonly child: number;
  /** Where the day is written, when it is written. */
  readonly dateSpan?: Span;
  /** `text`: read from the words. `mark`: said by the adviser with a comment mark. */
  readonly origin: 'text' | 'mark';
  /** Read from words in which other things are told as often. */
  readonly uncertain?: boolean | undefined;
}

/** An unsure reading, or one kept from counting, with the reason ("'awaiting' makes this not an event"). */
export interface Near extends Span {
  readonly event: string;
  readonly day?: Day;
  readonly grade: 'unsure' | 'kept-out';
  /** Unsure, and so unlike what is written of it that nobody is asked. */
  readonly faint?: boolean;
  /** Faint, of a whole sentence that is a little like it: what could have come where somebody waits for it. */
  readonly possible?: boolean;
  readonly assertion: 'happened' | 'planned';
  readonly reason: string;
}

export type ProblemCode =
  | 'date-impossible'
  | 'date-ambiguous'
  | 'date-needed'
  | 'weekday-mismatch'
  | 'year-inferred'
  | 'date-in-future'
  | 'front-matter-invalid'
  | 'order-of-events'
  | 'letter-date-needed'
  | 'mark-invalid'
  | 'note-too-large'
  | 'not-text';

export interface Problem extends Span {
  readonly code: ProblemCode;
  readonly message: string;
  readonly severity: 'error' | 'warning' | 'information' | 'hint';
  /** Replacements that would mend it, best first: `title` for the menu, `newText` for the span; "…" is left to be typed. */
  readonly fixes: readonly { readonly title: string; readonly newText: string; readonly span?: Span }[];
}

/** `<!-- casenotes: waive RULE: reason -->`, or words the recogniser knows ("decided not to appeal, 5 June"). */
export interface WaiverNote extends Span {
  readonly rule: string;
  readonly reason: string;
  readonly day?: Day;
  readonly child: number;
}

export interface FrontMatter {
  /** Values as read; `{}` where there is none or it is broken (a problem says so). */
  readonly data: Readonly<Record<string, unknown>>;
  readonly span?: Span;
  /** Where each top-level key's value stands. */
  readonly valueSpans: Readonly<Record<string, Span>>;
}

/** All that was read from one note. */
export interface Reading {
  readonly frontMatter: FrontMatter;
  /** Initials or names of the children the note splits into; one `''` where it is about one child. */
  readonly children: readonly string[];
  readonly entries: readonly Entry[];
  /** The day of each entry, for those who want no more of them: a long note has thousands. */
  readonly entryDays?: readonly (Day | undefined)[];
  readonly segments: readonly Segment[];
  /** In the order of the text. */
  readonly events: readonly CaseEvent[];
  readonly near: readonly Near[];
  /** Of `near`, what is unsure, has a day and can mean one thing only; and what is only possible. */
  readonly maybe: readonly Near[];
  readonly problems: readonly Problem[];
  readonly waivers: readonly WaiverNote[];
  /** Facts said in words ("he goes to an academy"), by front matter key, per child. */
  readonly facts: readonly Readonly<Record<string, string>>[];
}

export interface ReadOptions {
  readonly today: Day;
  /** No later reading of the note will be made from this one: nothing is kept for it. A file read for the index. */
  readonly once?: boolean;
}
