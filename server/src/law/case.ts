// What the parts of the engine hand to each other while a case is worked out: the case itself, and an instance of a
// rule on its way to becoming a deadline.
import type { Calendars } from '../calendar/counting.ts';
import type { Day } from '../calendar/day.ts';
import type { CompiledCondition, CompiledPack, CompiledRule } from './compile.ts';
import type { CaseFacts } from './facts.ts';
import type { CountedPeriod, LawInput, Period, Rule, Variant } from './model.ts';
import type { Point } from './timeline.ts';

/** Everything about one case that deriving needs. */
export interface Case {
  readonly pack: CompiledPack;
  readonly input: LawInput;
  readonly points: readonly Point[];
  readonly facts: CaseFacts;
  readonly calendars: Calendars;
  /** For each rule, the events that may close an instance of it; filled as it is asked for. */
  readonly closers: Map<CompiledRule, readonly Point[]>;
}

/** How one limb of a composite, or a whole counted period, came out. */
export interface CountedLimb {
  readonly period: CountedPeriod;
  readonly rule?: Rule;
  readonly start: Point | undefined;
  readonly startDay: Day;
  /** The date of a notice that counts as given only on `startDay`. */
  readonly sent?: Day;
  readonly raw?: Day;
  readonly reason?: string;
  readonly clamped: boolean;
  readonly uncovered: boolean;
}

/** One instance while it is worked out. */
export interface Instance {
  readonly compiled: CompiledRule;
  readonly period: Period;
  readonly variant: Variant | undefined;
  /** The day it starts; for a fixed date, the first day on which an answer counts. */
  readonly start: Day;
  readonly starts: readonly Point[];
  /** Events of other limbs that joined. */
  readonly joined: Point[];
  /** Facts that a condition needs and nobody has stated. */
  readonly unknown: readonly CompiledCondition[];
  readonly missedDuty?: { readonly rule: Rule; readonly due: Day };
  readonly limbs: CountedLimb[];
  /** The limb that decided the end. */
  winner?: CountedLimb;
  raw?: Day;
  due?: Day;
  reason?: string;
  uncovered: boolean;
  /** Days on which the clock stood still, added to the count. */
  paused: number;
  doubts: string[] | undefined;
  /** No body can be blamed for this one (nothing shows that the duty bit). */
  unverifiable: boolean;
}

/** Says something of this instance alone. */
export function addDoubt(instance: Instance, doubt: string): void {
  instance.doubts ??= [];
  instance.doubts.push(doubt);
}
