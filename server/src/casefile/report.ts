// The report: what a note's analysis is on paper (JSON). Its form is fixed by test/report.schema.json; programs outside
// this project rely on it. Lines and columns count from 1, columns in UTF-16 code units, ends exclusive.
import { type Day, formatIsoDay } from '../calendar/day.ts';
import type { CaseEvent, DateSource, Problem, Span } from '../casenote/model.ts';
import type { Deadline, LawEvent, Status } from '../law/model.ts';
import type { LineIndex } from './lines.ts';
import type { Analysis } from './model.ts';

export interface ReportRange {
  readonly line: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface ReportEventRef {
  readonly event: string;
  readonly date: string;
  readonly line?: number;
}

export interface ReportEvent {
  readonly event: string;
  readonly date: string;
  readonly dateSource: DateSource;
  readonly dateRole: 'own' | 'received';
  readonly assertion: 'happened' | 'planned';
  readonly range: ReportRange;
  readonly text: string;
}

export interface ReportDeadline {
  readonly rule: string;
  readonly title: string;
  readonly actor: string;
  readonly rawDue?: string;
  readonly due?: string;
  readonly status: Status;
  readonly daysLeft?: number;
  readonly startedBy: readonly ReportEventRef[];
  readonly answeredBy?: ReportEventRef;
  readonly source: string;
  readonly doubts: readonly string[];
}

export interface ReportProblem {
  readonly code: string;
  readonly message: string;
  readonly severity: Problem['severity'];
  readonly range: ReportRange;
}

export interface ReportFile {
  readonly path: string;
  readonly case: Readonly<Record<string, unknown>>;
  readonly events: readonly ReportEvent[];
  readonly deadlines: readonly ReportDeadline[];
  readonly problems: readonly ReportProblem[];
}

export interface Report {
  readonly schemaVersion: 1;
  readonly today: string;
  readonly files: readonly ReportFile[];
}

/** The report of several notes on one day. */
export function report(today: Day, files: readonly ReportFile[]): Report {
  return { schemaVersion: 1, today: formatIsoDay(today), files };
}

/** One note's part of the report. `path` is as given or found, with `/`. */
export function reportFile(path: string, analysis: Analysis): ReportFile {
  const { reading, lines } = analysis;
  return {
    path,
    case: reading.frontMatter.data,
    events: reading.events.map((event) => reportEvent(event, lines)),
    deadlines: analysis.deadlines.map(reportDeadline),
    problems: reading.problems.map((problem) => ({
      code: problem.code,
      message: problem.message,
      severity: problem.severity,
      range: reportRange(problem, lines),
    })),
  };
}

function reportEvent(event: CaseEvent, lines: LineIndex): ReportEvent {
  return {
    event: event.event,
    date: formatIsoDay(event.day),
    dateSource: event.dateSource,
    dateRole: event.dateRole,
    assertion: event.assertion,
    range: reportRange(event, lines),
    text: event.text,
  };
}

/** One limit, as the report, `derive` and the editor's list give it. */
export function reportDeadline(deadline: Deadline): ReportDeadline {
  const { rule } = deadline;
  return {
    rule: rule.id,
    title: rule.title,
    actor: rule.actor,
    ...(deadline.rawDue === undefined ? {} : { rawDue: formatIsoDay(deadline.rawDue) }),
    ...(deadline.due === undefined ? {} : { due: formatIsoDay(deadline.due) }),
    status: deadline.status,
    ...(deadline.daysLeft === undefined ? {} : { daysLeft: deadline.daysLeft }),
    startedBy: deadline.startedBy.map(eventRef),
    ...(deadline.answeredBy ? { answeredBy: eventRef(deadline.answeredBy) } : {}),
    source: rule.source,
    doubts: deadline.noDateReason === undefined ? deadline.doubts : [deadline.noDateReason, ...deadline.doubts],
  };
}

function eventRef(event: LawEvent): ReportEventRef {
  return {
    event: event.event,
    date: formatIsoDay(event.day),
    ...(event.line === undefined ? {} : { line: event.line }),
  };
}

function reportRange(span: Span, lines: LineIndex): ReportRange {
  const { start, end } = lines.rangeOf(span);
  return {
    line: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}
