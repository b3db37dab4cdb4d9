// The lexicon and the weights as data: as the packs write them, as the programs load them, and what a service adds. Types,
// and how a phrase is packed. Made ready for use by lexicon-compile.ts (lexicon.ts).

/** How far a trigger reaches, which way, and what it says about what it reaches. */
export interface TriggerData {
  readonly tag: string;
  /** What it makes of the words it covers. `weak` kinds spare a plain past tense. */
  readonly kind: 'out' | 'weak' | 'plan' | 'general';
  readonly direction: 'forward' | 'backward' | 'both';
  /** The clause, or the whole "sentence". */
  readonly reach: string;
  /** Only where the clause has no day of its own. */
  readonly undated?: boolean;
  /** Spares a noun with its own day, and what counts without a verb. */
  readonly soft?: boolean;
  /** "They did, on 3 March" does not take it away; nor does the sentence begin afresh behind it. */
  readonly firm?: boolean;
  /** Reaches on into the clause that follows without a mark ("hopes | they agree"). */
  readonly onward?: boolean;
  /** Only at the head of a sentence, with a colon behind; it reaches over all of the sentence. */
  readonly label?: boolean;
  /** Whatever the rest of the sentence is like (settle/likely.ts). */
  readonly direct?: boolean;
  /** `{}` stands for the words themselves. */
  readonly reason: string;
}

/** One event and the frames that make it. The frame language is described in frames/README.md of the pack. */
export interface EventFrames {
  readonly id: string;
  readonly frames: readonly string[];
  /** More general events that this one replaces where both stand on one day in one passage. */
  readonly over?: readonly string[];
  /** A meeting: bare with a day to come, it is planned. */
  readonly meeting?: boolean;
  /** A decision: told in the future tense in a letter, it is made on the letter's day. */
  readonly decision?: boolean;
  /** A request: the day a body received it comes before the day it was sent. */
  readonly received?: 'first';
  /**
   * It happens again and again: "twice" gives as many events as there are days. `named`: each with somebody's name beside
   * it ("consulted Oak Lane on 3 May and Beech Hill on 5 May").
   */
  readonly counted?: boolean | 'named';
  /** The event that it is while its day is still to come. */
  readonly ahead?: string;
  readonly examples?: readonly string[];
  readonly counterExamples?: readonly string[];
}

/** The lexicon as it is written in the packs: `a+b` as a key gives the words both tags. */
export interface LexiconData {
  readonly nouns: Readonly<Record<string, readonly string[]>>;
  readonly verbs: Readonly<Record<string, readonly string[]>>;
  readonly words: Readonly<Record<string, readonly string[]>>;
  /** Irregular verbs: base to [past, past participle, ing?, s?]. */
  readonly irregular: Readonly<Record<string, readonly string[]>>;
  /** Tags of those who act, with the side each belongs to. */
  readonly actors: readonly string[];
  /** Tags that stand for a subject matter and are carried from clause to clause. */
  readonly topics: readonly string[];
  /** Tags that make a clause complete on their own (a thing that is an event when a day stands by it). */
  readonly triggers: readonly TriggerData[];
  readonly events: readonly EventFrames[];
  /** Ordinary words that are near a word of the field and must not be taken for it. */
  readonly notMisspelt: readonly string[];
  /** Of each of `Patterns`, what it is any of. */
  readonly patterns?: Readonly<Record<string, readonly string[]>>;
}

/** Regular expressions that are data; what each is for stands with it in the packs. */
export interface Patterns {
  readonly answered: RegExp;
  readonly denied: RegExp;
  readonly takesBack: RegExp;
  readonly hearsay: RegExp;
  readonly supposes: RegExp;
  readonly perfect: RegExp;
  readonly stillToBe: RegExp;
  readonly inverted: RegExp;
  readonly formNo: RegExp;
  readonly deniesPast: RegExp;
  readonly deniesAct: RegExp;
  readonly denialGap: RegExp;
  readonly toldByDenial: RegExp;
  readonly hadUntil: RegExp;
  readonly untilDay: RegExp;
  readonly noneCame: RegExp;
  readonly returns: RegExp;
  readonly borne: RegExp;
  readonly sentOff: RegExp;
  /** A title or a header over what has not happened, and a column that says so of its row (table-headers.ts). */
  readonly pending: RegExp;
  readonly undone: RegExp;
  readonly restated: RegExp;
  readonly dateLabel: RegExp;
  readonly begins: RegExp;
  readonly scene: RegExp;
  readonly goesOn: RegExp;
  readonly dateOfOther: RegExp;
  readonly matter: RegExp;
  readonly letterLine: RegExp;
  readonly severalTimes: RegExp;
  readonly ownColumn: RegExp;
  readonly earlierYear: RegExp;
  readonly aboutYear: RegExp;
  readonly courtesy: RegExp;
  readonly abbreviated: RegExp;
  readonly ofList: RegExp;
  readonly how: RegExp;
  readonly sameDay: RegExp;
}

/**
 * The lexicon as the programs load it (`spell` in lexicon-spell.ts makes it when the packs are compiled): every phrase in
 * all its forms, so that hardly more than numbers is left to be read at start.
 */
export interface SpeltLexicon extends Pick<LexiconData, 'actors' | 'topics' | 'triggers' | 'events' | 'patterns'> {
  readonly tags: readonly string[];
  /** Every word, separated by spaces; its place is its id. */
  readonly words: string;
  /** The lists of tags that phrases have, as places in `tags`. */
  readonly meanings: readonly (readonly number[])[];
  /**
   * The phrases, word by word: lists of what can follow, one after another, each before those that lead to it. A list is
   * how many words it has, and for each of them its id, what the phrase that ends there is (`saidOf`; 0 where none does),
   * and the number of the list of what follows it. The first list is empty, the last is of all first words.
   */
  readonly phrases: readonly number[];
}

/** A phrase in `SpeltLexicon.phrases`: place of its meaning, forms, and whether it is guarded, in one number above 0. */
export const saidOf = (meaning: number, forms: number, guard: boolean): number =>
  1 + ((meaning << 7) | (guard ? 64 : 0) | forms);

/** What a service adds to the lexicon: phrases under tags of their own, and the frames that these fill. */
export interface OwnLexicon {
  readonly words: ReadonlyMap<string, readonly string[]>;
  readonly events: readonly EventFrames[];
}

/** The weights as they lie in the pack. */
export interface PackedLikeness {
  /** Ids of events; the first stands for none of them. */
  readonly events: readonly string[];
  readonly bias: readonly number[];
  /** What a step of a weight is worth. */
  readonly step: number;
  /**
   * For each feature in the order of its number: its distance to the one before, and how many weights it has; for each
   * weight: the place of its event, and its steps (0, -1, 1, -2 and so on are numbered from 0). A character each, from a
   * blank on, so that the file packs well.
   */
  readonly gaps: string;
  readonly counts: string;
  readonly of: string;
  readonly weights: string;
  /** From which share of the whole a sentence is taken for the event. */
  readonly least: number;
  /** Below which share what a frame found is no more than a hint: in its sentence, and in its clause alone. */
  readonly doubt: number;
  readonly apart: number;
  /** The weights by which an event's day is chosen (day-choice.ts). */
  readonly days: string;
}
