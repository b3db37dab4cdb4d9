// Builds an analysis by hand for the letter tests: events and limits with their days, no text reading.
import { readFileSync } from 'node:fs';
import { addDays, type Day, parseIsoDay, weekdayOf } from '../../server/src/calendar/day.ts';
import { LineIndex } from '../../server/src/casefile/lines.ts';
import type { Analysis, CaseDeadline } from '../../server/src/casefile/model.ts';
import type { CaseEvent } from '../../server/src/casenote/model.ts';
import type { Facts, LawPack, Rule, Status } from '../../server/src/law/model.ts';
import type { Letter, LetterContext, LetterPack } from '../../server/src/letters/model.ts';

const generated = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../server/src/generated/${name}`, import.meta.url), 'utf8'));
export const pack = generated('letters.json') as LetterPack;
export const law = generated('law.json') as LawPack;

/** The letter with this id; the test fails where there is none. */
export function letter(id: string): Letter {
  const found = pack.letters.find((l) => l.id === id);
  if (!found) throw new Error(`no letter ${id}`);
  return found;
}

export function day(iso: string): Day {
  return parseIsoDay(iso)!;
}

export function rule(id: string): Rule {
  const found = law.rules.find((r) => r.id === id);
  if (!found) throw new Error(`no rule ${id}`);
  return found;
}

/** Weekdays only: enough for a reply-by date in a test. */
export function addWeekdays(from: Day, count: number): Day {
  let at = from;
  for (let left = count; left > 0; ) {
    at = addDays(at, 1);
    if (weekdayOf(at) < 5) left--;
  }
  return at;
}

export interface CaseSpec {
  readonly today: string;
  readonly facts?: Facts;
  /** `event` and ISO day, `planned` where arranged. */
  readonly events?: readonly (readonly [event: string, day: string, assertion?: 'planned'])[];
  /** Rule, due day, status and the index of the event that started it. */
  readonly deadlines?: readonly (readonly [rule: string, due: string | undefined, status: Status, start?: number])[];
}

/** An analysis with these events and limits, for one child. */
export function caseOf(spec: CaseSpec): Analysis {
  const today = day(spec.today);
  const events: CaseEvent[] = (spec.events ?? []).map(([event, iso, assertion], i) => ({
    event,
    day: day(iso),
    dateSource: 'explicit',
    dateRole: 'own',
    assertion: assertion ?? 'happened',
    text: event.replaceAll('-', ' '),
    entry: 0,
    child: 0,
    origin: 'text',
    start: i,
    end: i + 1,
  }));
  const deadlines = (spec.deadlines ?? []).map(([id, due, status, start]): CaseDeadline => {
    const dueDay = due === undefined ? undefined : day(due);
    return {
      rule: rule(id),
      startedBy: [],
      startEvents: start === undefined ? [] : [events[start]!],
      due: dueDay,
      rawDue: dueDay,
      status,
      daysLeft: dueDay === undefined ? undefined : dueDay - today,
      doubts: [],
      questions: [],
      unverifiable: false,
      conditional: false,
      faded: false,
      child: 0,
      explain: () => [],
    } as CaseDeadline;
  });
  return {
    text: '',
    lines: new LineIndex(''),
    today,
    reading: {
      frontMatter: { data: {}, valueSpans: {} },
      children: [''],
      entries: [],
      segments: [],
      events,
      near: [],
      maybe: [],
      problems: [],
      waivers: [],
      facts: [{}],
    },
    facts: [spec.facts ?? {}],
    deadlines,
    derived: { limits: [], events: new Map(), waivers: new Map() },
    memo: {},
  };
}

/** A context for that case; nothing set: a blank letter on 21 November 2026. */
export function contextOf(analysis?: Analysis, more: Partial<LetterContext> = {}): LetterContext {
  return { pack, analysis, today: analysis?.today ?? day('2026-11-21'), addWorkingDays: addWeekdays, ...more };
}
