// A pack of rules as YAML text, read into rules the engine can run, with every mistake at its line and column. One
// reader serves the build (which stops at the first problem) and the packs a service writes itself (where a bad rule
// is left out, said so, and the rest works).
import { isMap } from 'yaml';
import type { Actor, Basis, Prominence, Rule, Start } from './model.ts';
import { actors, bases, type PackContext, readId } from './packContext.ts';
import { readConditions, readHandling, readVariants } from './packHandling.ts';
import { readPeriod } from './packPeriod.ts';
import { nearest, type PackMap, type PackNode, type PackProblem, PackReader } from './packReader.ts';

export type { PackProblem } from './packReader.ts';

/** What the rest of the law already knows; a pack may point at these. */
export interface PackSurroundings {
  readonly events: ReadonlySet<string>;
  readonly routes: ReadonlySet<string>;
  /** Absent: letters are not checked. */
  readonly letters?: ReadonlySet<string>;
  /** Ids of rules in other packs: a composite may name them, a new rule may not repeat them. */
  readonly rules: ReadonlySet<string>;
  /** Ids of rules that are read later and may be named already. */
  readonly later?: ReadonlySet<string>;
}

/** A rule with the prose that only the catalogue prints. */
export interface PackRule extends Rule {
  /** Where and how the rule was checked. */
  readonly verified?: string;
  /** 1-based line of the rule in its file. */
  readonly line: number;
}

export interface RulePack {
  readonly route?: string;
  /** Heading of the group in lists. */
  readonly title?: string;
  readonly rules: readonly PackRule[];
  readonly problems: readonly PackProblem[];
}

/** How loud a rule may be. */
export const prominences = ['main', 'long-stop', 'guidance', 'background'] as const;
const confidences = ['high', 'medium', 'low'] as const;

const fileKeys = ['route', 'title', 'checked', 'rules'];
/** Every key a rule may have, in the order packs write them. */
export const ruleKeys = [
  'id',
  'title',
  'route',
  'actor',
  'prominence',
  'starts',
  'answeredBy',
  'supersededBy',
  'applies',
  'when',
  'period',
  'variants',
  'handling',
  'basis',
  'source',
  'url',
  'quote',
  'missed',
  'letter',
  'doubts',
  'confidence',
  'validFrom',
  'validTo',
  'checked',
  'partOf',
  'referenceOnly',
  'verified',
  'notes',
] as const;

class RuleFile implements PackContext {
  private readonly wanted: { id: string; node: PackNode; by: number }[] = [];
  private readonly seen = new Set<string>();
  rules: PackRule[] = [];
  private readonly reader: PackReader;
  private readonly around: PackSurroundings;

  constructor(reader: PackReader, around: PackSurroundings) {
    this.reader = reader;
    this.around = around;
  }

  wantRule(id: string, node: PackNode): void {
    this.wanted.push({ id, node, by: this.rules.length });
  }

  readEvents(reader: PackReader, node: PackNode, what: string): string[] {
    const ids: string[] = [];
    for (const item of reader.list(node, what) ?? []) {
      const id = reader.text(item, `${what}: each event`);
      if (id === undefined) continue;
      if (this.isEvent(id, item)) ids.push(id);
    }
    return ids;
  }

  isEvent(id: string, node: PackNode): boolean {
    if (this.around.events.has(id)) return true;
    this.unknown(node, 'event', id, this.around.events);
    return false;
  }

  private unknown(node: PackNode, what: string, id: string, known: Iterable<string>): void {
    const near = nearest(id, known);
    this.reader.problem(node, `unknown ${what} '${id}'${near ? `; did you mean '${near}'?` : ''}`);
  }

  private starts(node: PackNode): Start[] {
    const starts: Start[] = [];
    for (const item of this.reader.list(node, 'starts') ?? []) {
      if (isMap(item)) {
        const map = this.reader.map(item, 'start', ['fact']);
        const fact = map && this.reader.text(map.get('fact'), 'fact');
        if (fact) starts.push({ fact });
        continue;
      }
      const id = this.reader.text(item, 'starts: each event');
      if (id === undefined) continue;
      if (this.isEvent(id, item)) starts.push(id);
    }
    return starts;
  }

  private optional<K extends string, T>(
    map: PackMap,
    key: K,
    read: (node: PackNode) => T | undefined,
  ): { readonly [P in K]?: T } {
    if (!map.has(key)) return {};
    const value = read(map.get(key));
    return (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: T };
  }

  private required<T>(map: PackMap, key: string, read: (node: PackNode) => T | undefined): T | undefined {
    if (map.has(key)) return read(map.get(key));
    this.reader.problem(map.node, `rule: '${key}' is missing`);
    return undefined;
  }

  private letter(node: PackNode): string | undefined {
    const id = this.reader.text(node, 'letter');
    if (id === undefined || !this.around.letters || this.around.letters.has(id)) return id;
    this.unknown(node, 'letter', id, this.around.letters);
    return undefined;
  }

  private route(node: PackNode, ownTitle: boolean): string | undefined {
    const id = readId(this.reader, node, 'route');
    if (id === undefined || ownTitle || this.around.routes.has(id)) return id;
    this.unknown(node, 'route', id, this.around.routes);
    return undefined;
  }

  private id(map: PackMap): string | undefined {
    const id = this.required(map, 'id', (node) => readId(this.reader, node, 'id'));
    if (id === undefined) return undefined;
    if (this.seen.has(id)) this.reader.problem(map.get('id'), `the id '${id}' stands twice in this pack`);
    else if (this.around.rules.has(id)) this.reader.problem(map.get('id'), `the id '${id}' belongs to another pack`);
    this.seen.add(id);
    return id;
  }

  /** Dates in order; a rule that ended before it began is a slip. */
  private validity(map: PackMap): { validFrom?: string; validTo?: string } {
    const from = this.optional(map, 'validFrom', (node) => this.reader.date(node, 'validFrom'));
    const to = this.optional(map, 'validTo', (node) => this.reader.date(node, 'validTo'));
    if (from.validFrom && to.validTo && to.validTo < from.validFrom) {
      this.reader.problem(map.get('validTo'), `validTo is before validFrom (${from.validFrom})`);
    }
    return { ...from, ...to };
  }

  private heading(map: PackMap, defaults: FileDefaults) {
    const reader = this.reader;
    const route = map.has('route') ? this.route(map.get('route'), false) : defaults.route;
    if (!route && !map.has('route') && !defaults.routeGiven) reader.problem(map.node, "rule: 'route' is missing");
    return {
      title: this.required(map, 'title', (node) => reader.text(node, 'title')),
      route,
      actor: this.required<Actor>(map, 'actor', (node) => reader.oneOf(node, 'actor', actors)),
      prominence: this.required<Prominence>(map, 'prominence', (node) => reader.oneOf(node, 'prominence', prominences)),
      period: this.required(map, 'period', (node) => readPeriod(reader, node, this)),
      basis: this.required<Basis>(map, 'basis', (node) => reader.oneOf(node, 'basis', bases)),
      source: this.required(map, 'source', (node) => reader.text(node, 'source')),
      starts: this.required(map, 'starts', (node) => this.starts(node)),
      checked: map.has('checked') ? reader.date(map.get('checked'), 'checked') : defaults.checked,
    };
  }

  /** Reads one rule; a rule with any mistake is noted and left out. */
  rule(node: PackNode, defaults: FileDefaults): void {
    const reader = this.reader;
    const before = reader.problems.length;
    const map = reader.map(node, 'rule', ruleKeys);
    if (!map) return;
    const id = this.id(map);
    const { title, route, actor, prominence, period, basis, source, starts, checked } = this.heading(map, defaults);
    const text = <K extends string>(key: K) => this.optional(map, key, (n) => reader.text(n, key));
    const rest = {
      ...this.optional(map, 'when', (n) => readConditions(reader, n, 'when', this)),
      ...this.optional(map, 'variants', (n) => readVariants(reader, n, this)),
      ...this.optional(map, 'handling', (n) => readHandling(reader, n, this)),
      ...text('quote'),
      ...this.optional(map, 'letter', (n) => this.letter(n)),
      ...this.validity(map),
      ...text('partOf'),
      ...this.optional(map, 'referenceOnly', (n) => reader.flag(n, 'referenceOnly')),
      ...text('notes'),
      ...text('verified'),
    };
    const answeredBy = map.has('answeredBy') ? this.readEvents(reader, map.get('answeredBy'), 'answeredBy') : [];
    const supersededBy = map.has('supersededBy')
      ? this.readEvents(reader, map.get('supersededBy'), 'supersededBy')
      : [];
    const applies = text('applies').applies ?? '';
    const url = text('url').url ?? '';
    if (url !== '' && !/^https?:\/\/\S+$/.test(url)) reader.problem(map.get('url'), `url must start with https://`);
    const missed = text('missed').missed ?? '';
    const doubts = map.has('doubts') ? reader.texts(map.get('doubts'), 'doubts') : [];
    const confidence = map.has('confidence')
      ? reader.oneOf(map.get('confidence'), 'confidence', confidences)
      : ('high' as const);
    if (typeof rest.partOf === 'string') this.wantRule(rest.partOf, map.get('partOf'));
    if (checked === undefined && !map.has('checked') && !defaults.checkedGiven) {
      reader.problem(map.node, "rule: 'checked' is missing (the day it was last compared with its source)");
    }
    if (starts?.length === 0 && !rest.referenceOnly && !rest.partOf && reader.problems.length === before) {
      reader.problem(map.keyNode('starts'), "nothing starts this rule; say 'referenceOnly: true' if that is meant");
    }
    if (reader.problems.length > before) return;
    const line = reader.lineOf(map.node);
    this.rules.push({
      ...{ id: id!, title: title!, route: route!, actor: actor!, prominence: prominence!, starts: starts! },
      ...{ answeredBy, supersededBy, applies, period: period!, basis: basis!, source: source!, url, missed, doubts },
      ...{ confidence: confidence ?? 'high', checked: checked!, ...rest, line },
    });
  }

  /** After all rules: every rule named by a composite must exist; a rule that names an unknown one is left out. */
  finish(): void {
    const bad = new Set<number>();
    for (const { id, node, by } of this.wanted) {
      if (this.seen.has(id) || this.around.rules.has(id) || this.around.later?.has(id)) continue;
      this.unknown(node, 'rule', id, [...this.seen, ...this.around.rules]);
      bad.add(by);
    }
    this.rules = this.rules.filter((_, index) => !bad.has(index));
  }

  /** Reads what stands at the top of the file and holds for each of its rules. */
  defaults(map: PackMap): FileDefaults {
    const title = map.has('title') ? this.reader.text(map.get('title'), 'title') : undefined;
    return {
      title,
      route: map.has('route') ? this.route(map.get('route'), title !== undefined) : undefined,
      routeGiven: map.has('route'),
      checked: map.has('checked') ? this.reader.date(map.get('checked'), 'checked') : undefined,
      checkedGiven: map.has('checked'),
    };
  }
}

interface FileDefaults {
  readonly title: string | undefined;
  readonly route: string | undefined;
  readonly routeGiven: boolean;
  readonly checked: string | undefined;
  readonly checkedGiven: boolean;
}

/**
 * Reads one file of rules. Never throws: a rule with a mistake is left out and each mistake is told once, at its
 * line and column; the other rules are given back.
 */
export function readRulePack(text: string, around: PackSurroundings): RulePack {
  const reader = new PackReader(text);
  if (reader.problems.length > 0) return { rules: [], problems: reader.problems };
  const map = reader.map(reader.root, 'the file', fileKeys);
  if (!map) return { rules: [], problems: reader.problems };
  const file = new RuleFile(reader, around);
  const defaults = file.defaults(map);
  if (!map.has('rules')) reader.problem(map.node, "the file has no 'rules'");
  else for (const item of reader.list(map.get('rules'), 'rules') ?? []) file.rule(item, defaults);
  file.finish();
  const { route, title } = defaults;
  return { rules: file.rules, problems: reader.problems, ...(route ? { route } : {}), ...(title ? { title } : {}) };
}
