// A case without a note: events, facts and terms as the command line and the batch file give them, made into what the
// engine takes. Every mistake is told by its place, in one line.
import { type Day, parseIsoDay } from '../calendar/day.ts';
import type { Facts, FactValue, LawEvent, LawInput, LawPack, SchoolCalendar, Waiver } from '../law/model.ts';
import { dayOption, UsageError } from './command.ts';

/** The options that `derive` and `explain` share. */
export const caseOptions = {
  event: { type: 'string', multiple: true },
  fact: { type: 'string', multiple: true },
  term: { type: 'string', multiple: true },
  inset: { type: 'string', multiple: true },
  today: { type: 'string' },
} as const;

/** The part of a help page that explains those options. */
export const caseOptionsHelp = `  --event ID=DAY       something that happened, such as ehcna-refused=2026-05-03; may be repeated;
                       ID=DAY:planned for what is only arranged, ID=DAY:received for the day a letter arrived
  --fact NAME=VALUE    a fact as in a note's front matter, such as schoolType=academy or phaseTransfer.year=2027
  --term FIRST..LAST   first and last day of a school term, for limits counted in school days; may be repeated
  --inset DAY          a day within a term on which pupils do not come; may be repeated
  --today DAY          the day to reckon from (default: today in London)
`;

interface CaseValues {
  readonly event?: string[] | undefined;
  readonly fact?: string[] | undefined;
  readonly term?: string[] | undefined;
  readonly inset?: string[] | undefined;
}

/** The case that the options describe. @throws UsageError naming the option that is wrong. */
export function caseFromOptions(values: CaseValues, today: Day, pack: LawPack): LawInput {
  const known = new Set(pack.events.map((event) => event.id));
  const terms = (values.term ?? []).map((text) => {
    const [first, last, more] = text.split('..');
    if (first === undefined || last === undefined || more !== undefined) {
      throw new UsageError(`--term: "${text}" is not FIRST..LAST`);
    }
    return { first: dayOption('--term', first), last: dayOption('--term', last) };
  });
  const insetDays = (values.inset ?? []).map((text) => dayOption('--inset', text));
  return {
    today,
    events: (values.event ?? []).map((text) => eventOption(text, known)),
    facts: factsOf(values.fact ?? []),
    ...(terms.length > 0 ? { schoolCalendar: { terms, insetDays } } : {}),
  };
}

function eventOption(text: string, known: ReadonlySet<string>): LawEvent {
  const m = /^([^=]+)=([^:]+)(?::(planned|received))?$/.exec(text);
  if (!m) throw new UsageError(`--event: "${text}" is not ID=DAY`);
  if (!known.has(m[1]!)) throw new UsageError(`--event: there is no event "${m[1]}"`);
  return {
    event: m[1]!,
    day: dayOption(`--event ${m[1]}`, m[2]!),
    assertion: m[3] === 'planned' ? 'planned' : 'happened',
    ...(m[3] === 'received' ? { dateRole: 'received' as const } : {}),
  };
}

function factsOf(options: readonly string[]): Facts {
  const facts: Record<string, FactValue> = {};
  for (const text of options) {
    const at = text.indexOf('=');
    const path = text.slice(0, Math.max(at, 0)).split('.');
    if (at < 1 || path.some((key) => key === '' || key === '__proto__')) {
      throw new UsageError(`--fact: "${text}" is not NAME=VALUE`);
    }
    let inside = facts as Record<string, unknown>;
    for (const key of path.slice(0, -1)) {
      const next = inside[key];
      inside[key] = typeof next === 'object' && next !== null ? next : {};
      inside = inside[key] as Record<string, unknown>;
    }
    inside[path.at(-1)!] = text.slice(at + 1);
  }
  return facts;
}

/** A mistake in one line of a batch, in words that can follow "line 3: ". */
export class BatchError extends Error {}

/** One line of a batch: the case, its id, and what in it could not be used. */
export interface BatchCase {
  /** As given: a number stays one. */
  readonly id: string | number;
  readonly input: LawInput;
  readonly problems: readonly string[];
}

const fields = (value: unknown): Record<string, unknown> => value as Record<string, unknown>;
const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function dayAt(value: unknown, what: string): Day {
  const day = typeof value === 'string' ? parseIsoDay(value) : undefined;
  if (day === undefined) throw new BatchError(`${what} is not a day written as YYYY-MM-DD`);
  return day;
}

function listAt(item: Record<string, unknown>, what: string): unknown[] {
  const value = item[what];
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw new BatchError(`${what} is not a list`);
  return value;
}

function batchEvent(item: unknown, index: number): LawEvent {
  if (!isMap(item) || typeof item.event !== 'string') throw new BatchError(`events[${index}] names no event`);
  const { assertion, planned, dateRole, line, facts } = fields(item);
  return {
    event: item.event,
    day: dayAt(item.date, `events[${index}].date`),
    assertion: assertion === 'planned' || planned === true ? 'planned' : 'happened',
    ...(dateRole === 'received' ? { dateRole } : {}),
    ...(typeof line === 'number' ? { line } : {}),
    ...(isMap(facts) ? { facts: facts as Facts } : {}),
  };
}

function batchTerms(item: Record<string, unknown>): SchoolCalendar | undefined {
  const terms = listAt(item, 'terms').map((term, index) => {
    if (!isMap(term)) throw new BatchError(`terms[${index}] is not {first, last}`);
    return { first: dayAt(term.first, `terms[${index}].first`), last: dayAt(term.last, `terms[${index}].last`) };
  });
  const insetDays = listAt(item, 'insetDays').map((value, index) => dayAt(value, `insetDays[${index}]`));
  return terms.length > 0 ? { terms, insetDays } : undefined;
}

function batchWaiver(item: unknown, index: number): Waiver {
  if (!isMap(item) || typeof item.rule !== 'string') throw new BatchError(`waivers[${index}] names no rule`);
  return {
    rule: item.rule,
    reason: typeof item.reason === 'string' ? item.reason : '',
    ...(item.day === undefined ? {} : { day: dayAt(item.day, `waivers[${index}].day`) }),
  };
}

/** The id of a batch line, if it can be read at all. */
export function batchId(line: string): string | number | undefined {
  try {
    const item = JSON.parse(line) as unknown;
    return isMap(item) && (typeof item.id === 'string' || typeof item.id === 'number') ? item.id : undefined;
  } catch {
    return undefined;
  }
}

/** Reads one line of a batch. Unknown events are told and left out. @throws BatchError where the line cannot be used. */
export function readBatchLine(line: string, today: Day, known: ReadonlyMap<string, unknown>): BatchCase {
  let item: unknown;
  try {
    item = JSON.parse(line);
  } catch {
    throw new BatchError('not valid JSON');
  }
  if (!isMap(item)) throw new BatchError('not a JSON object');
  const events = listAt(item, 'events').map(batchEvent);
  const problems = events.filter((e) => !known.has(e.event)).map((e) => `there is no event "${e.event}"`);
  const facts = item.facts === undefined || item.facts === null ? {} : item.facts;
  if (!isMap(facts)) throw new BatchError('facts is not an object');
  const calendar = batchTerms(item);
  const waivers = listAt(item, 'waivers').map(batchWaiver);
  return {
    id: typeof item.id === 'number' ? item.id : String(item.id ?? ''),
    input: {
      today: item.today === undefined || item.today === null ? today : dayAt(item.today, 'today'),
      events,
      facts: facts as Facts,
      ...(calendar ? { schoolCalendar: calendar } : {}),
      ...(waivers.length > 0 ? { waivers } : {}),
      ...(typeof item.warningDays === 'number' ? { warningDays: item.warningDays } : {}),
    },
    problems,
  };
}
