// Reads a letter's file: front matter and template. Serves the pack (at build time) and a service's own letters (in
// the editor); every fault is a value with a line and a column.
import { isMap, isPair, isScalar, isSeq, LineCounter, parseDocument, type YAMLMap } from 'yaml';
import { yamlMessage } from '../text/yaml.ts';
import type { Field, FitsWhen, Letter, LetterProblem } from './model.ts';
import { layoutParts } from './render.ts';
import { fieldsUsed, parseTemplate, problemAt } from './template.ts';

export interface ReadLetter {
  /** Absent where the file cannot be used. */
  readonly letter?: Letter;
  readonly problems: readonly LetterProblem[];
}

/** What the ids in front matter are checked against; a list left out is not checked. */
export interface Known {
  readonly fields: readonly Field[];
  readonly groups: readonly string[];
  readonly rules?: ReadonlySet<string>;
  readonly events?: ReadonlySet<string>;
  readonly routes?: ReadonlySet<string>;
}

/** More than any letter needs; a guard against the wrong file. */
const maxLength = 100_000;
const textKeys = [
  'id',
  'title',
  'purpose',
  'whenToUse',
  'group',
  'route',
  'recipient',
  'subject',
  'legalReference',
] as const;
const optionalTextKeys = ['copyTo', 'salutation', 'records'] as const;
const listKeys = ['rules', 'events', 'afterMissed', 'missedEvents', 'fitsWhen', 'fields'] as const;
const otherKeys = ['replyWorkingDays', 'replyDays', 'dates'];
/** What a service's own letter may leave out, and what then stands. */
const defaults = { whenToUse: '', group: 'own', route: '', legalReference: '' };

/**
 * Reads one letter file. `own`: a service's letter, of which only id, title, purpose, recipient and subject are
 * required. The letter is given back only where nothing is wrong with it.
 */
export function readLetter(text: string, known: Known, own = false): ReadLetter {
  if (text.length > maxLength)
    return {
      problems: [{ message: 'This file is too long for a letter (over 100,000 characters).', line: 1, column: 1 }],
    };
  const head = /^---[ \t]*\r?\n([\s\S]*?)^---[ \t]*\r?$\n?/m.exec(text);
  if (head?.index !== 0)
    return {
      problems: [{ message: 'A letter begins with front matter between two lines of ---.', line: 1, column: 1 }],
    };
  return new Reader(text, head[1]!, head[0].indexOf('\n') + 1, head[0].length, known, own).read();
}

class Reader {
  readonly #problems: LetterProblem[] = [];
  readonly #text: string;
  readonly #yaml: string;
  readonly #yamlStart: number;
  readonly #bodyStart: number;
  readonly #known: Known;
  readonly #own: boolean;

  constructor(text: string, yaml: string, yamlStart: number, bodyStart: number, known: Known, own: boolean) {
    this.#text = text;
    this.#yaml = yaml;
    this.#yamlStart = yamlStart;
    this.#bodyStart = bodyStart;
    this.#known = known;
    this.#own = own;
  }

  read(): ReadLetter {
    const doc = parseDocument(this.#yaml, { lineCounter: new LineCounter(), prettyErrors: false });
    for (const e of doc.errors)
      this.#fault(`The front matter cannot be read: ${yamlMessage(e.code)}.`, this.#yamlStart + e.pos[0]);
    if (this.#problems.length > 0) return { problems: this.#problems };
    if (!isMap(doc.contents)) return { problems: [{ message: 'The front matter is empty.', line: 1, column: 1 }] };
    const letter = this.#letter(doc.contents);
    this.#checkTemplates(letter, doc.contents);
    return this.#problems.length > 0 ? { problems: this.#problems } : { letter, problems: [] };
  }

  #fault(message: string, offset: number): void {
    this.#problems.push(problemAt(this.#text, offset, message));
  }

  #offset(map: YAMLMap, key: string): number {
    for (const pair of map.items) {
      if (!isPair(pair) || !isScalar(pair.key) || pair.key.value !== key) continue;
      const node = (pair.value as { range?: [number, number, number] } | null)?.range ?? pair.key.range;
      return this.#yamlStart + (node?.[0] ?? 0);
    }
    return this.#yamlStart;
  }

  #letter(map: YAMLMap): Letter {
    this.#checkKeys(map);
    const text = (key: string) => this.#textOf(map, key);
    const list = (key: (typeof listKeys)[number]) => this.#listOf(map, key);
    const number = (key: string) => this.#numberOf(map, key);
    const [id, title, purpose, whenToUse, group, route, recipient, subject, legalReference] = textKeys.map(text);
    if (id && !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))
      this.#fault('An id has small letters, figures and single hyphens, such as plan-late.', this.#offset(map, 'id'));
    const letter: Letter = {
      id: id!,
      title: title!,
      purpose: purpose!,
      whenToUse: whenToUse!,
      group: group!,
      route: route!,
      rules: list('rules'),
      events: list('events'),
      afterMissed: list('afterMissed'),
      missedEvents: list('missedEvents'),
      fitsWhen: list('fitsWhen') as FitsWhen[],
      recipient: recipient!,
      copyTo: text('copyTo'),
      salutation: text('salutation') || 'Sir or Madam',
      subject: subject!,
      legalReference: legalReference!,
      fields: list('fields'),
      replyWorkingDays: number('replyWorkingDays') ?? 10,
      ...(number('replyDays') === undefined ? {} : { replyDays: number('replyDays') }),
      ...(text('records') ? { records: text('records') } : {}),
      dates: this.#datesOf(map),
      body: this.#text.slice(this.#bodyStart).trim(),
      ...(this.#own ? { own: true } : {}),
    };
    this.#checkIds(letter, map);
    return letter;
  }

  #checkKeys(map: YAMLMap): void {
    const all: readonly string[] = [...textKeys, ...optionalTextKeys, ...listKeys, ...otherKeys];
    for (const pair of map.items) {
      const key = isScalar(pair.key) ? String(pair.key.value) : '';
      if (!all.includes(key))
        this.#fault(`A letter has no "${key}". It may have: ${all.join(', ')}.`, this.#offset(map, key));
    }
  }

  #textOf(map: YAMLMap, key: string): string {
    const value = map.get(key);
    if (typeof value === 'string') return value.trim();
    if (typeof value === 'number') return String(value);
    const fallback = this.#own ? (defaults as Record<string, string>)[key] : undefined;
    const optional = (optionalTextKeys as readonly string[]).includes(key) || fallback !== undefined;
    if (value === undefined || value === null) {
      if (!optional) this.#fault(`The front matter needs "${key}".`, this.#yamlStart);
    } else this.#fault(`"${key}" has to be text.`, this.#offset(map, key));
    return fallback ?? '';
  }

  #listOf(map: YAMLMap, key: string): string[] {
    const value = map.get(key);
    if (value === undefined || value === null) return [];
    if (isSeq(value) && value.items.every((i) => isScalar(i) && typeof i.value === 'string'))
      return value.items.map((i) => String((i as { value: unknown }).value));
    this.#fault(`"${key}" has to be a list, such as [one, two].`, this.#offset(map, key));
    return [];
  }

  #numberOf(map: YAMLMap, key: string): number | undefined {
    const value = map.get(key);
    if (value === undefined) return undefined;
    if (typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= 366) return value;
    this.#fault(`"${key}" has to be a whole number of days, 1 to 366.`, this.#offset(map, key));
    return undefined;
  }

  #datesOf(map: YAMLMap): Record<string, string[]> {
    const dates = map.get('dates');
    if (dates === undefined || dates === null) return {};
    const out: Record<string, string[]> = {};
    if (!isMap(dates)) this.#fault('"dates" has to name a field and its events.', this.#offset(map, 'dates'));
    else
      for (const pair of dates.items)
        if (isScalar(pair.key)) out[String(pair.key.value)] = this.#listOf(dates, String(pair.key.value));
    return out;
  }

  #checkIds(letter: Letter, map: YAMLMap): void {
    const { rules, events, routes, groups } = this.#known;
    const check = (key: string, ids: readonly string[], all: ReadonlySet<string> | undefined, what: string) => {
      for (const id of ids)
        if (all && !all.has(id)) this.#fault(`There is no ${what} "${id}".`, this.#offset(map, key));
    };
    check('rules', letter.rules, rules, 'limit');
    check('afterMissed', letter.afterMissed, rules, 'limit');
    check('events', letter.events, events, 'event');
    check('missedEvents', letter.missedEvents, events, 'event');
    check('records', letter.records ? [letter.records] : [], events, 'event');
    check('dates', Object.values(letter.dates).flat(), events, 'event');
    if (!this.#own) check('route', [letter.route], routes, 'route');
    check('group', [letter.group], new Set([...groups, 'own']), 'group');
    check('fitsWhen', letter.fitsWhen, new Set(['act', 'breach']), 'kind of fit (act or breach)');
  }

  #checkTemplates(letter: Letter, map: YAMLMap): void {
    const names = new Set(this.#known.fields.map((f) => f.name));
    const check = (template: string, at: (offset: number) => number) => {
      const { nodes, faults } = parseTemplate(template);
      for (const f of faults) this.#fault(f.message, at(f.offset));
      for (const use of fieldsUsed(nodes))
        if (!names.has(use.name))
          this.#fault(
            `There is no field "${use.name}". Use {{ask: ${use.name}}} for something the writer fills in.`,
            at(use.start),
          );
    };
    const lead = this.#text.slice(this.#bodyStart).length - this.#text.slice(this.#bodyStart).trimStart().length;
    check(letter.body, (offset) => this.#bodyStart + lead + offset);
    for (const part of layoutParts)
      if (part !== 'body')
        check(letter[part as 'recipient' | 'copyTo' | 'subject' | 'salutation'], () => this.#offset(map, part));
    for (const name of letter.fields)
      if (!names.has(name)) this.#fault(`There is no field "${name}".`, this.#offset(map, 'fields'));
    if (letter.body === '') this.#fault('The letter has no text.', this.#bodyStart);
  }
}

/** A service's own letters over the pack's: one with the same id takes its place. */
export function withOwnLetters(pack: readonly Letter[], own: readonly Letter[]): Letter[] {
  const byId = new Map(pack.map((l) => [l.id, l]));
  for (const letter of own) byId.set(letter.id, letter);
  return [...byId.values()];
}
