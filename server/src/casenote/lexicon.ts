// The words of the field as the reading uses them: what a word is called (tags), which forms it has, which slots of
// which frames it fills. Types, and the few questions asked of a word. The tables are built by lexicon-compile.ts.
import type { ChooseDay } from './day-choice.ts';
import type { PackedLikeness, Patterns, TriggerData } from './lexicon-data.ts';

/**
 * A set of tags, a bit each, 32 to a number. Plain arrays: a typed array of more than 64 bytes lies outside the engine's heap,
 * and making one costs more than all that is done with it.
 */
export type TagSet = number[];

/** A set of no tags, with room for all. */
export const emptySet = (words: number): TagSet => new Array<number>(words).fill(0);

/** Grammatical forms, as bits: one spelling can be several ("appeal": noun and base, "put": base and past). */
export const Form = { noun: 1, base: 2, s: 4, past: 8, ing: 16, other: 32 } as const;

export interface Entry {
  readonly words: readonly number[];
  readonly spelling: string;
  readonly tags: readonly number[];
  readonly forms: number;
  /** Bit set over tags; one for all entries with the same. */
  readonly bits: TagSet;
  /** What stands round it decides whether it is read at all ("reg", "in", "FTE"): see `guarded`. */
  readonly guard: boolean;
  /** Found when first asked for (`factsOf`). */
  facts?: EntryFacts;
}

/** What a word or phrase is to the frames, worked out once. */
export interface EntryFacts {
  /** Ids of the slots that it can fill, and the same by id. */
  readonly slots: readonly number[];
  readonly fills: Uint8Array;
  /** Frames that are looked up by it, in the order of the packs: those that name their thing, and those left to "it". */
  readonly frames: readonly Frame[];
  readonly unnamed: readonly Frame[];
  /** What each of these frames needs (`Frame.wants`), one after another: how many slots, then their ids. */
  readonly wants: Int16Array;
  readonly unnamedWants: Int16Array;
  readonly anchor: boolean;
  readonly actor: boolean;
  readonly subject: boolean;
  readonly trigger: boolean;
  /** Puts what stands by it into the background (background.ts). */
  readonly behind: boolean;
  /** Says a fact of the case (`fact:key=value`). */
  readonly fact: boolean;
  /** Indexes of the numbers of its bits that are not 0. */
  readonly at: readonly number[];
}

export interface Node {
  entry?: Entry;
  next?: Map<number, Node>;
  /** Of a first word: the verbs it makes with a word that may stand apart from it ("put ... in"). */
  parted?: Map<number, Entry>;
}

/** One slot of a frame. */
export interface Slot {
  /** Needed, but left for other frames to use. */
  readonly spare?: boolean;
  readonly kind: 'has' | 'near' | 'sentence' | 'ahead' | 'ever' | 'it' | 'not' | 'notNear';
  /** Same tags, same id, whatever the kind. */
  readonly id: number;
  /** Any of these tags. */
  readonly tags: readonly number[];
  readonly mask: TagSet;
  /** Indexes of the numbers of the mask that are not 0: few of many. */
  readonly at: readonly number[];
  /** Kind `it`: the same where not even a pronoun stands for the thing. */
  readonly unsaid?: Slot;
}

/** A frame compiled from its line in the pack. */
export interface Frame {
  readonly index: number;
  readonly event: string;
  readonly source: string;
  /** The slot whose words the frame is looked up by: its head. */
  readonly anchor: Slot;
  readonly slots: readonly Slot[];
  /** Of `slots`: what must be in the clause, what must not, and all but the latter. */
  readonly needs: readonly Slot[];
  /** Ids of `needs`: looked at before all else. */
  readonly wants: readonly number[];
  readonly never: readonly Slot[];
  readonly fill: readonly Slot[];
  /** Of `never`: what the passage must not speak of either. */
  readonly shut: readonly Slot[];
  /** One of them is left to a pronoun. */
  readonly it: boolean;
  readonly by?: { readonly mask: TagSet; readonly needed: boolean };
  readonly notBy?: TagSet;
  readonly to?: { readonly mask: TagSet; readonly needed: boolean };
  readonly notTo?: TagSet;
  readonly bare: boolean;
  readonly planned: boolean;
  readonly unsure: boolean;
  readonly always: boolean;
  readonly ordered: boolean;
  readonly dated: boolean;
  /** Takes the entry's day whatever other day is named. */
  readonly entryDay: boolean;
  /** Only with a day that something has lasted since. */
  readonly since: boolean;
  /** Only in a clause of a few words. */
  readonly short: boolean;
  /** Only in such a clause, where it ends it and the clause speaks of nothing else. */
  readonly alone: boolean;
  /** What is planned where a day follows "for". */
  readonly meeting?: string;
  /** The event instead, where the day is a recent one ("hearing yesterday"). */
  readonly past?: string;
  /** Takes the day of one of these events of the same entry, where it has none of its own. */
  readonly withDay?: readonly string[];
  /** Without one of these it is no more than a hint. */
  readonly needed: boolean;
  readonly after?: readonly string[];
  /** Like `after`, but of the stages that begin with the same word: where a case has several threads at once. */
  readonly amid?: readonly string[];
  readonly notAfter?: readonly string[];
  readonly span: number;
  readonly bump: number;
  /** Something is sent in it. */
  readonly sends: boolean;
  readonly role?: string;
}

/** A fact of the case that a word says ("academy"): its front matter key and value. */
export interface Fact {
  readonly key: string;
  readonly value: string;
  /** The event that it belongs to: a fact of the case only where that happened once. */
  readonly of?: string;
}

/** The scorer, ready for use. */
export interface Likeness extends Pick<PackedLikeness, 'events' | 'least' | 'doubt' | 'apart'> {
  /** The steps of each event before any feature. */
  readonly bias: Int32Array;
  /** A table of features, and the place of each in `begins`: where its weights begin; they end where the next begin. */
  readonly keys: Int32Array;
  readonly at: Uint16Array;
  readonly begins: Int32Array;
  /** Each weight: the place of its event in the lowest byte, its steps above it. */
  readonly weights: Int32Array;
  /** By how many steps below the best: the share beside it. */
  readonly shares: Float64Array;
  /** All the events that it was taught. */
  readonly taught: ReadonlySet<string>;
  /** Events that are always to come. */
  readonly planned: ReadonlySet<string>;
  /** Scratch: which of the features the sentence at hand has. */
  readonly seen: Int32Array;
  /** The features of words that the lexicon does not know. */
  readonly unknown: Map<string, number>;
  /** By word and by tag of the lexicon: the feature that it is, once looked for. */
  readonly words: Int32Array;
  readonly tags: Int32Array;
  readonly chooseDay: ChooseDay;
}

export interface Lexicon extends Patterns {
  readonly tagNames: readonly string[];
  readonly tagIds: ReadonlyMap<string, number>;
  readonly maskWords: number;
  /** To be copied where a set is gathered. */
  readonly noTags: readonly number[];
  /** What sentences without a frame are like, where the packs say. */
  likeness?: Likeness;
  /** What begins with a word, by its id. */
  readonly phrases: { from(word: number): Node };
  readonly wordTexts: readonly string[];
  /** Looks a word up by its hash and its letters; -1 where unknown. */
  readonly hashTable: Int32Array;
  readonly hashMask: number;
  readonly hashes: Int32Array;
  /** Frames by tag id of their anchor. */
  readonly framesByAnchor: readonly (readonly Frame[])[];
  /** The tag sets of slots by slot id. */
  readonly slotMasks: readonly TagSet[];
  /** Scratch: which slots the clause at hand can fill (`stamp[id] === epoch`). */
  readonly present: { readonly stamp: Int32Array; epoch: number };
  /** Scratch: which slots the words of the sentence before the clause at hand can fill. */
  readonly before: { readonly stamp: Int32Array; epoch: number };
  readonly frames: readonly Frame[];
  /** What words of the same tags are to the frames, by their set. */
  readonly facts: Map<TagSet, EntryFacts>;
  readonly anchors: TagSet;
  readonly actorMask: TagSet;
  readonly topicMask: TagSet;
  /** Topics that are no doers, and the mediators, who are both. */
  readonly subjectMask: TagSet;
  /** Tags such as `fact:schoolType=academy`. */
  readonly factMask: TagSet;
  readonly triggerByTag: readonly (TriggerData | undefined)[];
  readonly triggerMask: TagSet;
  /** Tags named `fact:key=value`. */
  readonly factByTag: readonly (Fact | undefined)[];
  readonly over: ReadonlyMap<string, readonly string[]>;
  readonly eventIds: ReadonlySet<string>;
  /** Long words by first letter and length, for near-misspellings. */
  readonly fuzzy: ReadonlyMap<number, readonly number[]>;
  readonly fuzzyCache: Map<string, number>;
  /** 1: some phrase that begins with the word can take part in a frame. */
  readonly core: Uint8Array;
  readonly stageEvents: ReadonlySet<string>;
  /** Stands for any name that the lexicon does not know. */
  readonly name?: Entry;
  /** Tags looked at while words are found. */
  readonly ids: {
    readonly verb: number;
    readonly det: number;
    readonly label: number;
    readonly to: number;
    readonly contact: number;
    readonly backPrep: number;
    readonly aboutVerb: number;
    readonly topicPrep: number;
    readonly intend: number;
  };
  /** The word "in". */
  readonly inWord: number;
  /** The word "to". */
  readonly toWord: number;
  /** "Education, health and care": written with a comma as often as not. */
  readonly educationWord: number;
  /** "St", which begins the names of schools. */
  readonly saintWord: number;
  /** Words for marks, as dictation leaves them. */
  readonly spoken: {
    readonly comma: number;
    readonly full: number;
    readonly stop: number;
    readonly new: number;
    readonly line: number;
  };
  /** Decisions told in the future tense ("will not assess"): made when they are told. */
  readonly decisions: ReadonlySet<string>;
  /** Requests that count from their receipt, where the note tells of it. */
  readonly receivedFirst: ReadonlySet<string>;
  /** What happens again and again, each time with its day. */
  readonly ahead: ReadonlyMap<string, string>;
  readonly countedEvents: ReadonlyMap<string, boolean | 'named'>;
  /** Events that are a body's papers, or the family's: by the doers that their frames ask for. */
  readonly bodyPapers: ReadonlySet<string>;
  readonly familyPapers: ReadonlySet<string>;
  /** Events that are meetings: planned where their day is still to come. */
  readonly meetings: ReadonlySet<string>;
  /** For every event, the subjects its frames speak of. */
  readonly eventTopics: ReadonlyMap<string, TagSet>;
}

/** What an entry is to the frames of its lexicon. An entry belongs to one lexicon for good. */
export function factsOf(entry: Entry, lex: Lexicon): EntryFacts {
  entry.facts ??= sharedFacts(entry, lex);
  return entry.facts;
}

function sharedFacts(entry: Entry, lex: Lexicon): EntryFacts {
  let facts = lex.facts.get(entry.bits);
  if (!facts) {
    facts = findFacts(entry, lex);
    lex.facts.set(entry.bits, facts);
  }
  return facts;
}

function findFacts(entry: Entry, lex: Lexicon): EntryFacts {
  const slots: number[] = [];
  const fills = new Uint8Array(lex.slotMasks.length);
  lex.slotMasks.forEach((mask, id) => {
    if (!meets(entry.bits, mask)) return;
    slots.push(id);
    fills[id] = 1;
  });
  const frames = [...new Set(entry.tags.flatMap((tag) => lex.framesByAnchor[tag]!))].sort((a, b) => a.index - b.index);
  const actor = meets(entry.bits, lex.actorMask);
  const named = frames.filter((f) => !f.it);
  const unnamed = frames.filter((f) => f.it);
  return {
    slots,
    fills,
    frames: named,
    unnamed,
    wants: wantsOf(named),
    unnamedWants: wantsOf(unnamed),
    anchor: frames.length > 0,
    actor,
    subject: meets(entry.bits, lex.subjectMask),
    trigger: meets(entry.bits, lex.triggerMask),
    behind: [lex.ids.backPrep, lex.ids.aboutVerb, lex.ids.topicPrep].some((tag) => has(entry, tag)),
    fact: meets(entry.bits, lex.factMask),
    at: filledAt(entry.bits),
  };
}

/** In one list, for most frames of a word are passed over after a look at nothing else. */
const wantsOf = (frames: readonly Frame[]): Int16Array =>
  Int16Array.from(frames.flatMap(({ wants }) => [wants.length, ...wants]));

/** Where a set of tags has any: the indexes of its numbers that are not 0. */
export function filledAt(set: TagSet): number[] {
  const at: number[] = [];
  for (let i = 0; i < set.length; i++) if (set[i] !== 0) at.push(i);
  return at;
}

/** True where a set has a tag that the slot asks for. */
export function fills(set: TagSet, { mask, at }: Slot): boolean {
  for (let i = 0; i < at.length; i++) if ((set[at[i]!]! & mask[at[i]!]!) !== 0) return true;
  return false;
}

/** True where two tag sets share a tag. */
export function meets(a: readonly number[], b: readonly number[]): boolean {
  for (let i = 0; i < a.length; i++) if ((a[i]! & b[i]!) !== 0) return true;
  return false;
}

export const isPast = (e: Entry): boolean => (e.forms & Form.past) !== 0;
export const has = (e: Entry, tag: number): boolean => tag >= 0 && (e.bits[tag >> 5]! & (1 << (tag & 31))) !== 0;
