// One deadline as a flat row: what every list, calendar, table and statistic is made from. Small on purpose, so that an
// index can keep the rows of ten thousand closed notes and drop their text.
import { type Day, formatIsoDay } from '../calendar/day.ts';
import type { Analysis, CaseDeadline } from '../casefile/model.ts';
import { isToCheck } from '../casefile/urgency.ts';
import type { Reading } from '../casenote/model.ts';
import type { Basis, Prominence, Status } from '../law/model.ts';

export interface DeadlineRow {
  /** The note's path or URI, as the caller names it. */
  readonly path: string;
  /** 0-based child index within the note; most notes have one child. */
  readonly child: number;
  /** Front matter `case`, else empty. */
  readonly caseName: string;
  /** The child's initials as the note gives them, else empty. Never a full name unless the note says one. */
  readonly initials: string;
  /** Front matter `la`, else empty. */
  readonly council: string;
  readonly rule: string;
  readonly title: string;
  readonly route: string;
  readonly actor: string;
  readonly basis: Basis;
  readonly prominence: Prominence;
  readonly source: string;
  readonly status: Status;
  readonly due?: Day;
  readonly rawDue?: Day;
  /** Calendar days to `due`, negative when past. */
  readonly daysLeft?: number;
  /** Days after `due` that the answer came (`late` only). */
  readonly lateBy?: number;
  readonly startEvent: string;
  readonly startDay?: Day;
  /** 1-based line of the event that started it. */
  readonly line?: number;
  readonly answerEvent?: string;
  readonly answerDay?: Day;
  /** As `isUncertain` says: never a breach. */
  readonly uncertain: boolean;
  readonly faded: boolean;
}

/** Text of a front matter value, or empty where it is absent or not plain. */
function plain(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/**
 * Initials of a child of a note, or of whom front matter names; empty where neither says. A full name is made into
 * initials: what leaves the machine in an export never says more.
 */
export function initialsOf(reading: Reading, child: number): string {
  const name = (reading.children[child] || (child === 0 ? plain(reading.frontMatter.data.child) : '')).trim();
  if (/^(?:\p{Lu}[.\s-]{0,2}){1,4}$/u.test(name)) return name;
  return (name.match(/\p{L}+/gu) ?? [])
    .slice(0, 4)
    .map((word) => `${word[0]!.toUpperCase()}.`)
    .join('');
}

/** The note cannot prove that it was missed, a fact is unknown, or it only follows from a duty that was missed. */
export const isUncertain = (deadline: CaseDeadline): boolean =>
  isToCheck(deadline) || deadline.conditional || deadline.missedDuty !== undefined;

/** The flat row of one deadline of an analysis. `path` is what the caller calls the note. */
export function rowOf(path: string, analysis: Analysis, deadline: CaseDeadline): DeadlineRow {
  const front = analysis.reading.frontMatter.data;
  const start = deadline.startedBy.at(-1);
  return {
    path,
    child: deadline.child,
    caseName: plain(front.case),
    initials: initialsOf(analysis.reading, deadline.child),
    council: plain(front.la),
    rule: deadline.rule.id,
    title: deadline.rule.title,
    route: deadline.rule.route,
    actor: deadline.rule.actor,
    basis: deadline.rule.basis,
    prominence: deadline.rule.prominence,
    source: deadline.rule.source,
    status: deadline.status,
    due: deadline.due,
    rawDue: deadline.rawDue,
    daysLeft: deadline.daysLeft,
    lateBy: deadline.lateBy,
    startEvent: start?.event ?? '',
    startDay: start?.day,
    line: start?.line,
    answerEvent: deadline.answeredBy?.event,
    answerDay: deadline.answeredBy?.day,
    uncertain: isUncertain(deadline),
    faded: deadline.faded,
  };
}

/** All rows of a note, in the analysis's order (most urgent first). */
export function rowsOf(path: string, analysis: Analysis): DeadlineRow[] {
  return analysis.deadlines.map((deadline) => rowOf(path, analysis, deadline));
}

/** A limit that still needs somebody to act: its day is close, past or to come. */
export function isOpen(row: DeadlineRow): boolean {
  return row.status === 'past' || row.status === 'close' || row.status === 'upcoming';
}

/**
 * A limit that is too old, or never more than background; and an outside limit once it is past: that nobody took that way
 * is no missed step. It is told on hover only.
 */
export function isAside({ faded, prominence, status }: Pick<DeadlineRow, 'faded' | 'prominence' | 'status'>): boolean {
  return faded || prominence === 'background' || (prominence === 'long-stop' && status === 'past');
}

/**
 * A name for the instance that stays the same from one run to the next, whatever else changes in the note: path,
 * child, rule, starting event and its day. 64-bit FNV-1a in hexadecimal; not for secrecy, only for identity.
 */
export function stableId(row: DeadlineRow): string {
  const key = [
    row.path,
    row.child,
    row.rule,
    row.startEvent,
    row.startDay === undefined ? '' : formatIsoDay(row.startDay),
  ].join('\u0000');
  let hash = 0xcbf29ce484222325n;
  for (let i = 0; i < key.length; i++) {
    hash ^= BigInt(key.charCodeAt(i));
    hash = BigInt.asUintN(64, hash * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, '0');
}
