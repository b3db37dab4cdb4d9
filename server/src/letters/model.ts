// The words of the letter side: what a model letter is, what a field is, what a finished letter is made of. Data only.
import type { Day } from '../calendar/day.ts';
import type { Analysis, CaseDeadline } from '../casefile/model.ts';
import type { EventId, RuleId } from '../law/model.ts';

/** Who writes: a parent or carer about a child, or the young person (16 and over) about themselves. */
export type Voice = 'parent' | 'young-person';

/** `act`: the writer's own turn, before a limit. `breach`: a limit has passed. */
export type FitsWhen = 'act' | 'breach';

/** A model letter as the pack holds it. Texts marked "template" may hold fields, choices and sections. */
export interface Letter {
  readonly id: string;
  readonly title: string;
  /** What the letter does, in a sentence. Searched by the quick pick. */
  readonly purpose: string;
  /** When to use it, and when not. */
  readonly whenToUse: string;
  /** Heading in the quick pick: an id of `LetterPack.groups`. */
  readonly group: string;
  /** Id of the route it belongs to, such as `send-tribunal-appeal`. */
  readonly route: string;
  readonly rules: readonly RuleId[];
  /** Events after which it is worth offering. */
  readonly events: readonly EventId[];
  /** Family limits after whose loss this letter is a way on. */
  readonly afterMissed: readonly RuleId[];
  /** Only where one of these started the limit that was lost; empty: whatever did. */
  readonly missedEvents: readonly EventId[];
  readonly fitsWhen: readonly FitsWhen[];
  /** Template: who it goes to, one line each. */
  readonly recipient: string;
  /** Template: who gets a copy; empty for nobody. */
  readonly copyTo: string;
  /** What stands after "Dear". */
  readonly salutation: string;
  /** Template: the bold line above the text. */
  readonly subject: string;
  readonly legalReference: string;
  readonly fields: readonly string[];
  /** Working days given for a reply (no law: a courtesy with a date), unless `replyDays` is set. */
  readonly replyWorkingDays: number;
  /** Calendar days given for a reply, where a protocol says so. */
  readonly replyDays?: number;
  /** The event that sending this letter is, where it is one. */
  readonly records?: EventId;
  /** Events to take a date field from, where the general table does not fit this letter. */
  readonly dates: Readonly<Record<string, readonly EventId[]>>;
  /** Template in Markdown: the letter's own text. */
  readonly body: string;
  /** From a service's own folder, not from the pack. */
  readonly own?: boolean;
}

/** Where a field's value comes from. */
export type FieldSource =
  | { readonly kind: 'fact'; readonly fact: string }
  | { readonly kind: 'event-date'; readonly events: readonly EventId[]; readonly unless?: readonly EventId[] }
  | { readonly kind: 'event-words'; readonly words: Readonly<Record<EventId, string>> }
  /** The `due` of the letter's own deadline (empty list), or of the most pressing deadline of these rules. */
  | { readonly kind: 'due'; readonly rules: readonly RuleId[]; readonly stillOpen?: boolean }
  /** Whole days since the latest of these events. */
  | { readonly kind: 'days-since'; readonly events: readonly EventId[] }
  /** Worked out in code by this name (fields.ts lists them). */
  | { readonly kind: 'built-in' }
  /** Never known from a note: always asked for. */
  | { readonly kind: 'ask' };

/** A field that letters may use. */
export interface Field {
  readonly name: string;
  /** What the writer is asked for where the note does not say: a few plain words. */
  readonly placeholder: string;
  readonly source: FieldSource;
}

/** A duty in words, for the reason in the quick pick and for letters that name "the duty". */
export interface DutyWords {
  readonly rule: RuleId;
  /** Noun phrase that can stand after "The day for" and start a sentence: "the council's decision whether to assess". */
  readonly name: string;
}

/** All letters and what they need, as compiled from `snippets/`. */
export interface LetterPack {
  readonly letters: readonly Letter[];
  readonly fields: readonly Field[];
  readonly duties: readonly DutyWords[];
  readonly groups: readonly { readonly id: string; readonly title: string }[];
  /** Template around every letter: who, to whom, the date, the signature. */
  readonly layout: string;
}

/** What the settings say about the service that helps the family. */
export interface ServiceDetails {
  readonly name?: string;
  readonly adviser?: string;
  readonly contact?: readonly string[];
}

/** What a local pack says about an area, as far as letters need it. Entries known to be stale are left out by the caller. */
export interface AreaDetails {
  readonly council?: string;
  /** What the council calls its SEND team. */
  readonly sendTeam?: string;
  readonly sendTeamContact?: string;
  readonly mediationProvider?: string;
  readonly disagreementProvider?: string;
}

/** Everything a letter is filled from. */
export interface LetterContext {
  readonly pack: LetterPack;
  /** Absent: a blank letter. */
  readonly analysis?: Analysis;
  readonly today: Day;
  /** Index into `Reading.children`. */
  readonly child?: number;
  /** The deadline the letter is about; absent: the one that fits best. */
  readonly deadline?: CaseDeadline;
  readonly voice?: Voice;
  readonly service?: ServiceDetails;
  readonly area?: AreaDetails;
  /** The day `count` working days after `day`; `undefined` where there is no bank holiday data. */
  readonly addWorkingDays: (day: Day, count: number) => Day | undefined;
}

/** A finished letter, piece by piece: template text, a value from the case, or a gap to be filled in. */
export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'value'; readonly text: string; readonly field: string }
  | { readonly kind: 'gap'; readonly key: string; readonly placeholder: string };

/** One fault in a letter's file. Line and column are 1-based. */
export interface LetterProblem {
  readonly message: string;
  readonly line: number;
  readonly column: number;
}
