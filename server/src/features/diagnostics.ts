// Squiggles: what is past, what is close, who must act and what to do next; and the dates that could not be used.
// Codes are the rule ids and the problem codes. One squiggle for an event, two where both are truly urgent: the rest is
// named in its message and told in full on hover.
import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver-types';
import { noSchoolCalendar } from '../calendar/counting.ts';
import { formatDay } from '../calendar/day.ts';
import type { LineIndex, Place } from '../casefile/lines.ts';
import type { Analysis, Derived } from '../casefile/model.ts';
import { byUrgency, isToCheck, type Loudness, loudness } from '../casefile/urgency.ts';
import type { Near, Problem, Span } from '../casenote/model.ts';
import { Overlaps } from '../casenote/overlaps.ts';
import type { Deadline, Rule } from '../law/model.ts';
import { sameEnds } from '../lists/same-ends.ts';
import { isCasenote, type NoteContext, placeOf } from './context.ts';
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

type Limit = Derived['limits'][number];

/** What was shown last: diagnostics beside what each was made of, in the order made; and all in the order of the text. */
interface Shown {
  readonly problems: readonly Problem[];
  readonly ofProblems: readonly Diagnostic[];
  readonly limits: readonly ShownLimit[];
  readonly derived: Derived;
  readonly unsure: readonly Near[];
  readonly ofUnsure: readonly Diagnostic[];
  readonly made: readonly Diagnostic[];
  readonly sorted: readonly Diagnostic[];
}

/** A limit's diagnostic, with the events that give it its places: indexes into the reading's. -1: no event. */
interface ShownLimit {
  readonly item: Diagnostic;
  readonly home: number;
  readonly others: readonly number[];
  readonly rule: Rule;
}

/**
 * All diagnostics of a note, in the order of the text. Nothing for a file that is no casenote. Those that an edit leaves
 * as and where they were are the same objects; where that is all of them, so is the list.
 */
export function diagnostics(context: NoteContext): readonly Diagnostic[] {
  const { analysis } = context;
  if (!isCasenote(context)) return [];
  const { reading, derived, memo } = analysis;
  const last = memo.shown as Shown | undefined;
  const { problems } = reading;
  const ofProblems = again(last?.problems, last?.ofProblems, problems, analysis, isSameProblem, (problem) =>
    problemDiagnostic(problem, context),
  );
  const limits = last?.derived === derived ? movedLimits(last.limits, context) : limitsOf(context);
  const unsure = worthAsking(analysis);
  const ofUnsure = again(last?.unsure, last?.ofUnsure, unsure, analysis, isSameNear, (near) =>
    unsureDiagnostic(near, context),
  );
  const made = ofProblems.concat(
    limits.map(({ item }) => item),
    ofUnsure,
  );
  const isSame = last?.made.length === made.length && made.every((item, i) => item === last.made[i]);
  const sorted = isSame ? last.sorted : made.toSorted(byPlace);
  memo.shown = { problems, ofProblems, limits, derived, unsure, ofUnsure, made, sorted } satisfies Shown;
  return sorted;
}

const byPlace = ({ range: { start: a } }: Diagnostic, { range: { start: b } }: Diagnostic): number =>
  a.line - b.line || a.character - b.character;

/** The diagnostics of a list of things: of those at its head and its tail that are as and where they were, the same again. */
function again<T extends Span>(
  before: readonly T[] | undefined,
  made: readonly Diagnostic[] | undefined,
  now: readonly T[],
  { lines }: Analysis,
  isSame: (a: T, b: T) => boolean,
  make: (one: T) => Diagnostic,
): Diagnostic[] {
  if (!before || !made) return now.map(make);
  const { head, tail } = sameEnds(
    now.length,
    before.length,
    (i, k) => isThere(made[k]!, now[i]!, lines) && (now[i] === before[k] || isSame(now[i]!, before[k]!)),
  );
  return made.slice(0, head).concat(now.slice(head, now.length - tail).map(make), made.slice(made.length - tail));
}

const isThere = ({ range }: Diagnostic, { start, end }: Span, lines: LineIndex): boolean =>
  lines.isAt(range.start, start) && lines.isAt(range.end, end);

/** Do two problems at one place say the same? */
function isSameProblem(a: Problem, b: Problem): boolean {
  const isSameFix = (fix: Problem['fixes'][number], i: number): boolean => {
    const other = b.fixes[i]!;
    return fix.title === other.title && fix.newText === other.newText && !fix.span && !other.span;
  };
  return (
    a.message === b.message &&
    a.code === b.code &&
    a.severity === b.severity &&
    a.fixes.length === b.fixes.length &&
    a.fixes.every(isSameFix)
  );
}

const isSameNear = (a: Near, b: Near): boolean => a.event === b.event && a.day === b.day;

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
    message: problem.message.replace(/(?<=\.) (?=[A-Z])/g, '\n'),
    data: { kind: 'problem', fixes } satisfies DiagnosticData,
  };
}

/** Words from which on a doubtful reading is more than a stray noun: of those shorter, one in ten was meant. */
const tellingWords = 3;

/**
 * The doubtful readings that are worth a question: those that can mean one thing only, on a day, in so many words that
 * nothing else was read from, and of something that the note does not record elsewhere. Each is asked once. The rest
 * would be nagging; hovers tell of it.
 */
function worthAsking({ reading, text }: Analysis): readonly Near[] {
  const { maybe, events, children } = reading;
  const telling = maybe.filter(
    ({ start, end, possible }) => !possible && text.slice(start, end).split(/\s+/).length >= tellingWords,
  );
  if (telling.length === 0) return telling;
  const recorded = children.map(() => new Set<string>());
  for (const { child, event } of events) recorded[child]!.add(event);
  const places = children.length > 1 ? new Overlaps(reading.entries) : undefined;
  const read = new Overlaps(events);
  return telling.filter((near) => {
    let child = 0;
    places?.some(near, (entry) => {
      child = entry.child;
      return false;
    });
    const known = recorded[child]!;
    const question = `${near.event} ${near.day}`;
    if (known.has(near.event) || known.has(question) || read.some(near, () => true)) return false;
    known.add(question);
    return true;
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
function limitsOf(context: NoteContext): ShownLimit[] {
  const { today, derived } = context.analysis;
  const { limits, events } = derived;
  const loud = limits.filter(
    ({ deadline }) => loudness(deadline, context.settings.showUpcoming) !== 'none' && !isLongAgo(deadline, today),
  );
  const byHome = new Map<number | string, Limit[]>();
  for (const limit of loud.sort((a, b) => byUrgency(a.deadline, b.deadline))) {
    const last = limit.deadline.startedBy.at(-1);
    const home = (last && events.get(last)) ?? `child ${limit.child}`;
    const there = byHome.get(home);
    if (there) there.push(limit);
    else byHome.set(home, [limit]);
  }
  const shown = ({ deadline, child }: Limit, also: readonly Limit[]): ShownLimit => {
    const others = deadline.startedBy.map((event) => events.get(event) ?? -1).filter((index) => index >= 0);
    const place = { home: others.pop() ?? -1, others, rule: deadline.rule };
    return { ...place, item: deadlineDiagnostic(deadline, child, also, place, context) };
  };
  return [...byHome.values()].flatMap((list) => {
    const [first, ...rest] = list;
    const second = rest.find((limit) => isTrulyUrgent(limit) && isTrulyUrgent(first!));
    const others = rest.filter((limit) => limit !== second);
    const made = [shown(first!, others)];
    if (second) made.push(shown(second, []));
    return made;
  });
}

/** Days after its start by which a limit in school days, whatever they are, has long been over. */
const halfYear = 183;

const isLongAgo = ({ status, startedBy }: Deadline, today: number): boolean =>
  status === 'no-date' && startedBy.length > 0 && startedBy.at(-1)!.day < today - halfYear;

/** The same limits at their places now, after an edit that changed nothing for the law. */
function movedLimits(limits: readonly ShownLimit[], context: NoteContext): readonly ShownLimit[] {
  const { events } = context.analysis.reading;
  const { lines } = context.analysis;
  return limits.map((limit) => {
    const { item, others } = limit;
    const related = item.relatedInformation ?? [];
    const stays = (index: number, i: number): boolean => {
      const { range } = related[i]!.location;
      return lines.isAt(range.start, events[index]!.start) && lines.isAt(range.end, events[index]!.end);
    };
    const span = shownAt(limit, context);
    if (isThere(item, span, lines) && others.every(stays)) return limit;
    const moved = others.length > 0 ? { relatedInformation: relatedTo(limit, context) } : {};
    return { ...limit, item: { ...item, range: lines.rangeOf(span), ...moved } };
  });
}

/** A main limit of the family that is close, or missed in the last weeks. */
function isTrulyUrgent({ deadline }: Limit): boolean {
  if (deadline.rule.actor !== 'family' || deadline.rule.prominence !== 'main') return false;
  return ['error', 'warning'].includes(loudness(deadline));
}

function deadlineDiagnostic(
  deadline: Deadline,
  child: number,
  others: readonly Limit[],
  place: Omit<ShownLimit, 'item'>,
  context: NoteContext,
): Diagnostic {
  const { analysis, settings } = context;
  const { rule } = deadline;
  const loud = loudness(deadline, settings.showUpcoming);
  const related = relatedTo(place, context);
  return {
    range: analysis.lines.rangeOf(shownAt(place, context)),
    severity: severities[loud === 'none' ? 'information' : loud],
    source: 'casenotes',
    code: rule.id,
    codeDescription: { href: rule.url },
    message: message(deadline, others),
    data: {
      kind: 'deadline',
      rule: rule.id,
      child,
      ...(deadline.due === undefined ? {} : { due: deadline.due }),
    } satisfies DiagnosticData,
    ...(related.length > 0 ? { relatedInformation: related } : {}),
  };
}

/** The event's own words; for a limit that a fact started, the front matter value, else the note's first line. */
function shownAt({ home, rule }: Omit<ShownLimit, 'item'>, { analysis }: NoteContext): Span {
  const event = analysis.reading.events[home];
  if (event) return placeOf(event, analysis);
  const { valueSpans, span } = analysis.reading.frontMatter;
  for (const start of rule.starts) {
    const place = typeof start === 'string' ? undefined : valueSpans[start.fact];
    if (place) return place;
  }
  return span ?? { start: 0, end: analysis.lines.lineEnd(0) };
}

/** The other events that the limit rests on. */
function relatedTo({ others }: Omit<ShownLimit, 'item'>, { analysis, engine, uri }: NoteContext) {
  return others.map((index) => {
    const event = analysis.reading.events[index]!;
    return {
      location: { uri, range: analysis.lines.rangeOf(event) },
      message: `Also counted from: ${engine.events.get(event.event)?.title ?? event.event}, ${formatDay(event.day)}`,
    };
  });
}

/** What happened, what it means, by when, who must act, what next. */
function message(deadline: Deadline, others: readonly Limit[]): string {
  const also = others.slice(0, 2).map(({ deadline: other }) => {
    const due = other.due === undefined ? '' : ` (${formatDay(other.due)})`;
    return shortTitle(other.rule) + due;
  });
  const sentences = [...ownMessage(deadline)];
  if (also.length > 0) sentences.push(`Also: ${also.join('; ')}.`);
  // The box that F8 opens does not wrap: what happened stands on one line, what to do on the next.
  return sentences.join('\n');
}

function ownMessage(deadline: Deadline): string[] {
  const { rule, status, unverifiable, inDoubt, noDateReason: reason = '' } = deadline;
  const title = shortTitle(rule, 90);
  if (status === 'no-date') {
    const next =
      reason === noSchoolCalendar.reason ? 'What next: name the school’s terms at the top of this note.' : '';
    return [`${title}: no day can be worked out.`, reason && `${capitalised(reason)}.`, next].filter(Boolean);
  }
  const due = dueWords(deadline);
  const left = deadline.daysLeft ?? 0;
  const who = capitalised(actorPhrase(rule.actor));
  if (status !== 'past') {
    const when = left === 0 ? 'Today is the last day' : `${capitalised(days(left))} left`;
    return [`${when}: ${title}. Last day ${due}.`, `${who} must act.`, ...deadline.doubts.slice(0, 1)];
  }
  const isOwn = rule.actor === 'family';
  const late = days(-left);
  const isQuestion = isToCheck(deadline);
  const head = isOwn ? `${capitalised(late)} past` : isQuestion ? 'Check' : `${who} is ${late} late`;
  const fell = isOwn ? 'The last day was' : 'It fell due on';
  const told =
    isOwn || inDoubt ? '' : unverifiable ? ', and the note does not say whether it was done' : ` (${rule.source})`;
  const next = isQuestion ? 'If it was not' : 'What next';
  return [
    `${head}: ${title}. ${fell} ${due}${told}.`,
    ...(inDoubt ? deadline.doubts.slice(0, 1) : []),
    `${next}: ${firstSentence(rule.missed)}`,
  ];
}
