// Finds the value of a letter's field in a case. Dates come from the same deadlines as the diagnostics: nothing is
// counted a second time here. A value that the case does not hold is `undefined`, and becomes a gap in the letter.
import { type Day, formatDay } from '../calendar/day.ts';
import type { CaseDeadline } from '../casefile/model.ts';
import type { CaseEvent } from '../casenote/model.ts';
import type { EventId, Facts } from '../law/model.ts';
import { days } from '../text/phrases.ts';
import { deadlineFor, isOverdue } from './choose.ts';
import type { Field, Letter, LetterContext, Voice } from './model.ts';

/** Everything one letter needs to know about one case, found once. */
export interface Filling {
  readonly letter: Letter;
  readonly context: LetterContext;
  readonly facts: Facts;
  readonly voice: Voice;
  readonly deadline?: CaseDeadline;
  /** The letter's limit has passed. */
  readonly late: boolean;
  /** The value of a field; `undefined` where the case does not hold it. */
  value(name: string): string | undefined;
}

/** Prepares a letter for a case: chooses the deadline and the voice, and answers for its fields. */
export function fillingFor(letter: Letter, context: LetterContext): Filling {
  const facts = context.analysis?.facts[context.child ?? 0] ?? {};
  const deadline = context.deadline ?? deadlineFor(letter, context.analysis, context.child ?? 0);
  const voice: Voice = context.voice ?? (isYoungPersonsOwn(facts) ? 'young-person' : 'parent');
  const late =
    deadline?.due !== undefined ? isOverdue(deadline, context.today) : letter.fitsWhen.every((w) => w === 'breach');
  const known = new Map<string, string | undefined>();
  const filling: Filling = {
    letter,
    context,
    facts,
    voice,
    deadline,
    late,
    value(name) {
      if (!known.has(name)) known.set(name, find(name, filling));
      return known.get(name);
    },
  };
  return filling;
}

/** Front matter `voice: young-person` says that the young person writes. */
function isYoungPersonsOwn(facts: Facts): boolean {
  return facts.voice === 'young-person';
}

function find(name: string, filling: Filling): string | undefined {
  const field = filling.context.pack.fields.find((f) => f.name === name);
  if (!field) return undefined;
  const said = plain(filling.facts[`letter.${name}`]);
  return said ?? fromSource(field, filling);
}

function fromSource(field: Field, filling: Filling): string | undefined {
  const { source } = field;
  switch (source.kind) {
    case 'ask':
      return plain(filling.facts[field.name]);
    case 'fact':
      return plain(filling.facts[source.fact]) ?? builtIns[field.name]?.(filling);
    case 'event-date': {
      const event = eventOf(filling, filling.letter.dates[field.name] ?? source.events);
      if (!event || isOnlyArrival(event, filling)) return undefined;
      return isOvertaken(event, source.unless ?? [], filling) ? undefined : formatDay(event.day);
    }
    case 'event-words': {
      const event = eventOf(filling, Object.keys(source.words));
      return event && source.words[event.event];
    }
    case 'due': {
      const due = dueOf(filling, source.rules);
      return due === undefined || (source.stillOpen && due < filling.context.today) ? undefined : formatDay(due);
    }
    case 'days-since': {
      const event = eventOf(filling, filling.letter.dates[field.name] ?? source.events);
      return event && event.day < filling.context.today ? days(filling.context.today - event.day) : undefined;
    }
    case 'built-in':
      return builtIns[field.name]?.(filling);
  }
}

/** The event that a field speaks of: the one that started the letter's deadline, else the latest noted. */
function eventOf(filling: Filling, events: readonly EventId[]): CaseEvent | undefined {
  const started = filling.deadline?.startEvents.filter((e) => events.includes(e.event)) ?? [];
  if (started.length > 0) return latest(started);
  const { analysis, today } = filling.context;
  const child = filling.context.child ?? 0;
  const noted = analysis?.reading.events.filter((e) => events.includes(e.event) && e.child === child) ?? [];
  const happened = noted.filter((e) => e.assertion === 'happened' && e.day <= today);
  if (happened.length > 0) return latest(happened);
  const planned = noted.filter((e) => e.assertion === 'planned' && e.day >= today);
  return planned.length > 0 ? planned.reduce((a, b) => (b.day < a.day ? b : a)) : undefined;
}

/** Only the day it came is noted, where its own date counts: a letter must not give the one for the other. */
function isOnlyArrival({ start }: CaseEvent, { context }: Filling): boolean {
  const problems = context.analysis?.reading.problems ?? [];
  return problems.some((problem) => problem.code === 'letter-date-needed' && problem.start === start);
}

/** One of these events came after it: the matter has moved on. */
function isOvertaken(event: CaseEvent, by: readonly EventId[], filling: Filling): boolean {
  const later = filling.context.analysis?.reading.events ?? [];
  return later.some((e) => e.child === event.child && by.includes(e.event) && e.day > event.day);
}

function latest(events: readonly CaseEvent[]): CaseEvent {
  return events.reduce((a, b) => (b.day >= a.day ? b : a));
}

function dueOf(filling: Filling, rules: readonly string[]): Day | undefined {
  const own = filling.deadline;
  if (rules.length === 0 || (own && rules.includes(own.rule.id))) return own && safeDue(own, filling);
  const child = filling.context.child ?? 0;
  const open = filling.context.analysis?.deadlines.filter(
    (d) => d.child === child && rules.includes(d.rule.id) && d.due !== undefined && isLive(d),
  );
  const first = open?.reduce<CaseDeadline | undefined>((a, b) => (a && a.due! <= b.due! ? a : b), undefined);
  return first && safeDue(first, filling);
}

/** None for a family's limit that is counted from the day a letter came: it ends sooner. */
function safeDue({ due, rule, startEvents }: CaseDeadline, filling: Filling): Day | undefined {
  return rule.actor === 'family' && startEvents.some((event) => isOnlyArrival(event, filling)) ? undefined : due;
}

function isLive(d: CaseDeadline): boolean {
  return d.status === 'past' || d.status === 'close' || d.status === 'upcoming';
}

/**
 * A value from the note as one line of plain text: line breaks and control characters become spaces. Nothing else is
 * changed: `$1`, `<script>` and a backtick are somebody's text.
 */
export function plain(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const text = String(value)
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim();
  return text === '' ? undefined : text;
}

/** A full name is cut to its initials: a letter carries no child's full name unless `letterName` gives one. */
export function initialsOnly(name: string): string {
  const words = name.split(/\s+/);
  const isName = words.length > 1 && words.every((w) => /^\p{Lu}[\p{L}'’-]*\p{Ll}[\p{L}'’-]*$/u.test(w));
  return isName ? words.map((w) => `${[...w][0]}.`).join('') : name;
}

const builtIns: Readonly<Record<string, (f: Filling) => string | undefined>> = {
  child: (f) => {
    const name = plain(f.facts.letterName);
    if (name) return name;
    const child = plain(f.facts.child) ?? plain(f.context.analysis?.reading.children[f.context.child ?? 0]);
    return child && initialsOnly(child);
  },
  childInitials: (f) => builtIns.child!(f),
  today: (f) => formatDay(f.context.today),
  la: (f) => plain(f.context.area?.council),
  area: (f) => plain(f.context.area?.council),
  daysLate: (f) => {
    const due = f.deadline?.due;
    return due !== undefined && due < f.context.today ? days(f.context.today - due) : undefined;
  },
  replyBy: (f) => {
    const { replyDays, replyWorkingDays } = f.letter;
    const { today, addWorkingDays } = f.context;
    const day = replyDays ? ((today + replyDays) as Day) : addWorkingDays(today, replyWorkingDays);
    return day === undefined ? undefined : formatDay(day);
  },
  transferYear: (f) => {
    const transfer = f.facts.phaseTransfer;
    return transfer && typeof transfer === 'object' && 'year' in transfer ? plain(transfer.year) : undefined;
  },
  duty: (f) => f.context.pack.duties.find((d) => d.rule === f.deadline?.rule.id)?.name,
  legalSource: (f) => plain(f.deadline?.rule.source),
  sendTeam: (f) => plain(f.context.area?.sendTeam) ?? 'SEND team',
  sendTeamContact: (f) => plain(f.context.area?.sendTeamContact),
  mediationProvider: (f) => plain(f.context.area?.mediationProvider),
  disagreementProvider: (f) => plain(f.context.area?.disagreementProvider),
  serviceName: (f) => plain(f.context.service?.name),
  adviser: (f) => plain(f.context.service?.adviser),
  serviceContact: (f) => plain(f.context.service?.contact?.join(', ')),
};

/** Names that a `built-in` field may have. */
export const builtInFields: readonly string[] = Object.keys(builtIns);
