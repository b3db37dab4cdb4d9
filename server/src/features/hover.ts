// The hover on an event or on its day: which limits it starts, most urgent first, and everything about each; and which
// limits it answers. On a doubtful or uncounted reading: what kept it from counting. Markdown that reads well aloud:
// no icons, no colour that carries meaning.
import type { Hover } from 'vscode-languageserver-types';
import { noSchoolCalendar } from '../calendar/counting.ts';
import { formatDay, parseIsoDay } from '../calendar/day.ts';
import type { CaseDeadline } from '../casefile/model.ts';
import { isOpen } from '../casefile/urgency.ts';
import type { CaseEvent, Near, Span } from '../casenote/model.ts';
import { explainDate } from '../casenote/why.ts';
import { escapeMarkdownLine as escapeMarkdown } from '../text/escape.ts';
import { dayWrittenAt, holds, isCasenote, type NoteContext, placeOf } from './context.ts';
import { waysSection } from './ways.ts';
import { actorPhrase, capitalised, dueWords, shortTitle, standing } from './words.ts';

/** The hover at an offset; `undefined` where there is nothing to say. */
export function hover(context: NoteContext, offset: number): Hover | undefined {
  const { analysis } = context;
  const on = analysis.reading.events.filter((event) => holds(event, offset) || holds(placeOf(event, analysis), offset));
  const events = on.length > 0 ? on : eventsByDay(context, offset);
  if (events.length > 0) {
    const span = on.length > 0 ? on[0]! : dayWrittenAt(events[0]!, analysis)!;
    return markdown(
      events.flatMap((event) => eventSections(event, context)),
      span,
      context,
    );
  }
  const near = analysis.reading.near.find((reading) => holds(reading, offset));
  if (near) return markdown([nearSection(near, context)], near, context);
  const fact = factAt(context, offset);
  const date = fact || !isCasenote(context) ? undefined : explainDate(analysis.reading, offset);
  if (date) return markdown([escapeMarkdown(date.words)], date.span, context);
  return (
    fact &&
    markdown(
      fact.deadlines.map((d) => limitSection(d)),
      fact.span,
      context,
    )
  );
}

function markdown(sections: readonly string[], span: Span, { analysis }: NoteContext): Hover {
  return {
    contents: { kind: 'markdown', value: sections.join('\n\n') },
    range: analysis.lines.rangeOf(span),
  };
}

/** Events whose day is written at the offset: beside them, or at the head of their entry. */
function eventsByDay({ analysis }: NoteContext, offset: number): CaseEvent[] {
  return analysis.reading.events.filter((event) => {
    const span = dayWrittenAt(event, analysis);
    return span !== undefined && holds(span, offset);
  });
}

/** The front matter value at the offset that started a limit (`phaseTransfer`). */
function factAt({ analysis }: NoteContext, offset: number) {
  for (const [key, span] of Object.entries(analysis.reading.frontMatter.valueSpans)) {
    if (!holds(span, offset)) continue;
    const deadlines = analysis.deadlines.filter((d) =>
      d.rule.starts.some((start) => typeof start !== 'string' && start.fact === key),
    );
    if (deadlines.length > 0) return { span, deadlines };
  }
  return undefined;
}

function eventSections(event: CaseEvent, context: NoteContext): string[] {
  const { analysis } = context;
  const started = analysis.deadlines.filter((deadline) => deadline.startEvents.includes(event));
  const shown = started.filter((deadline) => deadline.rule.prominence !== 'background');
  const open = shown.filter((deadline) => isOpen(deadline) && !deadline.faded);
  const rest = shown.filter((deadline) => !open.includes(deadline));
  const answered = analysis.deadlines.filter((deadline) => deadline.answerEvent === event);
  const sections = [heading(event, context), ...open.map(limitSection)];
  if (rest.length > 0) sections.push(['**Settled or past**', ...rest.map(shortLine)].join('\n'));
  if (answered.length > 0) sections.push(['**This answers**', ...answered.map(shortLine)].join('\n'));
  const ways = waysSection(event, context);
  if (ways) sections.push(ways);
  if (shown.length === 0 && answered.length === 0) sections.push('No time limit runs from this.');
  return sections;
}

const dayWords: Readonly<Record<CaseEvent['dateSource'], string>> = {
  explicit: 'the day is written with it',
  'year-inferred': 'its year is not written, so it is taken from the entry',
  relative: 'the day is counted from the day of the entry',
  entry: 'the day is that of the entry',
};

function heading(event: CaseEvent, { analysis, engine }: NoteContext): string {
  const title = engine.events.get(event.event)?.title ?? event.event;
  const isOfEntry = event.dateSource === 'relative' && analysis.reading.entries[event.entry]?.day === event.day;
  const how = event.origin === 'mark' ? 'you marked it so' : dayWords[isOfEntry ? 'entry' : event.dateSource];
  const planned = event.assertion === 'planned' ? ' Arranged, not yet happened.' : '';
  const doubt = event.uncertain ? ' Not certain: accept or refuse it.' : '';
  const received = event.dateRole === 'received' ? ' The day of receipt; the letter’s own date may be earlier.' : '';
  return `### ${escapeMarkdown(title)}, ${formatDay(event.day)}\n\nRead from this note: ${how}.${planned}${received}${doubt}`;
}

/** A hover is read at a glance: those of this count come first, and `casenotes explain` lists them all. */
const shownDoubts = 2;

/** How a note comes by a school calendar. */
const toNameTerms =
  'put the school’s terms into `casenotes.yaml` and their name at the top of this note (see *Casenotes: Help*).';

/** Everything about one limit. */
function limitSection(deadline: CaseDeadline): string {
  const { rule } = deadline;
  const due = dueWords(deadline);
  const isPast = deadline.status === 'past';
  const lines = [
    `**${escapeMarkdown(rule.title)}**`,
    '',
    due === undefined
      ? `- ${capitalised(standing(deadline))}`
      : `- ${isPast ? 'Was due' : 'By'}: **${due}** (${standing(deadline)})`,
    `- Who must act: ${actorPhrase(rule.actor)}`,
  ];
  // Of what is past, what can still be done comes before how it was counted.
  const missed = rule.missed && `- ${isPast ? 'What next' : 'If it is missed'}: ${escapeMarkdown(rule.missed)}`;
  if (missed && isPast) lines.push(missed);
  if (deadline.noDateReason) lines.push(`- Why: ${escapeMarkdown(deadline.noDateReason)}`);
  if (deadline.noDateReason === noSchoolCalendar.reason) lines.push(`- What next: ${toNameTerms}`);
  const steps = deadline.explain();
  if (steps.length > 0) lines.push(`- How it is counted: ${steps.map((step) => escapeMarkdown(step.text)).join(' ')}`);
  lines.push(
    `- Source: [${escapeMarkdown(rule.source)}](${rule.url}), checked ${formatDay(parseIsoDay(rule.checked)!)}`,
  );
  if (missed && !isPast) lines.push(missed);
  for (const question of deadline.questions) lines.push(`- Question: ${escapeMarkdown(question.text)}`);
  for (const doubt of deadline.doubts.slice(0, shownDoubts)) lines.push(`- Note: ${escapeMarkdown(doubt)}`);
  return lines.join('\n');
}

function shortLine(deadline: CaseDeadline): string {
  const due = deadline.due === undefined ? '' : `, due ${formatDay(deadline.due)}`;
  const waiver = deadline.waiver ? ` (${escapeMarkdown(deadline.waiver.reason)})` : '';
  return `- ${escapeMarkdown(shortTitle(deadline.rule, 90))}${due}: ${standing(deadline)}${waiver}`;
}

function nearSection(near: Near, { engine }: NoteContext): string {
  const title = escapeMarkdown(engine.events.get(near.event)?.title ?? near.event);
  const day = near.day === undefined ? '' : `, ${formatDay(near.day)}`;
  const verdict =
    near.grade === 'unsure'
      ? 'It does not count until you accept it (quick fix).'
      : 'It is not counted as having happened.';
  return `**${near.grade === 'unsure' ? 'Could be' : 'Seen here'}: ${title}${day}**\n\n${verdict} ${escapeMarkdown(near.reason)}`;
}
