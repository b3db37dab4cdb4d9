// Makes a law pack ready to run: ids of events become small numbers, and each rule knows at once what an event is to
// it. Done once for a pack; the engine then only looks things up.
import { Calendars } from '../calendar/counting.ts';
import { type Day, parseIsoDay } from '../calendar/day.ts';
import type {
  Condition,
  CountedPeriod,
  DerivedFact,
  FactType,
  Handling,
  LawPack,
  Period,
  Rule,
  Variant,
} from './model.ts';

/** What an event is to one rule; several may hold at once. */
export const role = {
  start: 1,
  answer: 2,
  supersede: 4,
  /** Touches only the latest instance before it. */
  toLatest: 8,
  /** An answer that shows that it was done, not when. */
  showsDone: 16,
  /** Shows that proceedings were begun. */
  sign: 32,
  /** A sign that may belong to other proceedings. */
  doubtfulSign: 64,
  /** Opens or joins an instance of a composite by a limb that does not lead. */
  follow: 128,
} as const;

/** A condition with its fact's path taken apart. */
export interface CompiledCondition {
  readonly fact: string;
  readonly path: readonly string[];
  readonly condition: Condition;
  /** Values in the form facts are compared in. */
  readonly values: ReadonlySet<string>;
}

/** One limb of a composite, with the events that fill it. */
export interface CompiledLimb {
  readonly period: CountedPeriod;
  /** The limb's own rule, where it is one. */
  readonly rule?: Rule;
  /** 1 at the number of each event that fills it. */
  readonly starts: Uint8Array;
}

export interface CompiledVariant {
  readonly variant: Variant;
  readonly starts?: Uint8Array;
  readonly when: readonly CompiledCondition[];
  readonly from: Day | undefined;
  readonly to: Day | undefined;
}

export interface CompiledRule {
  readonly rule: Rule;
  readonly handling: Handling;
  /** `role` bits by event number. */
  readonly roles: Uint8Array;
  readonly when: readonly CompiledCondition[];
  readonly onlyIf: ReadonlyMap<number, readonly CompiledCondition[]>;
  readonly startUnless: ReadonlyMap<number, Uint8Array>;
  readonly begin: number;
  readonly unless: Uint8Array | undefined;
  readonly ends: Uint8Array | undefined;
  readonly variants: readonly CompiledVariant[];
  readonly limbs: readonly CompiledLimb[];
  readonly from: Day | undefined;
  readonly to: Day | undefined;
  /** The rule's doubts and what its confidence asks to be said. */
  readonly doubts: readonly string[];
  /** What is said of starts in certain times. */
  readonly notices: readonly { readonly from: Day | undefined; readonly to: Day | undefined; readonly says: string }[];
  /** The name of the fact that starts it, where one does. */
  readonly startFact: string | undefined;
  readonly backwards: boolean;
  /** The path of the fact that says how a notice was sent. */
  readonly deemedPath: readonly string[];
}

export interface CompiledDerivedFact {
  readonly derived: DerivedFact;
  readonly last?: Uint8Array;
  readonly unclear?: Uint8Array;
  readonly dominant: number;
  readonly until?: Uint8Array;
  readonly any?: Uint8Array;
  readonly without?: Uint8Array;
}

/** A rule that is compiled when a case first needs it: most cases need few, and a server should start at once. */
export class LazyRule {
  readonly rule: Rule;
  private readonly compiler: Compiler;
  private made: CompiledRule | undefined;

  constructor(rule: Rule, compiler: Compiler) {
    this.rule = rule;
    this.compiler = compiler;
  }

  get compiled(): CompiledRule {
    this.made ??= this.compiler.rule(this.rule);
    return this.made;
  }
}

/** A pack ready to run. */
export interface CompiledPack {
  readonly pack: LawPack;
  readonly eventNumbers: ReadonlyMap<string, number>;
  /** Rules by the number of an event that may start them. */
  readonly byStart: readonly (readonly LazyRule[])[];
  readonly byFact: readonly LazyRule[];
  readonly byMissedDuty: readonly LazyRule[];
  readonly facts: ReadonlyMap<string, FactType>;
  readonly derivedFacts: ReadonlyMap<string, CompiledDerivedFact>;
  readonly calendars: Calendars;
  /** By event number: appealable; a letter whose kind is not said; from someone other than the family. */
  readonly appealable: Uint8Array;
  readonly unspecified: Uint8Array;
  readonly fromOthers: Uint8Array;
  /** Titles of events by number; absent for ids that only rules mention. */
  readonly titles: readonly (string | undefined)[];
}

/** The form in which values of facts are compared. */
export function factText(value: string | number | boolean): string {
  return String(value).trim().toLowerCase();
}

const isoDay = (iso: string | undefined): Day | undefined => (iso === undefined ? undefined : parseIsoDay(iso));

function conditions(when: Readonly<Record<string, Condition>> | undefined): CompiledCondition[] {
  return Object.entries(when ?? {}).map(([fact, condition]) => {
    const values = 'not' in condition ? condition.not : 'over' in condition ? [] : condition;
    return { fact, path: fact.split('.'), condition, values: new Set(values.map(factText)) };
  });
}

function confidenceDoubt(rule: Rule): string[] {
  if (rule.confidence === 'high') return [];
  return [`Our source for this limit gives only ${rule.confidence} certainty: check it before relying on the date.`];
}

class Compiler {
  readonly numbers = new Map<string, number>();
  private readonly pack: LawPack;
  private readonly ruleById: ReadonlyMap<string, Rule>;

  constructor(pack: LawPack) {
    this.pack = pack;
    this.ruleById = new Map(pack.rules.map((rule) => [rule.id, rule]));
    for (const { id } of pack.events) this.number(id);
    // Ids that only rules mention still get a number, so that a pack of a service can bring its own events.
    for (const rule of pack.rules) {
      for (const id of [...rule.starts, ...rule.answeredBy, ...rule.supersededBy]) {
        if (typeof id === 'string') this.number(id);
      }
    }
  }

  private number(id: string): number {
    const known = this.numbers.get(id) ?? this.numbers.size;
    this.numbers.set(id, known);
    return known;
  }

  mask(ids: readonly string[]): Uint8Array {
    const mask = new Uint8Array(this.numbers.size);
    for (const id of ids) {
      const number = this.numbers.get(id);
      if (number !== undefined) mask[number] = 1;
    }
    return mask;
  }

  flags(of: (event: LawPack['events'][number]) => boolean): Uint8Array {
    return this.mask(this.pack.events.filter(of).map((event) => event.id));
  }

  private limbs(period: Period): CompiledLimb[] {
    if (period.kind !== 'later-of' && period.kind !== 'earlier-of') return [];
    const limbs: CompiledLimb[] = [];
    for (const limb of period.of) {
      if (typeof limb !== 'string') {
        limbs.push({ period: limb, starts: this.mask(limb.starts) });
        continue;
      }
      const rule = this.ruleById.get(limb);
      // A pack that names anything but a counted rule was told so when it was read; the composite then stands still.
      if (!rule || (rule.period.kind !== 'within' && rule.period.kind !== 'at-least')) return [];
      const starts = rule.starts.filter((start): start is string => typeof start === 'string');
      limbs.push({ period: rule.period, rule, starts: this.mask(starts) });
    }
    return limbs;
  }

  private roles(rule: Rule, limbs: readonly CompiledLimb[]): Uint8Array {
    const roles = new Uint8Array(this.numbers.size);
    const add = (ids: readonly string[] | undefined, bit: number): void => {
      for (const id of ids ?? []) {
        const number = this.numbers.get(id);
        if (number !== undefined) roles[number]! |= bit;
      }
    };
    const starts = rule.starts.filter((start): start is string => typeof start === 'string');
    add(starts, role.start);
    add(rule.answeredBy, role.answer);
    add(rule.supersededBy, role.supersede);
    add(rule.handling?.toLatest, role.toLatest);
    add(rule.handling?.showsDone, role.showsDone);
    add(rule.handling?.proceedings?.signs, role.sign);
    add(rule.handling?.proceedings?.doubtful, role.sign | role.doubtfulSign);
    const { period } = rule;
    const lead = period.kind === 'later-of' || period.kind === 'earlier-of' ? (period.lead ?? 0) : 0;
    limbs.forEach((limb, index) => {
      if (index === lead) return;
      limb.starts.forEach((is, number) => {
        if (is) roles[number]! |= role.follow;
      });
    });
    return roles;
  }

  rule(rule: Rule): CompiledRule {
    const handling = rule.handling ?? {};
    const limbs = this.limbs(rule.period);
    const entries = <T, U>(of: Readonly<Record<string, T>> | undefined, make: (value: T) => U): Map<number, U> =>
      new Map(Object.entries(of ?? {}).map(([id, value]) => [this.numbers.get(id) ?? -1, make(value)]));
    const variants = (rule.variants ?? []).map((variant) => ({
      variant,
      ...(variant.starts ? { starts: this.mask(variant.starts) } : {}),
      when: conditions(variant.when),
      from: isoDay(variant.validFrom),
      to: isoDay(variant.validTo),
    }));
    const factStart = rule.starts.find((start) => typeof start !== 'string');
    return {
      rule,
      handling,
      roles: this.roles(rule, limbs),
      when: conditions(rule.when),
      onlyIf: entries(handling.onlyIf, conditions),
      startUnless: entries(handling.startUnless, (ids) => this.mask(ids)),
      begin: this.numbers.get(handling.proceedings?.begin ?? '') ?? -1,
      unless: handling.proceedings?.unless && this.mask(handling.proceedings.unless),
      ends: handling.proceedings?.ends && this.mask(handling.proceedings.ends),
      variants,
      limbs,
      from: isoDay(rule.validFrom),
      to: isoDay(rule.validTo),
      doubts: [...rule.doubts, ...confidenceDoubt(rule)],
      notices: this.notices(rule),
      startFact: typeof factStart === 'object' ? factStart.fact : undefined,
      backwards: 'direction' in rule.period && rule.period.direction === 'before',
      deemedPath: handling.deemed?.fact.split('.') ?? [],
    };
  }

  private notices(rule: Rule): CompiledRule['notices'] {
    return (this.pack.notices ?? [])
      .filter(({ rules, sources }) => rules?.includes(rule.id) || sources?.some((text) => rule.source.includes(text)))
      .map(({ from, to, says }) => ({ from: isoDay(from), to: isoDay(to), says }));
  }

  derived(fact: DerivedFact): CompiledDerivedFact {
    const mask = (ids: readonly string[] | undefined) => (ids ? this.mask(ids) : undefined);
    const parts = {
      last: mask(fact.last),
      unclear: mask(fact.unclear),
      until: mask(fact.dominant?.until),
      any: mask(fact.any),
      without: mask(fact.without),
    };
    const given = Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));
    return { derived: fact, dominant: this.numbers.get(fact.dominant?.event ?? '') ?? -1, ...given };
  }
}

function compile(pack: LawPack): CompiledPack {
  const compiler = new Compiler(pack);
  const titles = new Map(pack.events.map((event) => [event.id, event.title]));
  const live = pack.rules.filter((rule) => rule.partOf === undefined).map((rule) => new LazyRule(rule, compiler));
  const byStart: LazyRule[][] = Array.from({ length: compiler.numbers.size }, () => []);
  for (const lazy of live) {
    for (const start of lazy.rule.starts) {
      const number = typeof start === 'string' ? compiler.numbers.get(start) : undefined;
      if (number !== undefined && !byStart[number]!.includes(lazy)) byStart[number]!.push(lazy);
    }
  }
  return {
    pack,
    eventNumbers: compiler.numbers,
    byStart,
    byFact: live.filter(({ rule }) => rule.starts.some((start) => typeof start !== 'string')),
    byMissedDuty: live.filter(({ rule }) => rule.handling?.missedDuty !== undefined),
    facts: new Map((pack.facts ?? []).map((fact) => [fact.fact, fact])),
    derivedFacts: new Map((pack.derivedFacts ?? []).map((fact) => [fact.fact, compiler.derived(fact)])),
    calendars: new Calendars(pack.holidays),
    appealable: compiler.flags((event) => event.appealable === true),
    unspecified: compiler.flags((event) => event.unspecified === true),
    fromOthers: compiler.flags((event) => !event.who.includes('family')),
    titles: [...compiler.numbers.keys()].map((id) => titles.get(id)),
  };
}

const compiled = new WeakMap<LawPack, CompiledPack>();

/** The pack ready to run; made on first use and kept with the pack. */
export function compilePack(pack: LawPack): CompiledPack {
  let made = compiled.get(pack);
  if (!made) {
    made = compile(pack);
    compiled.set(pack, made);
  }
  return made;
}
