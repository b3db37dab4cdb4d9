// The words of the law side: what a rule is, what an event is to the law, what a deadline is. Data only. The engine
// (derive) and everything that shows a deadline speak in these types.
import type { Day } from '../calendar/day.ts';

/** An id of the event vocabulary (server/packs/england/events/*.yaml), such as `ehcna-refused`. */
export type EventId = string;
/** An id of a rule, such as `tribunal-appeal`. */
export type RuleId = string;

/** Who must act: the family, or the body whose duty it is. */
export type Actor =
  | 'family'
  | 'la'
  | 'school'
  | 'governors'
  | 'health'
  | 'tribunal'
  | 'mediation-adviser'
  | 'lgsco'
  | 'provider'
  | 'admission-authority'
  | 'any'
  | (string & {});

/** What kind of text the limit rests on. Only the first three can be breached in law. */
export type Basis =
  | 'statute'
  | 'regulations'
  | 'rules'
  | 'guidance'
  | 'code'
  | 'practice'
  | 'local-policy'
  | (string & {});

/**
 * How loud a rule is. `main` limits squiggle; `long-stop` (ombudsman's twelve months, judicial review) and `guidance`
 * show on hover and in lists and as diagnostics only when close; `background` never as a diagnostic.
 */
export type Prominence = 'main' | 'long-stop' | 'guidance' | 'background';

/** A counted period. `count` is in `unit`s. */
export interface CountedPeriod {
  readonly kind: 'within' | 'at-least';
  readonly count: number;
  readonly unit: 'days' | 'weeks' | 'months' | 'working-days' | 'school-days';
  /** `included`: the start day is day 1 ("beginning with"). */
  readonly startDay: 'excluded' | 'included';
  /** `before`: counted backwards; the last day in time. */
  readonly direction: 'after' | 'before';
  readonly roll: 'none' | 'next-working-day';
  /** `extend`: an end in August or 25 December to 1 January moves past it. `exclude`: such days are not counted. */
  readonly closed: 'none' | 'extend' | 'exclude';
  /** The calendar of working or school days that the instrument means. */
  readonly calendar?: 'england-and-wales' | 'united-kingdom' | 'school' | 'children-act' | (string & {});
  /** The hour on the last day by which it must be there, such as `17:00`. */
  readonly cutoff?: string;
}

/** One limb of a composite: another rule by id, or a period with starts of its own. */
export type Limb = RuleId | (CountedPeriod & { readonly starts: readonly EventId[] });

export type Period =
  | CountedPeriod
  | {
      readonly kind: 'fixed-date';
      readonly month: number;
      readonly day: number;
      readonly relation: 'before' | 'on-or-before';
      readonly yearFrom: string;
    }
  | {
      readonly kind: 'later-of' | 'earlier-of';
      readonly of: readonly Limb[];
      readonly roll: 'none' | 'next-working-day';
      readonly closed: 'none' | 'extend' | 'exclude';
      readonly cutoff?: string;
      readonly calendar?: string;
      /** Index in `of` of the limb whose events open an instance (default 0); the others join the latest open one. */
      readonly lead?: number;
      /** An event joins only an instance opened at most so many months before it. Absent: no bound. */
      readonly joinMonths?: number;
      /** The other limbs take the last of their events on or before the lead's day instead of a later one. */
      readonly lookBack?: boolean;
    }
  | { readonly kind: 'any-time' }
  | { readonly kind: 'promptly' };

/** A condition on one fact: one of these values, none of these, or a number above this one. */
export type Condition =
  | readonly (string | number | boolean)[]
  | { readonly not: readonly (string | number | boolean)[] }
  | { readonly over: number };

export type Conditions = Readonly<Record<string, Condition>>;

/**
 * Another period for the same limit, or what else is to be said of it, for some starts, facts or times of the law. The
 * first that fits is used.
 */
export interface Variant {
  /** Only for instances started by one of these. */
  readonly starts?: readonly EventId[];
  /** Only where these facts are stated and fit. */
  readonly when?: Conditions;
  readonly validFrom?: string;
  readonly validTo?: string;
  /** The rule's own where absent. */
  readonly period?: Period;
  /** Said of this variant besides the rule's own doubts. */
  readonly doubts?: readonly string[];
}

/**
 * How the instances of a rule live beside each other, where the plain reading of starts, answers and superseders is
 * not enough. Everything the engine does differently for one rule than for another stands here, as data.
 */
export interface Handling {
  /** These answers and superseders touch only the latest instance before them (a certificate, contact made). */
  readonly toLatest?: readonly EventId[];
  /**
   * Events that show that proceedings were begun. With `begin` noted before the sign, `begin` alone decides; without
   * it, the sign closes instances started on or before its own day; but one that is not in `supersededBy` only as the
   * first since `ends`, the last thing that ended proceedings. `doubtful` signs do not where `unless` is noted before
   * them (a hearing may be that of a discrimination claim).
   */
  readonly proceedings?: {
    readonly begin: EventId;
    readonly signs: readonly EventId[];
    readonly doubtful?: readonly EventId[];
    readonly unless?: readonly EventId[];
    readonly ends?: readonly EventId[];
  };
  /** Answers that show that the thing was done by then, not on which day: after `due` they close, never as late. */
  readonly showsDone?: readonly EventId[];
  /** Nobody notes the answer as a rule, or it may be owed for another reason: past due is "check", never a breach. */
  readonly check?: boolean;
  /** Past due is "check" unless one of these is among the events of the instance (a notice that binds). */
  readonly checkUnless?: readonly EventId[];
  /**
   * Starts that as a rule give the family what it asked for: from these the limit is told quietly, and is nothing missed
   * once it is past.
   */
  readonly quietFrom?: readonly EventId[];
  /** Once one of these is noted after the start, nobody waits for the answer any more: what is past has faded. */
  readonly fadesWith?: readonly EventId[];
  /** What to do where a fact of `when` is not stated: `no` derives nothing; else only where that other fact reaches. */
  readonly ifUnknown?: Readonly<Record<string, 'no' | { readonly fact: string; readonly atLeast: number }>>;
  /** Further conditions for instances started by one event; not stated: derived as conditional. */
  readonly onlyIf?: Readonly<Record<EventId, Conditions>>;
  /** This start opens nothing where one of these is noted on or before its day. */
  readonly startUnless?: Readonly<Record<EventId, readonly EventId[]>>;
  /**
   * Deemed service: the working days after its date on which a notice counts as given, by the value of a fact that
   * says how it was sent. Not stated: its own date, the safe start.
   */
  readonly deemed?: { readonly fact: string; readonly workingDays: Readonly<Record<string, number>> };
  /** The clock stands still from one event to the other, both days left out, for pauses that begin from `validFrom` on. */
  readonly pause?: { readonly from: EventId; readonly to: EventId; readonly validFrom?: string };
  /** A waiver of one of these rules waives this one too. */
  readonly waivedWith?: readonly RuleId[];
  /** The rule whose day this one repeats: shown once where both fall on one day. */
  readonly repeats?: RuleId;
  /** Also starts on the day on which a duty of these bodies, resting on one of these, fell due and was not done. */
  readonly missedDuty?: { readonly actors: readonly Actor[]; readonly basis: readonly Basis[] };
}

/** What starts an instance: an event, or a fact in the front matter. */
export type Start = EventId | { readonly fact: string };

/** One time limit, as the packs hold it. Every text is for a reader: plain British English. */
export interface Rule {
  readonly id: RuleId;
  readonly title: string;
  readonly route: string;
  readonly actor: Actor;
  readonly prominence: Prominence;
  readonly starts: readonly Start[];
  readonly answeredBy: readonly EventId[];
  readonly supersededBy: readonly EventId[];
  /** In words: when the rule applies. Empty: always. */
  readonly applies: string;
  readonly when?: Conditions;
  readonly period: Period;
  readonly variants?: readonly Variant[];
  readonly handling?: Handling;
  readonly basis: Basis;
  /** Provision or document, such as `SEND Regs 2014 reg 5(1)`. */
  readonly source: string;
  readonly url: string;
  /** A few words of the provision itself. */
  readonly quote?: string;
  /** What to do when it has been missed. */
  readonly missed: string;
  /** Id of the model letter that fits, if any. */
  readonly letter?: string;
  readonly doubts: readonly string[];
  readonly notes?: string;
  readonly confidence: 'high' | 'medium' | 'low';
  /** First and last start day (ISO) on which this was the law; absent: not bounded. */
  readonly validFrom?: string;
  readonly validTo?: string;
  /** The day (ISO) on which the rule was last checked against its source. */
  readonly checked: string;
  /** A limb of this composite: not shown alone. */
  readonly partOf?: RuleId;
  /** Kept for reference: nothing starts it (the doubts say why). */
  readonly referenceOnly?: boolean;
}

/** An event of the vocabulary. */
export interface EventType {
  readonly id: EventId;
  readonly title: string;
  readonly who: string;
  readonly group: string;
  readonly appealable?: boolean;
  /** A letter whose kind is not said: stands for any appealable decision, and is one letter with a specific one. */
  readonly unspecified?: boolean;
  /** An event this project added to the shared vocabulary. */
  readonly added?: boolean;
}

/** An event as the law sees it. `ref` is the caller's own index, given back untouched. */
export interface LawEvent {
  readonly event: EventId;
  readonly day: Day;
  readonly assertion: 'happened' | 'planned';
  readonly dateRole?: 'own' | 'received';
  /** 1-based line of the note, where there is one. */
  readonly line?: number;
  readonly ref?: number;
  /** The day of the entry that tells it, where known: what is told later is not undone by what came before. */
  readonly notedOn?: Day;
  /** Facts of this event alone (`suspensionDays`), before those of the case. */
  readonly facts?: Facts;
  /** Whoever noted it may have meant something else. */
  readonly uncertain?: boolean | undefined;
}

export type FactValue = string | number | boolean | readonly string[] | Readonly<Record<string, unknown>>;
/** Facts by name, front matter keys as they are: `schoolType`, `area`, `phaseTransfer: {year, to}`, `yearGroup`... */
export type Facts = Readonly<Record<string, FactValue | undefined>>;

/** A named school calendar: terms (inclusive days) and inset days within them. */
export interface SchoolCalendar {
  readonly terms: readonly { readonly first: Day; readonly last: Day }[];
  readonly insetDays: readonly Day[];
}

/** "This limit does not matter here", said by the adviser with a reason. */
export interface Waiver {
  readonly rule: RuleId;
  readonly reason: string;
  /** Waives instances started, or noted, on or before this day; absent: all. */
  readonly day?: Day;
  /** `latest`: only the latest decision on or before `day` ("decided not to appeal", of that decision). */
  readonly scope?: 'all' | 'latest';
  readonly line?: number;
}

export interface LawInput {
  readonly today: Day;
  readonly events: readonly LawEvent[];
  readonly facts: Facts;
  readonly schoolCalendar?: SchoolCalendar;
  readonly waivers?: readonly Waiver[];
  /** What may have happened, too. It starts and closes nothing; what it would answer is `inDoubt`. */
  readonly maybe?: readonly { readonly event: EventId; readonly day?: Day }[];
  /** Days before `due` from which a limit is `close`. Default 14. */
  readonly warningDays?: number;
  /** What the engine keeps from one derivation to the next of the same case, where the caller hands it on. */
  readonly memo?: LawMemo;
}

/** Filled by the engine alone. Events that are the same objects as before are known to be the same. */
export interface LawMemo {
  last?: unknown;
}

export type Status = 'met' | 'late' | 'past' | 'close' | 'upcoming' | 'superseded' | 'waived' | 'no-date';

/** One step of the working, in words a parent would follow. */
export interface Step {
  readonly text: string;
  /** The day the count stands at after this step. */
  readonly day?: Day;
}

/** A question whose answer decides which limit applies; the answer is recorded as a front matter fact. */
export interface Question {
  readonly fact: string;
  readonly text: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

/** One instance of a rule in a case. */
export interface Deadline {
  readonly rule: Rule;
  readonly startedBy: readonly LawEvent[];
  readonly rawDue?: Day;
  readonly due?: Day;
  readonly status: Status;
  /** Calendar days from today to `due`; negative when past. */
  readonly daysLeft?: number;
  /** `late`: calendar days after `due` that the answer came. */
  readonly lateBy?: number;
  readonly answeredBy?: LawEvent;
  readonly supersededBy?: LawEvent;
  readonly waiver?: Waiver;
  /** Doubts in words: the rule's own and those of this instance ("if ...", clamped month, no holiday data). */
  readonly doubts: readonly string[];
  readonly questions: readonly Question[];
  /** `no-date`: why there is no day. */
  readonly noDateReason?: string;
  /** A body's limit that no event could answer: "check", never proof of a breach. */
  readonly unverifiable: boolean;
  /** Open, but what started it is not certain, or what would answer it may have happened: its first doubt says so. */
  readonly inDoubt?: boolean | undefined;
  /** A fact the rule needs has not been stated: shown on hover and in lists, never as a diagnostic. */
  readonly conditional: boolean;
  /** Old enough to be in lists only (law README, "old lines fade"). */
  readonly faded: boolean;
  /** A body's duty in law not done in time, that the note can prove: days since `due`. */
  readonly breachDays?: number;
  /** Another limit of this case that falls on the same day and says the same: show that one. */
  readonly repeatOf?: RuleId;
  /** Started by a duty that was not done: its rule and the day it fell due. */
  readonly missedDuty?: { readonly rule: Rule; readonly due: Day };
  /** The working, step by step; made when asked for. */
  explain(): readonly Step[];
}

/** Bank holidays by list, with the years (inclusive) that the data covers. */
export interface HolidayData {
  readonly firstYear: number;
  readonly lastYear: number;
  /** ISO days by calendar name. */
  readonly lists: Readonly<Record<string, readonly string[]>>;
}

/** A fact that rules ask about: how to name it and how to ask for it. */
export interface FactType {
  readonly fact: string;
  /** As it stands in a sentence: "the kind of school". */
  readonly name: string;
  readonly question: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

/**
 * A fact read from the events of the case. `last`: the id of the last of these events noted by then; not known where
 * that is one of `unclear`. `dominant`: this one wins over any other of the same day or later, until one of `until`
 * or so many months. `value`: this value where one of `any` is noted by then (`anywhere`: at all) and none of `without`.
 */
export interface DerivedFact {
  readonly fact: string;
  readonly last?: readonly EventId[];
  readonly unclear?: readonly EventId[];
  readonly dominant?: { readonly event: EventId; readonly until: readonly EventId[]; readonly months: number };
  readonly value?: string;
  readonly any?: readonly EventId[];
  readonly without?: readonly EventId[];
  readonly anywhere?: boolean;
}

/** Said of limits that started while the law was, or may have been, another. */
export interface Notice {
  readonly id: string;
  /** The rules it is said of, and words of a source that make it said of a rule. */
  readonly rules?: readonly RuleId[];
  readonly sources?: readonly string[];
  /** First and last start day (ISO, inclusive); absent: not bounded. */
  readonly from?: string;
  readonly to?: string;
  readonly says: string;
}

/** Everything the engine needs, as compiled from the packs. */
export interface LawPack {
  readonly rules: readonly Rule[];
  readonly events: readonly EventType[];
  readonly holidays: HolidayData;
  readonly facts?: readonly FactType[];
  readonly derivedFacts?: readonly DerivedFact[];
  readonly notices?: readonly Notice[];
}
