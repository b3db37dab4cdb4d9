// The light bulb, whose titles say what they write: mend a date, accept or refuse a doubtful reading, insert the letter, record the step that answers a
// limit, waive it with a reason, say which decision a letter was, answer a question. Every action is an edit of the
// note; none needs a command of the client. Each comes without its edit, which `resolve` works out when it is chosen
// (or at once, for clients that cannot resolve).
import { type CodeAction, CodeActionKind, type Diagnostic } from 'vscode-languageserver-types';
import { noSchoolCalendar } from '../calendar/counting.ts';
import { formatDay } from '../calendar/day.ts';
import type { Analysis, CaseDeadline } from '../casefile/model.ts';
import { maybeOf } from '../casefile/reuse.ts';
import { isOpen } from '../casefile/urgency.ts';
import type { CaseEvent, Near, Span } from '../casenote/model.ts';
import { dayWrittenAt, homeOf, type NoteContext, placeOf, touches } from './context.ts';
import type { DiagnosticData } from './diagnostics.ts';
import {
  type EditAbilities,
  escapeSnippet,
  eventMark,
  factEdit,
  lineBreakOf,
  markAt,
  type NoteEdit,
  newEntryPlace,
  workspaceEdit,
} from './edits.ts';
import { shortTitle } from './words.ts';

/** An action and how to make its edit. */
interface Offer {
  readonly title: string;
  /** Absent: a quick fix. */
  readonly kind?: string;
  readonly preferred?: boolean;
  /** The code of the diagnostic that it mends. */
  readonly mends?: string;
  edits(): readonly NoteEdit[];
}

/** Kept in an action's `data` until it is resolved: which note, which place, which of the offers there. */
export interface ActionData {
  readonly uri: string;
  readonly start: number;
  readonly end: number;
  readonly title: string;
}

export interface ActionRequest extends Span {
  /** Diagnostics the client shows there. */
  readonly diagnostics: readonly Diagnostic[];
  readonly abilities: EditAbilities;
  readonly version: number | null;
  /** True: the client resolves edits later. */
  readonly lazy: boolean;
  /** Kinds asked for; absent: all. */
  readonly only?: readonly string[];
}

/** Limits at one place that are offered letters and steps; more would be a wall of text. */
const limitsOffered = 3;

export function codeActions(context: NoteContext, request: ActionRequest): CodeAction[] {
  const wanted = (kind: string) =>
    !request.only || request.only.some((only) => kind === only || kind.startsWith(`${only}.`) || only === '');
  return offersAt(context, request)
    .filter(({ kind = CodeActionKind.QuickFix }) => wanted(kind))
    .map((offer) => toAction(offer, context, request));
}

/** Works out the edit of an action that `codeActions` gave; `undefined` where the note no longer offers it. */
export function resolveAction(
  context: NoteContext,
  data: ActionData,
  request: Pick<ActionRequest, 'abilities' | 'version'>,
) {
  const offer = offersAt(context, data).find((each) => each.title === data.title);
  return offer && workspaceEdit(offer.edits(), { ...context, version: request.version }, request.abilities);
}

function toAction(offer: Offer, context: NoteContext, request: ActionRequest): CodeAction {
  const mended = request.diagnostics.filter((d) => d.source === 'casenotes' && d.code === offer.mends);
  return {
    title: offer.title,
    kind: offer.kind ?? CodeActionKind.QuickFix,
    ...(offer.preferred ? { isPreferred: true } : {}),
    ...(mended.length > 0 ? { diagnostics: mended } : {}),
    ...(request.lazy
      ? { data: { uri: context.uri, start: request.start, end: request.end, title: offer.title } satisfies ActionData }
      : { edit: workspaceEdit(offer.edits(), { ...context, version: request.version }, request.abilities) }),
  };
}

function offersAt(context: NoteContext, place: Span): Offer[] {
  const { reading } = context.analysis;
  const events = reading.events.filter((event) => isAt(event, context, place));
  return unique([
    ...problemOffers(context, place),
    ...unsureOffers(context, place),
    ...limitOffers(context, place, events),
    ...events.flatMap((event) => whichDecision(event, context)),
    ...events.map((event) => notThisEvent(event, context)),
  ]);
}

function unique(offers: readonly Offer[]): Offer[] {
  return [...new Map(offers.map((offer) => [offer.title, offer])).values()];
}

function isAt(event: CaseEvent, { analysis }: NoteContext, place: Span): boolean {
  if (touches(event, place) || touches(placeOf(event, analysis), place)) return true;
  const day = dayWrittenAt(event, analysis);
  return day !== undefined && touches(day, place);
}

/** Mends of dates: the replacements that the reader of dates gave with the problem. */
function problemOffers({ analysis }: NoteContext, place: Span): Offer[] {
  return analysis.reading.problems
    .filter((problem) => touches(problem, place))
    .flatMap((problem) =>
      problem.fixes.map((fix, index) => ({
        title: fix.title,
        mends: problem.code,
        preferred: index === 0 && problem.fixes.length === 1,
        edits: () => [replacement(fix.newText, fix.span ?? problem)],
      })),
    );
}

/** What a fix leaves to be typed ("…") is a tab stop. */
function replacement(text: string, { start, end }: Span): NoteEdit {
  const snippet = text.includes('…') ? { snippet: escapeSnippet(text).replace('…', `\${1:…}`) } : {};
  return { start, end, text, ...snippet };
}

function unsureOffers(context: NoteContext, place: Span): Offer[] {
  const { near, events } = context.analysis.reading;
  return [...near.filter(({ grade }) => grade === 'unsure'), ...events.filter(({ uncertain }) => uncertain)]
    .filter((one) => touches(one, place))
    .flatMap((one) => yesOrNo(one, 'event-unsure', context));
}

/** The adviser's yes or no to what may have happened. The other events of its line stay. */
function yesOrNo(
  one: Pick<Near, 'event' | 'day' | 'assertion' | 'start' | 'end'>,
  mends: string,
  { analysis, engine }: NoteContext,
): Offer[] {
  const title = engine.events.get(one.event)?.title;
  const { day } = one;
  const no: Offer = {
    title: `Refuse, with a mark: this is not "${title}"`,
    mends,
    edits: () => insteadOf(one, [], analysis),
  };
  if (day === undefined) return [no];
  const yes: Offer = {
    title: `Accept, with a mark: ${title}, ${formatDay(day)}`,
    mends,
    edits: () => [markAt(analysis, one.start, eventMark(one.event, day, one.assertion))],
  };
  return [yes, no];
}

/** What may have answered a limit already: yes or no, where it stands. */
function doneOffers(deadline: CaseDeadline, context: NoteContext): Offer[] {
  const { rule, child, inDoubt, startedBy } = deadline;
  const start = startedBy.at(-1)?.day ?? 0;
  const done = maybeOf(context.analysis.reading, child).find(
    ({ event, day }) => inDoubt && rule.answeredBy.includes(event) && day! > start,
  );
  return done ? yesOrNo(done, rule.id, context) : [];
}

/** Letters, answers, waivers and questions for the most urgent limits at the place. */
function limitOffers(context: NoteContext, place: Span, events: readonly CaseEvent[]): Offer[] {
  const { analysis } = context;
  const shown = analysis.deadlines.filter((deadline) => {
    if (!isOpen(deadline) || deadline.rule.prominence === 'background') return false;
    if (deadline.startEvents.length > 0) return deadline.startEvents.some((event) => events.includes(event));
    return startedByFactAt(deadline, context, place);
  });
  const live = shown.filter((deadline) => !deadline.faded);
  const main = live.filter((deadline) => deadline.rule.prominence === 'main');
  // Beside what is past or close, what the council owes in a year is no help.
  const pressing = main.filter((deadline) => deadline.status === 'past' || deadline.status === 'close');
  const best = [pressing, main, live].find((list) => list.length > 0)?.slice(0, limitsOffered) ?? [];
  return [
    ...best.flatMap((deadline) => doneOffers(deadline, context)),
    ...best.flatMap((deadline) => letterOffers(deadline, context)),
    ...best.flatMap((deadline) => answerOffers(deadline, context)),
    ...shown.flatMap((deadline) => questionOffers(deadline, context)),
    ...termsOffers(shown, context),
    ...best.flatMap((deadline) => waiveOffer(deadline, context)),
  ];
}

function startedByFactAt(deadline: CaseDeadline, { analysis }: NoteContext, place: Span): boolean {
  const { valueSpans } = analysis.reading.frontMatter;
  return deadline.rule.starts.some((start) => {
    const span = typeof start === 'string' ? undefined : valueSpans[start.fact];
    return span !== undefined && touches(span, place);
  });
}

function letterOffers(deadline: CaseDeadline, context: NoteContext): Offer[] {
  const { analysis, letters } = context;
  return letters
    .forDeadline(deadline, analysis)
    .slice(0, 2)
    .map((letter) => ({
      title: `Insert letter: ${letter.title}`,
      mends: deadline.rule.id,
      preferred: deadline.status === 'past',
      edits: () => {
        const made = letters.render(letter.id, analysis, deadline);
        if (!made) return [];
        const at = analysis.text.trimEnd().length;
        const nl = lineBreakOf(analysis.text);
        const end = at === analysis.text.length ? nl : '';
        const whole = (text: string) => `${nl}${nl}${inNote(text).replaceAll('\n', nl)}${end}`;
        return [{ start: at, end: at, text: whole(made.markdown), snippet: whole(made.snippet) }];
      },
    }));
}

/** A letter within a note: a block quote, so that what it says is not read as having happened. */
export function inNote(letter: string): string {
  return letter
    .trimEnd()
    .split('\n')
    .map((line) => `> ${line}`.trimEnd())
    .join('\n');
}

/** A new entry in the note's own manner, with the day to be changed at a tab stop. */
function answerOffers(deadline: CaseDeadline, context: NoteContext): Offer[] {
  const { engine } = context;
  return deadline.rule.answeredBy.slice(0, 2).flatMap((id) => {
    const event = engine.events.get(id);
    if (!event) return [];
    return [
      {
        title: `Record “${formatDay(context.analysis.today)}: ${event.title}”`,
        mends: deadline.rule.id,
        edits: () => [recordEdit(context, id, event.title, deadline.child)],
      },
    ];
  });
}

/** An entry of today that says in words what happened, and in a mark what it is, so that it is read for certain. */
export function recordEdit({ analysis }: NoteContext, id: string, title: string, child: number): NoteEdit {
  const place = newEntryPlace(analysis, analysis.today, child);
  const mark = `<!-- casenotes: ${eventMark(id, analysis.today, 'happened')} -->`;
  const words = `${title} ${mark}`;
  return {
    start: place.at,
    end: place.at,
    text: place.before + words + place.after,
    snippet: `${escapeSnippet(place.before)}\${1:${escapeSnippet(title)}} ${escapeSnippet(mark)}${escapeSnippet(place.after)}$0`,
  };
}

function waiveOffer(deadline: CaseDeadline, { analysis }: NoteContext): Offer[] {
  if (deadline.rule.actor !== 'family') return [];
  const at = homeOf(deadline)?.end;
  if (at === undefined) return [];
  const { rule } = deadline;
  return [
    {
      title: `Mark as waived, with a reason: ${shortTitle(rule)}`,
      mends: rule.id,
      edits: () => [markAt(analysis, at, `waive ${rule.id}: reason`, `waive ${rule.id}: \${1:reason}`)],
    },
  ];
}

function questionOffers(deadline: CaseDeadline, { analysis }: NoteContext): Offer[] {
  return deadline.questions.flatMap((question) =>
    question.options.map((option) => ({
      title: `${question.text} ${option.label} (writes “${question.fact}: ${option.value}”)`,
      edits: () => [factEdit(analysis, question.fact, option.value)],
    })),
  );
}

/** Limits in school days have no day until the note names one of the folder's calendars. */
function termsOffers(shown: readonly CaseDeadline[], { analysis, settings }: NoteContext): Offer[] {
  if (!shown.some(({ noDateReason }) => noDateReason === noSchoolCalendar.reason)) return [];
  return settings.terms.map(({ name }) => ({
    title: `Count the school days of ${name} (writes “terms: ${name}”)`,
    edits: () => [factEdit(analysis, 'terms', name)],
  }));
}

/** A decision letter whose kind is not said: which decision was it? */
function whichDecision(event: CaseEvent, { analysis, engine }: NoteContext): Offer[] {
  if (event.event !== genericDecision) return [];
  return [...engine.events.values()]
    .filter((type) => type.appealable && !type.added && type.who === 'la' && type.id !== genericDecision)
    .map((type) => ({
      title: `Mark this decision as: ${type.title}`,
      edits: () => insteadOf(event, [eventMark(type.id, event.day, event.assertion)], analysis),
    }));
}

/** Marks that unmake the reading of a line, make those given, and make again what else the line holds. */
function insteadOf(one: Span, made: readonly string[], analysis: Analysis): NoteEdit[] {
  const { lines, reading } = analysis;
  const { line } = lines.placeAt(one.start);
  const others = reading.events.filter(
    (other) => other !== one && other.origin === 'text' && lines.placeAt(other.start).line === line,
  );
  const marks = ['not-event', ...made, ...others.map((other) => eventMark(other.event, other.day, other.assertion))];
  return marks.map((words) => markAt(analysis, one.start, words));
}

/** The vocabulary's word for a decision whose kind is not said. */
const genericDecision = 'decision-letter';

/** The adviser's no to a reading that was taken as sure. */
function notThisEvent(event: CaseEvent, { analysis, engine }: NoteContext): Offer {
  const title = engine.events.get(event.event)?.title ?? event.event;
  return {
    title: `Mark as not "${title}": this line is not counted`,
    kind: CodeActionKind.RefactorRewrite,
    edits: () => [markAt(analysis, event.start, 'not-event')],
  };
}

/** Fixes for a diagnostic from its `data` alone: for a problem nothing needs to be worked out again. */
export function fixesFromData(diagnostic: Diagnostic): DiagnosticData | undefined {
  const data = diagnostic.data as DiagnosticData | undefined;
  return data && typeof data === 'object' && 'kind' in data ? data : undefined;
}
