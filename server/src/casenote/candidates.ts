// What passes between the steps of reading a segment's words: who does what to whom, the frames that fit, and why one of
// them may be no event. Types only.
import type { Clauses, Known } from './clauses.ts';
import type { Frame, Lexicon, Slot, TagSet } from './lexicon.ts';
import type { Likely } from './likeness.ts';
import type { Mention } from './mentions.ts';
import type { Tokens } from './tokens.ts';

/** Why something that looks like an event may not be one. */
export interface Doubt {
  readonly kind: 'out' | 'weak' | 'plan' | 'general';
  readonly reason: string;
  /** First token of the words that raise it. */
  readonly at?: number;
  /** Tag of these words, and whether nothing that follows takes the doubt away. */
  readonly tag?: number;
  readonly firm?: boolean | undefined;
  /** The words may mean something else: what a sentence is very like happened all the same. */
  readonly soft?: boolean | undefined;
  /** The act itself is denied ("hasn't been lodged"): there is nothing else that the words may deny. */
  readonly direct?: boolean;
}

/** A frame that fits a clause. */
export interface Candidate {
  readonly frame: Frame;
  readonly clause: number;
  /** Tokens used by its words: first and last (exclusive) and all of them. */
  readonly tokens: readonly number[];
  readonly head: Mention;
  /** Is one of these tokens among its own? */
  uses(tokens: readonly number[]): boolean;
  /** The words that say what was done; the head where nothing says so. */
  readonly act: Mention;
  readonly score: number;
  /** Slots that the clause itself does not fill. */
  readonly open: readonly Slot[];
  readonly doubt?: Doubt;
  /** Token of the day on which the words after say that it did happen. */
  readonly affirmed?: number;
  readonly received: boolean;
  readonly headPast: boolean;
  /** The head is a noun: no act was written. */
  readonly nominal: boolean;
  /** `bare` frames: the noun stands free or has a day beside it. */
  readonly free: boolean;
  /** Nothing says that it happened but the noun. */
  readonly bare: boolean;
}

/** Who does and who is done to, in one clause, as tag sets. */
export interface Roles {
  readonly by: readonly number[];
  readonly to: readonly number[];
  readonly ownSubject: boolean;
  /** The subject is "she" or "he". */
  readonly person: boolean;
}

/** What is kept about one segment: nothing where no word of the field stands in it. */
export interface SegmentAnalysis {
  readonly tokens: Tokens;
  readonly cut: Clauses;
  readonly candidates: readonly Candidate[];
  readonly roles: readonly Roles[];
  /** Token of the date that opens the entry, or -1. */
  readonly openingToken: number;
  /** Brothers and sisters that it names by initials. */
  readonly siblings?: readonly string[];
  /** What each sentence is like, once it was looked at; null where no word of it says anything. */
  likely?: (Likely | null)[];
  /** What settling the entry that begins here gave last (`EntryMemory`): settle's own matter. */
  memory?: unknown;
}

/** The first candidate in the clauses `from` to `to` (exclusive) for which `test` holds. */
export function findIn(
  { candidates }: SegmentAnalysis,
  from: number,
  to: number,
  test: (candidate: Candidate) => boolean,
): Candidate | undefined {
  // They stand in the order of their clauses: a long paragraph has thousands.
  let low = 0;
  for (let high = candidates.length; low < high; ) {
    const middle = (low + high) >> 1;
    if (candidates[middle]!.clause < from) low = middle + 1;
    else high = middle;
  }
  for (let i = low; i < candidates.length && candidates[i]!.clause < to; i++)
    if (test(candidates[i]!)) return candidates[i];
  return undefined;
}

/** Tag and word ids looked at by name. */
export interface Names extends Known {
  readonly be: number;
  readonly modal: number;
  readonly receives: number;
  readonly det: number;
  readonly they: number;
  readonly person: number;
  readonly prepTo: number;
  readonly prepFrom: number;
  readonly prepBy: number;
  readonly prepRef: number;
  readonly infinitives: number;
  readonly present: number;
  readonly whenever: number;
  readonly stop: number;
  readonly therefore: number;
  readonly contact: number;
  readonly arriveish: number;
  readonly did: number;
  readonly adviser: number;
  readonly bodies: TagSet;
  readonly doable: number;
  readonly advise: number;
  readonly tellweak: number;
  readonly ingOk: number;
  readonly it: number;
  readonly will: number;
  readonly had: number;
  /** Bodies but the family and those who advise it. */
  readonly officials: TagSet;
  readonly decides: number;
  readonly tell: number;
  readonly isNow: number;
  readonly tail: number;
  readonly refuse: number;
  readonly forWord: number;
  readonly letter: number;
  /** Brothers, sisters, other families. */
  readonly other: number;
  readonly sib: number;
  readonly others: TagSet;
  readonly intend: number;
  readonly duty: number;
  readonly sameas: number;
  /** Topics that are no doers. */
  readonly subjects: TagSet;
  readonly says: TagSet;
  readonly reaches: TagSet;
  readonly takesTo: TagSet;
  readonly answer: number;
  readonly backPrep: number;
  readonly topicPrep: number;
  readonly aboutVerb: number;
  readonly send: number;
  readonly issue: number;
  readonly concern: number;
  readonly cancel: number;
  readonly make: number;
  readonly neg2p: number;
  readonly request: number;
  readonly requestVerb: number;
  readonly escalate: number;
  /** What somebody agrees to, or refuses, by the way: a call, a day, more time. */
  readonly sideAct: number;
  readonly sideYes: number;
  readonly agree: number;
  /** Acts by which a paper is put in. */
  readonly puts: TagSet;
  /** The family and those who advise it. */
  readonly ownSide: TagSet;
  readonly mediator: number;
  readonly hold: number;
  /** "No, sorry", "hang on": the day before is taken back. */
  readonly takenback: number;
  /** "To", "till", "now": before the new day of what was moved. */
  readonly movedto: number;
  /** What is feared follows. */
  readonly worried: number;
  readonly arrange: number;
  readonly atHearing: number;
}

export interface Trigger {
  readonly mention: Mention;
  readonly tag: number;
  readonly from: number;
  readonly to: number;
  readonly backFrom: number;
  readonly backTo: number;
}

/** What the judging of a segment's candidates looks at. */
export interface Ground {
  readonly t: Tokens;
  readonly cut: Clauses;
  readonly lex: Lexicon;
  readonly names: Names;
  readonly role: string;
  readonly openingToken: number;
  readonly roles: readonly Roles[];
  /** What keeps events of a sentence from counting, found when first asked for. */
  readonly triggers: (Trigger[] | undefined)[];
  /** What the sentence after a clause denies of it, found when first asked for; null for nothing. */
  readonly denials: (RegExpExecArray | null | undefined)[];
}

export interface Match {
  readonly frame: Frame;
  readonly used: readonly Mention[];
  readonly head: Mention;
  readonly open: readonly Slot[];
  readonly score: number;
}

/** "Transport refused 2 Feb, appealed 9 Feb": two acts on one thing, where each has its day. */
export const isOtherAct = (x: Candidate, y: Candidate): boolean =>
  x.headPast && y.headPast && x.act.fromToken !== y.act.fromToken;
