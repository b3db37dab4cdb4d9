// Squiggles: what is past, what is close, who must act and what to do next; and the dates that could not be used.
// Codes are the rule ids and the problem codes. One squiggle for an event, two where both are truly urgent: the rest is
// named in its message and told in full on hover.
import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver-types';
import { formatDay } from '../calendar/day.ts';
import type { Place } from '../casefile/lines.ts';
import type { CaseDeadline } from '../casefile/model.ts';
import { type Loudness, loudness } from '../casefile/urgency.ts';
import type { CaseEvent, Near, Problem, Reading, Span } from '../casenote/model.ts';
import { Overlaps } from '../casenote/overlaps.ts';
import { homeOf, isCasenote, type NoteContext, placeOf } from './context.ts';
import { actorPhrase, capitalised, days, dueWords, firstSentence, shortTitle } from './words.ts';

const severities: Readonly<Record<Exclude<Loudness, 'none'>, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** What a squiggle carries for its fixes, so that they need not be worked out again. */
export type DiagnosticData =
  | {
      readonly kind: 'deadline';
      readonly rule: string;
      readonly due?: number;
      readonly child: number;
    }
  | { readonly kind: 'problem'; readonly fixes: readonly DataFix[] }
  | { readonly kind: 'unsure'; readonly event: string; readonly day?: number };

/** A replacement in places of the note. */
export interface DataFix {
  readonly title: string;
  readonly range: { readonly start: Place; readonly end: Place };
  readonly newText: string;
}

/** All diagnostics of a note, in the order of the text. Nothing for a file that is no casenote. */
export function diagnostics(context: NoteContext): Diagnostic[] {
  const { analysis } = context;
  if (!isCasenote(context)) return [];
  const made = [
    ...analysis.reading.problems.map((problem) => problemDiagnostic(problem, context)),
    ...deadlineDiagnostics(context),
    ...worthAsking(analysis.reading).map((near) => unsureDiagnostic(near, context)),
  ];
  return made.sort(
    (a, b) => a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character,
  );
}

function problemDiagnostic(problem: Problem, { analysis }: NoteContext): Diagnostic {
  const fixes = problem.fixes.map((fix) => ({
    title: fix.title,
    newText: fix.newText,
    range: analysis.lines.rangeOf(fix.span ?? problem),
  }));
  return {
    range: analysis.lines.rangeOf(problem),
    severity: severities[problem.severity],
    source: 'casenotes',
    code: problem.code,
    message: problem.message,
    data: { kind: 'problem', fixes } satisfies DiagnosticData,
  };
}

/**
 * The doubtful readings that are worth a question: those that can mean one thing only, on a day, in words that nothing
 * else was read from, and of something that the note does not record elsewhere. The rest would be nagging.
 */
function worthAsking(reading: Reading): readonly Near[] {
  const { doubtful } = reading;
  if (doubtful.length === 0) return doubtful;
  const recorded = new Set(reading.events.map((event) => `${event.child} ${event.event}`));
  const read = new Overlaps(reading.events);
  const places = reading.children.length > 1 ? new Overlaps(reading.entries) : undefined;
  return doubtful.filter((near) => {
    if (read.some(near, () => true)) return false;
    let child = 0;
    places?.some(near, (entry) => {
      child = entry.child;
      return false;
    });
    return !recorded.has(`${child} ${near.event}`);
  });
}

function unsureDiagnostic(near: Near, { analysis, engine }: NoteContext): Diagnostic {
  const title = engine.events.get(near.event)?.title ?? near.event;
  const day = near.day === undefined ? '' : `, ${formatDay(near.day)}`;
  return {
    range: analysis.lines.rangeOf(near),
    severity: DiagnosticSeverity.Hint,
    source: 'casenotes',
    code: 'event-unsure',
    message: `Could be: ${title}${day}. It does not count until you accept it.`,
    data: {
      kind: 'unsure',
      event: near.event,
      ...(near.day === undefined ? {} : { day: near.day }),
    } satisfies DiagnosticData,
  };
}

/** Loud limits by the event they are shown at; of each event the most urgent, and a second only where that is urgent too. */
function deadlineDiagnostics(context: NoteContext): Diagnostic[] {
  const byHome = new Map<CaseEvent | string, CaseDeadline[]>();
  for (const deadline of context.analysis.deadlines) {
    if (loudness(deadline, context.settings.showUpcoming) === 'none') continue;
    const home = homeOf(deadline) ?? `child ${deadline.child}`;
    const there = byHome.get(home);
    if (there) there.push(deadline);
    else byHome.set(home, [deadline]);
  }
  return [...byHome.values()].flatMap((deadlines) => {
    const [first, ...rest] = deadlines;
    const second = rest.find((deadline) => isTrulyUrgent(deadline) && isTrulyUrgent(first!));
    const others = rest.filter((deadline) => deadline !== second);
    const made = [deadlineDiagnostic(first!, others, context)];
    if (second) made.push(deadlineDiagnostic(second, [], context));
    return made;
  });
}

/** A main limit of the family that is close, or missed in the last weeks. */
function isTrulyUrgent(deadline: CaseDeadline): boolean {
  if (deadline.rule.actor !== 'family' || deadline.rule.prominence !== 'main') return false;
  return ['error', 'warning'].includes(loudness(deadline));
}

function deadlineDiagnostic(deadline: CaseDeadline, others: readonly CaseDeadline[], context: NoteContext): Diagnostic {
  const { analysis, settings } = context;
  const { rule } = deadline;
  const loud = loudness(deadline, settings.showUpcoming);
  const related = relatedTo(deadline, context);
  return {
    range: analysis.lines.rangeOf(shownAt(deadline, context)),
    severity: severities[loud === 'none' ? 'information' : loud],
    source: 'casenotes',
    code: rule.id,
    codeDescription: { href: rule.url },
    message: message(deadline, others),
    data: {
      kind: 'deadline',
      rule: rule.id,
      child: deadline.child,
      ...(deadline.due === undefined ? {} : { due: deadline.due }),
    } satisfies DiagnosticData,
    ...(related.length > 0 ? { relatedInformation: related } : {}),
  };
}

/** The event's own words; for a limit that a fact started, the front matter value, else the note's first line. */
function shownAt(deadline: CaseDeadline, { analysis }: NoteContext): Span {
  const home = homeOf(deadline);
  if (home) return placeOf(home, analysis);
  const { valueSpans, span } = analysis.reading.frontMatter;
  for (const start of deadline.rule.starts) {
    const place = typeof start === 'string' ? undefined : valueSpans[start.fact];
    if (place) return place;
  }
  return span ?? { start: 0, end: analysis.lines.lineEnd(0) };
}

/** The other events that the limit rests on. */
function relatedTo(deadline: CaseDeadline, { analysis, engine, uri }: NoteContext) {
  return deadline.startEvents.slice(0, -1).map((event) => ({
    location: { uri, range: analysis.lines.rangeOf(event) },
    message: `Also counted from: ${engine.events.get(event.event)?.title ?? event.event}, ${formatDay(event.day)}`,
  }));
}

/** What happened, what it means, by when, who must act, what next. */
function message(deadline: CaseDeadline, others: readonly CaseDeadline[]): string {
  const also = others.slice(0, 2).map((other) => {
    const due = other.due === undefined ? '' : ` (${formatDay(other.due)})`;
    return shortTitle(other.rule) + due;
  });
  const sentences = [...ownMessage(deadline)];
  if (also.length > 0) sentences.push(`Also: ${also.join('; ')}.`);
  return sentences.join(' ');
}

function ownMessage(deadline: CaseDeadline): string[] {
  const { rule } = deadline;
  const title = shortTitle(rule, 90);
  const due = dueWords(deadline);
  if (deadline.status === 'no-date') {
    return [`${title}: no day can be worked out.`, deadline.noDateReason ?? ''].filter(Boolean);
  }
  const left = deadline.daysLeft ?? 0;
  if (deadline.status !== 'past') {
    const when = left === 0 ? 'Today is the last day' : `${capitalised(days(left))} left`;
    return [
      `${when}: ${title}. Last day ${due}.`,
      `${capitalised(actorPhrase(rule.actor))} must act.`,
      ...deadline.doubts.slice(0, 1),
    ];
  }
  if (rule.actor === 'family') {
    return [
      `${capitalised(days(-left))} past: ${title}. The last day was ${due}.`,
      `What next: ${firstSentence(rule.missed)}`,
    ];
  }
  if (deadline.unverifiable) {
    return [
      `Check: ${title}. It fell due on ${due}, and the note does not say whether it was done.`,
      `If it was not: ${firstSentence(rule.missed)}`,
    ];
  }
  return [
    `${capitalised(actorPhrase(rule.actor))} is ${days(-left)} late: ${title}. It fell due on ${due} (${rule.source}).`,
    `What next: ${firstSentence(rule.missed)}`,
  ];
}
