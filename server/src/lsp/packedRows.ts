// The rows of a closed note as one short string, and back. As objects the rows of ten thousand notes take more memory
// than all the rest of the server; and a string keeps hold of nothing of the text it came from. Each UTF-16 unit holds a
// number: what a row says of its rule is looked up again in the engine that made it.
import type { Day } from '../calendar/day.ts';
import type { Engine } from '../casefile/engine.ts';
import type { DeadlineRow } from '../exports/rows.ts';
import type { Rule, Status } from '../law/model.ts';

/** The rules and events of an engine, by number. */
interface Numbers {
  readonly rules: readonly Rule[];
  readonly ruleAt: ReadonlyMap<string, number>;
  readonly events: readonly string[];
  readonly eventAt: ReadonlyMap<string, number>;
}

const known = new WeakMap<Engine, Numbers>();

function numbersOf(engine: Engine): Numbers {
  let numbers = known.get(engine);
  if (!numbers) {
    const rules = [...engine.rules.values()];
    const events = [...engine.events.keys()];
    numbers = {
      rules,
      ruleAt: new Map(rules.map(({ id }, i) => [id, i])),
      events,
      eventAt: new Map(events.map((id, i) => [id, i])),
    };
    known.set(engine, numbers);
  }
  return numbers;
}

const statuses: readonly Status[] = ['past', 'close', 'upcoming', 'no-date', 'late', 'met', 'waived', 'superseded'];
const statusBits = 3;
const statusMask = (1 << statusBits) - 1;
/** Numbers that a row may have or not. */
const optional = ['due', 'rawDue', 'daysLeft', 'lateBy', 'startDay', 'line', 'answerDay'] as const;
const uncertainBit = 1 << (statusBits + optional.length);
const fadedBit = uncertainBit << 1;
/** Larger than any number of a rule, an event or a child. */
const none = 0xffff;

/** The rows of one note. `undefined` where one cannot be told in numbers; then keep it as it is. */
export function packRows(rows: readonly DeadlineRow[], engine: Engine): string | undefined {
  if (rows.length === 0) return '';
  const numbers = numbersOf(engine);
  const units: number[] = [];
  const [first] = rows;
  for (const word of [first!.caseName, first!.council]) if (!putText(units, word)) return undefined;
  let last: DeadlineRow | undefined;
  for (const row of rows) {
    if (!putRow(units, row, row.initials === last?.initials, numbers)) return undefined;
    last = row;
  }
  let packed = '';
  for (let i = 0; i < units.length; i += 4096) packed += String.fromCharCode(...units.slice(i, i + 4096));
  return packed;
}

function putText(units: number[], text: string): boolean {
  if (text.length >= none) return false;
  units.push(text.length);
  for (let i = 0; i < text.length; i++) units.push(text.charCodeAt(i));
  return true;
}

function putRow(units: number[], row: DeadlineRow, sameChild: boolean, { ruleAt, eventAt }: Numbers): boolean {
  const rule = ruleAt.get(row.rule);
  const event = (id: string | undefined) => (id ? (eventAt.get(id) ?? -1) : none);
  const [started, answered] = [event(row.startEvent), event(row.answerEvent)];
  if (rule === undefined || started < 0 || answered < 0 || row.child >= none) return false;
  let mask = statuses.indexOf(row.status) | (row.uncertain ? uncertainBit : 0) | (row.faded ? fadedBit : 0);
  optional.forEach((key, i) => {
    if (row[key] !== undefined) mask |= 1 << (statusBits + i);
  });
  units.push(mask, rule, started, answered, row.child);
  if (sameChild) units.push(none);
  else if (!putText(units, row.initials)) return false;
  for (const key of optional) {
    const value = row[key];
    if (value !== undefined) units.push((value >> 16) & 0xffff, value & 0xffff);
  }
  return true;
}

/** The rows again. `engine` is the one they were packed with. */
export function unpackRows(path: string, packed: string, engine: Engine): DeadlineRow[] {
  const rows: DeadlineRow[] = [];
  if (packed === '') return rows;
  const { rules, events } = numbersOf(engine);
  let at = 0;
  const take = (): number => packed.charCodeAt(at++);
  const text = (length: number): string => {
    at += length;
    return packed.slice(at - length, at);
  };
  const caseName = text(take());
  const council = text(take());
  let initials = '';
  while (at < packed.length) {
    const mask = take();
    const { id, title, route, actor, basis, prominence, source } = rules[take()]!;
    const [started, answered, child, name] = [take(), take(), take(), take()];
    if (name !== none) initials = text(name);
    const [due, rawDue, daysLeft, lateBy, startDay, line, answerDay] = optional.map((_, i) =>
      mask & (1 << (statusBits + i)) ? (((take() << 16) | take()) as Day) : undefined,
    );
    rows.push({
      path,
      child,
      caseName,
      initials,
      council,
      rule: id,
      title,
      route,
      actor,
      basis,
      prominence,
      source,
      status: statuses[mask & statusMask]!,
      due,
      rawDue,
      daysLeft,
      lateBy,
      startEvent: events[started] ?? '',
      startDay,
      line,
      answerEvent: events[answered],
      answerDay,
      uncertain: (mask & uncertainBit) !== 0,
      faded: (mask & fadedBit) !== 0,
    });
  }
  return rows;
}
