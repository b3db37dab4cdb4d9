// The periods of a pack, as written ("within: 2 months", "later-of: [...]") and as the engine counts them.
import { isMap, isScalar, isSeq } from 'yaml';
import { monthNames } from '../calendar/day.ts';
import type { CountedPeriod, Limb, Period } from './model.ts';
import type { PackContext } from './packContext.ts';
import type { PackMap, PackNode, PackReader } from './packReader.ts';

const units = ['days', 'weeks', 'months', 'working-days', 'school-days'] as const;
const limbKeys = ['within', 'at-least', 'startDay', 'direction', 'roll', 'closed', 'calendar', 'cutoff'];
/** Every key a period may have. */
export const periodKeys: readonly string[] = [
  ...limbKeys,
  ...['later-of', 'earlier-of', 'lead', 'joinMonths', 'lookBack', 'date', 'relation', 'yearFrom'],
];
const calendars = ['england-and-wales', 'united-kingdom', 'school', 'children-act'] as const;

/** The longest period taken at its word: anything longer is a slip of the pen. */
const longest: Readonly<Record<(typeof units)[number], number>> = {
  days: 1100,
  weeks: 160,
  months: 120,
  'working-days': 400,
  'school-days': 200,
};

/** Reads `2 months`, `15 working days`, `1 week`. */
export function readAmount(text: string): { count: number; unit: CountedPeriod['unit'] } | undefined {
  const m = /^(\d{1,4}) (calendar |working |school )?(day|week|month)s?$/.exec(text);
  if (!m) return undefined;
  const unit = m[2] && m[2] !== 'calendar ' ? `${m[2].trim()}-${m[3]}s` : `${m[3]}s`;
  const known = units.find((u) => u === unit);
  return known && { count: Number(m[1]), unit: known };
}

/** Writes an amount the way packs do: `15 working days`, `1 month`. */
export function formatAmount(count: number, unit: CountedPeriod['unit']): string {
  const words = unit.replace('-', ' ');
  return `${count} ${count === 1 ? words.replace(/s$/, '') : words}`;
}

function defaultCalendar(unit: CountedPeriod['unit'], roll: string): string | undefined {
  if (unit === 'school-days') return 'school';
  return unit === 'working-days' || roll !== 'none' ? 'england-and-wales' : undefined;
}

function ending(reader: PackReader, map: PackMap) {
  const roll = map.has('roll') ? reader.oneOf(map.get('roll'), 'roll', ['none', 'next-working-day'] as const) : 'none';
  const closed = map.has('closed')
    ? reader.oneOf(map.get('closed'), 'closed', ['none', 'extend', 'exclude'] as const)
    : 'none';
  let cutoff: string | undefined;
  if (map.has('cutoff')) {
    cutoff = reader.text(map.get('cutoff'), 'cutoff');
    if (cutoff !== undefined && !/^([01]\d|2[0-3]):[0-5]\d$/.test(cutoff)) {
      reader.problem(map.get('cutoff'), `cutoff must be an hour such as '17:00', not '${cutoff}'`);
    }
  }
  return { roll: roll ?? 'none', closed: closed ?? 'none', ...(cutoff ? { cutoff } : {}) };
}

function counted(reader: PackReader, map: PackMap, kind: 'within' | 'at-least'): CountedPeriod | undefined {
  const node = map.get(kind);
  const text = reader.text(node, kind);
  if (text === undefined) return undefined;
  const amount = readAmount(text);
  if (!amount) {
    reader.problem(node, `'${text}' is not a period; write a number and a unit: '15 working days', '2 months'`);
    return undefined;
  }
  if (amount.count > longest[amount.unit]) {
    reader.problem(node, `'${text}' is not a possible period: longer than any time limit`);
    return undefined;
  }
  const end = ending(reader, map);
  const direction = map.has('direction')
    ? reader.oneOf(map.get('direction'), 'direction', ['after', 'before'] as const)
    : 'after';
  const startDay = map.has('startDay')
    ? reader.oneOf(map.get('startDay'), 'startDay', ['excluded', 'included'] as const)
    : 'excluded';
  if (startDay === 'included' && amount.count === 0) {
    reader.problem(node, 'a period of nothing cannot have its start day included');
  }
  const calendar = map.has('calendar')
    ? reader.oneOf(map.get('calendar'), 'calendar', calendars)
    : defaultCalendar(amount.unit, end.roll);
  if (amount.unit === 'working-days' && calendar === 'school') {
    reader.problem(map.get('calendar'), "working days cannot be counted on the school calendar; write 'school days'");
  }
  return {
    kind,
    count: amount.count,
    unit: amount.unit,
    startDay: startDay ?? 'excluded',
    direction: direction ?? 'after',
    ...end,
    ...(calendar ? { calendar } : {}),
  };
}

function composite(reader: PackReader, map: PackMap, kind: 'later-of' | 'earlier-of', context: PackContext) {
  const limbs: Limb[] = [];
  for (const item of reader.list(map.get(kind), kind) ?? []) {
    if (isMap(item)) {
      const limb = reader.map(item, 'limb', [...limbKeys, 'starts']);
      const key = limb?.has('at-least') ? 'at-least' : 'within';
      const period = limb && counted(reader, limb, key);
      const starts = limb?.has('starts') ? context.readEvents(reader, limb.get('starts'), 'starts') : [];
      if (period) limbs.push({ ...period, starts });
    } else {
      const id = reader.text(item, `${kind}: each limb`);
      if (id !== undefined) {
        context.wantRule(id, item);
        limbs.push(id);
      }
    }
  }
  const lead = map.has('lead') ? reader.whole(map.get('lead'), 'lead', 0) : undefined;
  if (lead !== undefined && lead >= limbs.length) reader.problem(map.get('lead'), 'lead is past the last limb');
  const joinMonths = map.has('joinMonths') ? reader.whole(map.get('joinMonths'), 'joinMonths', 1) : undefined;
  const lookBack = map.has('lookBack') ? reader.flag(map.get('lookBack'), 'lookBack') : undefined;
  const join = {
    ...(lead ? { lead } : {}),
    ...(joinMonths ? { joinMonths } : {}),
    ...(lookBack ? { lookBack } : {}),
  };
  if (limbs.length < 2) reader.problem(map.keyNode(kind), `${kind} needs two limits to compare`);
  const end = ending(reader, map);
  const calendar = map.has('calendar')
    ? reader.oneOf(map.get('calendar'), 'calendar', calendars)
    : end.roll !== 'none'
      ? 'england-and-wales'
      : undefined;
  return { kind, of: limbs, ...end, ...(calendar ? { calendar } : {}), ...join } as const;
}

function fixedDate(reader: PackReader, map: PackMap): Period | undefined {
  const node = map.get('date');
  const text = reader.text(node, 'date');
  if (text === undefined) return undefined;
  const m = /^(\d{1,2}) ([A-Z][a-z]+)$/.exec(text);
  const month = m ? monthNames.indexOf(m[2] as (typeof monthNames)[number]) + 1 : 0;
  const days = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  if (!m || month === 0) {
    reader.problem(node, `'${text}' is not a day of the year; write it as '15 February'`);
    return undefined;
  }
  if (Number(m[1]) < 1 || Number(m[1]) > days[month - 1]!) {
    reader.problem(node, `there is no ${text}`);
    return undefined;
  }
  const relation = reader.oneOf(map.get('relation'), 'relation', ['before', 'on-or-before'] as const);
  const yearFrom = reader.text(map.get('yearFrom'), 'yearFrom');
  if (!relation || !yearFrom) return undefined;
  return { kind: 'fixed-date', month, day: Number(m[1]), relation, yearFrom };
}

/** Reads a rule's `period`. `undefined` (with a problem noted) where it is impossible. */
export function readPeriod(reader: PackReader, node: PackNode, context: PackContext): Period | undefined {
  if (isScalar(node) && (node.value === 'any-time' || node.value === 'promptly')) return { kind: node.value };
  if (!isMap(node) || isSeq(node)) {
    reader.problem(node, "period must be a mapping such as {within: 2 months}, or 'any-time' or 'promptly'");
    return undefined;
  }
  const map = reader.map(node, 'period', periodKeys)!;
  const kinds = (['within', 'at-least', 'later-of', 'earlier-of', 'date'] as const).filter((kind) => map.has(kind));
  const kind = kinds[0];
  if (!kind || kinds.length > 1) {
    reader.problem(node, "period needs one of 'within', 'at-least', 'later-of', 'earlier-of' or 'date'");
    return undefined;
  }
  if (kind === 'within' || kind === 'at-least') return counted(reader, map, kind);
  if (kind === 'date') return fixedDate(reader, map);
  return composite(reader, map, kind, context);
}
