// Conditions on facts, other periods for some starts, and how the instances of a rule live beside each other, as packs
// write them.
import { isMap, isScalar } from 'yaml';
import type { Condition, Conditions, Handling, Variant } from './model.ts';
import { actors, bases, type PackContext } from './packContext.ts';
import { readPeriod } from './packPeriod.ts';
import type { PackMap, PackNode, PackReader } from './packReader.ts';

/** Facts whose values are event ids. */
const eventFacts = new Set(['decision', 'exclusion']);

function values(reader: PackReader, node: PackNode, fact: string, context: PackContext): (string | number | boolean)[] {
  const out: (string | number | boolean)[] = [];
  for (const item of reader.list(node, fact) ?? []) {
    const value = isScalar(item) ? item.value : undefined;
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') out.push(value);
    else reader.problem(item, `${fact}: each value must be text, a number or true/false`);
    if (eventFacts.has(fact) && typeof value === 'string') context.isEvent(value, item);
  }
  return out;
}

function condition(reader: PackReader, node: PackNode, fact: string, context: PackContext): Condition {
  if (!isMap(node)) return values(reader, node, fact, context);
  const map = reader.map(node, fact, ['not', 'over']);
  if (map?.has('over')) return { over: reader.whole(map.get('over'), 'over', 0) ?? 0 };
  return { not: map ? values(reader, map.get('not'), fact, context) : [] };
}

/** Reads conditions on facts: `{schoolType: [academy], area: {not: [devon]}, suspensionDays: {over: 5}}`. */
export function readConditions(reader: PackReader, node: PackNode, what: string, context: PackContext): Conditions {
  const out: Record<string, Condition> = {};
  for (const { key, value } of reader.entries(node, what)) out[key] = condition(reader, value, key, context);
  return out;
}

/** Reads `variants`: another period, or more doubts, for some starts, facts or times; each must say when it applies. */
export function readVariants(reader: PackReader, node: PackNode, context: PackContext): Variant[] {
  const out: Variant[] = [];
  const limits = ['starts', 'when', 'validFrom', 'validTo'];
  for (const item of reader.list(node, 'variants') ?? []) {
    const map = reader.map(item, 'variant', [...limits, 'period', 'doubts']);
    if (!map) continue;
    if (!limits.some((key) => map.has(key))) reader.problem(item, "a variant needs 'starts', 'when' or a date");
    if (!map.has('period') && !map.has('doubts')) reader.problem(item, "variant: 'period' is missing");
    const period = map.has('period') ? readPeriod(reader, map.get('period'), context) : undefined;
    const validFrom = map.has('validFrom') ? reader.date(map.get('validFrom'), 'validFrom') : undefined;
    const validTo = map.has('validTo') ? reader.date(map.get('validTo'), 'validTo') : undefined;
    const rest = {
      ...(map.has('starts') ? { starts: context.readEvents(reader, map.get('starts'), 'starts') } : {}),
      ...(map.has('when') ? { when: readConditions(reader, map.get('when'), 'when', context) } : {}),
      ...(validFrom ? { validFrom } : {}),
      ...(validTo ? { validTo } : {}),
      ...(map.has('doubts') ? { doubts: reader.texts(map.get('doubts'), 'doubts') } : {}),
    };
    if (period || !map.has('period')) out.push({ ...rest, ...(period ? { period } : {}) });
  }
  return out;
}

function readIfUnknown(reader: PackReader, node: PackNode): Handling['ifUnknown'] {
  const out: Record<string, 'no' | { fact: string; atLeast: number }> = {};
  for (const { key, value } of reader.entries(node, 'ifUnknown')) {
    if (!isMap(value)) {
      if (reader.oneOf(value, `ifUnknown ${key}`, ['no'] as const)) out[key] = 'no';
      continue;
    }
    const map = reader.map(value, `ifUnknown ${key}`, ['fact', 'atLeast']);
    const fact = map && reader.text(map.get('fact'), 'fact');
    const atLeast = map && reader.whole(map.get('atLeast'), 'atLeast', 0);
    if (fact && atLeast !== undefined) out[key] = { fact, atLeast };
  }
  return out;
}

function readProceedings(reader: PackReader, node: PackNode, context: PackContext): Handling['proceedings'] {
  const map = reader.map(node, 'proceedings', ['begin', 'signs', 'doubtful', 'unless', 'ends']);
  const begin = map && reader.text(map.get('begin'), 'begin');
  if (!map || !begin || !context.isEvent(begin, map.get('begin'))) return undefined;
  const list = (key: string) => (map.has(key) ? { [key]: context.readEvents(reader, map.get(key), key) } : {});
  return { begin, signs: [], ...list('signs'), ...list('doubtful'), ...list('unless'), ...list('ends') };
}

function readMissedDuty(reader: PackReader, node: PackNode): Handling['missedDuty'] {
  const map = reader.map(node, 'missedDuty', ['actors', 'basis']);
  if (!map) return undefined;
  const words = <T extends string>(key: string, known: readonly T[]): T[] =>
    (reader.list(map.get(key), key) ?? []).map((n) => reader.oneOf(n, key, known)).filter((w) => w !== undefined);
  return { actors: words('actors', actors), basis: words('basis', bases) };
}

function readDeemed(reader: PackReader, node: PackNode): Handling['deemed'] {
  const map = reader.map(node, 'deemed', ['fact', 'workingDays']);
  const fact = map && reader.text(map.get('fact'), 'fact');
  if (!map || !fact) return undefined;
  const workingDays: Record<string, number> = {};
  for (const { key, value } of reader.entries(map.get('workingDays'), 'workingDays')) {
    const days = reader.whole(value, `workingDays ${key}`, 0);
    if (days !== undefined) workingDays[key] = days;
  }
  return { fact, workingDays };
}

function readPause(reader: PackReader, node: PackNode, context: PackContext): Handling['pause'] {
  const map = reader.map(node, 'pause', ['from', 'to', 'validFrom']);
  const [from, to] = ['from', 'to'].map((key) => {
    const id = map && reader.text(map.get(key), key);
    return id && context.isEvent(id, map.get(key)) ? id : undefined;
  });
  const validFrom = map?.has('validFrom') ? reader.date(map.get('validFrom'), 'validFrom') : undefined;
  return from && to ? { from, to, ...(validFrom ? { validFrom } : {}) } : undefined;
}

/** For each event named, what `read` makes of its value. */
function perEvent<T>(
  reader: PackReader,
  map: PackMap,
  key: string,
  context: PackContext,
  read: (node: PackNode) => T,
): { readonly [event: string]: T } {
  const out: Record<string, T> = {};
  for (const { key: event, keyNode, value } of reader.entries(map.get(key), key)) {
    if (context.isEvent(event, keyNode)) out[event] = read(value);
  }
  return out;
}

/** Every key that `handling` may have. */
export const handlingKeys: readonly string[] = [
  ...['toLatest', 'proceedings', 'showsDone', 'check', 'ifUnknown', 'onlyIf', 'startUnless', 'waivedWith', 'repeats'],
  'missedDuty',
  'checkUnless',
  'quietFrom',
  'fadesWith',
  'deemed',
  'pause',
];

/** Reads `handling`: what a rule does differently from the plain reading of its starts and answers. */
export function readHandling(reader: PackReader, node: PackNode, context: PackContext): Handling | undefined {
  const map = reader.map(node, 'handling', handlingKeys);
  if (!map) return undefined;
  const out: Record<string, unknown> = {};
  const put = (key: string, read: (n: PackNode) => unknown) => {
    const value = map.has(key) ? read(map.get(key)) : undefined;
    if (value !== undefined) out[key] = value;
  };
  const ruleId = (n: PackNode, what: string) => {
    const id = reader.text(n, what);
    if (id !== undefined) context.wantRule(id, n);
    return id;
  };
  put('toLatest', (n) => context.readEvents(reader, n, 'toLatest'));
  put('proceedings', (n) => readProceedings(reader, n, context));
  put('showsDone', (n) => context.readEvents(reader, n, 'showsDone'));
  put('check', (n) => reader.flag(n, 'check'));
  put('deemed', (n) => readDeemed(reader, n));
  put('pause', (n) => readPause(reader, n, context));
  put('checkUnless', (n) => context.readEvents(reader, n, 'checkUnless'));
  put('quietFrom', (n) => context.readEvents(reader, n, 'quietFrom'));
  put('fadesWith', (n) => context.readEvents(reader, n, 'fadesWith'));
  put('ifUnknown', (n) => readIfUnknown(reader, n));
  put('onlyIf', () =>
    perEvent(reader, map, 'onlyIf', context, (value) => readConditions(reader, value, 'onlyIf', context)),
  );
  put('startUnless', () =>
    perEvent(reader, map, 'startUnless', context, (value) => context.readEvents(reader, value, 'startUnless')),
  );
  put('waivedWith', (n) => (reader.list(n, 'waivedWith') ?? []).map((item) => ruleId(item, 'waivedWith')));
  put('repeats', (n) => ruleId(n, 'repeats'));
  put('missedDuty', (n) => readMissedDuty(reader, n));
  return out as Handling;
}
