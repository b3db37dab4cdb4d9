// The law in as few bytes as it takes: the server's bundle carries it, and every byte is read at each start. Texts and
// values that stand in many rules are written once and named by number; what has its usual value is left out.
// `unpackLaw` gives back exactly what was packed (a test holds it to that).
import type { EventType, LawPack, Rule } from './model.ts';

/** A law pack in short form. Only `packLaw` and `unpackLaw` know its inside. */
export interface PackedLaw {
  readonly texts: readonly string[];
  readonly values: readonly unknown[];
  readonly events: readonly (readonly (string | number)[])[];
  readonly rules: readonly (readonly unknown[])[];
  readonly rest: Omit<LawPack, 'rules' | 'events'>;
}

/** How a field of a rule is written: as it is, as the number of a text, of several, of a value, or of events. */
type Way = 'own' | 'text' | 'texts' | 'value' | 'events';

// A new field of `Rule` needs a line here; packing a rule with an unknown field throws.
const fields: readonly (readonly [keyof Rule, Way])[] = [
  ['id', 'own'],
  ['title', 'own'],
  ['route', 'text'],
  ['actor', 'text'],
  ['prominence', 'text'],
  ['starts', 'events'],
  ['answeredBy', 'events'],
  ['supersededBy', 'events'],
  ['period', 'value'],
  ['basis', 'text'],
  ['source', 'text'],
  ['url', 'text'],
  ['missed', 'text'],
  ['letter', 'text'],
  ['doubts', 'texts'],
  ['applies', 'text'],
  ['quote', 'text'],
  ['confidence', 'text'],
  ['checked', 'text'],
  ['when', 'value'],
  ['handling', 'value'],
  ['variants', 'value'],
  ['validFrom', 'text'],
  ['validTo', 'text'],
  ['partOf', 'text'],
  ['referenceOnly', 'own'],
  ['notes', 'own'],
];

const counted = { startDay: 'excluded', direction: 'after', roll: 'none', closed: 'none' } as const;
type Plain = Readonly<Record<string, unknown>>;

/** Leaves out of a period what is usual. */
function shorten(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shorten);
  if (typeof value !== 'object' || value === null) return value;
  const out: Record<string, unknown> = {};
  const isPeriod = 'roll' in value;
  for (const [key, part] of Object.entries(value)) {
    if (isPeriod && (counted as Plain)[key] === part) continue;
    out[key] = shorten(part);
  }
  return isPeriod ? { $: 'count' in value ? 1 : 2, ...out } : out;
}

/** Puts back what `shorten` left out, in the order of the model. */
function lengthen(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lengthen);
  if (typeof value !== 'object' || value === null) return value;
  const { $: kind, ...rest } = value as Record<string, unknown>;
  const out: Record<string, unknown> = {};
  for (const [key, part] of Object.entries(rest)) out[key] = lengthen(part);
  if (kind === 1) return { ...counted, ...out };
  if (kind === 2) return { roll: 'none', closed: 'none', ...out };
  return out;
}

/** Numbers each text or value, the first time it comes. */
class Table<T> {
  readonly items: T[] = [];
  private readonly numbers = new Map<string, number>();

  number(item: T): number {
    const key = JSON.stringify(item);
    let number = this.numbers.get(key);
    if (number === undefined) {
      number = this.items.push(item) - 1;
      this.numbers.set(key, number);
    }
    return number;
  }
}

const eventFlags = ['appealable', 'unspecified', 'added'] as const;

/** Shortens a law pack. Throws for a field of a rule that it does not know. */
export function packLaw(pack: LawPack): PackedLaw {
  const texts = new Table<string>();
  const values = new Table<unknown>();
  const numberOf = new Map(pack.events.map(({ id }, index) => [id, index]));
  const known = new Set<string>(fields.map(([key]) => key));
  const pack1 = (value: unknown, way: Way): unknown => {
    if (way === 'text') return texts.number(value as string);
    if (way === 'texts') return (value as string[]).map((text) => texts.number(text));
    if (way === 'value') return values.number(shorten(value));
    if (way === 'events') return (value as (string | object)[]).map((e) => numberOf.get(e as string) ?? e);
    return value;
  };
  const rules = pack.rules.map((rule) => {
    const unknown = Object.keys(rule).find((key) => !known.has(key));
    if (unknown) throw new Error(`packLaw does not know the field '${unknown}' of ${rule.id}`);
    const row = fields.map(([key, way]) => (rule[key] === undefined ? null : pack1(rule[key], way)));
    while (row.at(-1) === null) row.pop();
    return row;
  });
  const events = pack.events.map(({ id, title, who, group, ...flags }) => {
    const bits = eventFlags.reduce((sum, flag, index) => sum + (flags[flag] ? 1 << index : 0), 0);
    return [id, title, texts.number(who), texts.number(group), ...(bits > 0 ? [bits] : [])];
  });
  const { rules: _rules, events: _events, ...rest } = pack;
  return { texts: texts.items, values: values.items, events, rules, rest };
}

/** The law pack as it was before `packLaw`. */
export function unpackLaw({ texts, values, events, rules, rest }: PackedLaw): LawPack {
  const whole = values.map(lengthen);
  const eventTypes = events.map(([id, title, who, group, bits]): EventType => {
    const flags = Object.fromEntries(
      eventFlags.flatMap((flag, i) => ((bits as number) & (1 << i) ? [[flag, true]] : [])),
    );
    return {
      id: id as string,
      title: title as string,
      who: texts[who as number]!,
      group: texts[group as number]!,
      ...flags,
    };
  });
  const unpack1 = (value: unknown, way: Way): unknown => {
    if (way === 'text') return texts[value as number];
    if (way === 'texts') return (value as number[]).map((number) => texts[number]);
    if (way === 'value') return whole[value as number];
    if (way === 'events') return (value as unknown[]).map((e) => (typeof e === 'number' ? eventTypes[e]!.id : e));
    return value;
  };
  const full = rules.map((row) => {
    const rule: Record<string, unknown> = {};
    row.forEach((value, index) => {
      const [key, way] = fields[index]!;
      if (value !== null) rule[key] = unpack1(value, way);
    });
    return rule as unknown as Rule;
  });
  return { ...rest, rules: full, events: eventTypes };
}
