// "Which way?" for the editor: the ways open after an event, as a section of its hover, and the steps of the decision
// aid as plain data for a client to ask through.
import { formatDay, formatIsoDay } from '../calendar/day.ts';
import type { CaseEvent } from '../casenote/model.ts';
import type { RouteDesk } from '../letters/routeDesk.ts';
import type { RouteAnswer, RouteFacts } from '../letters/routeModel.ts';
import { escapeMarkdownLine as escapeMarkdown } from '../text/escape.ts';
import type { NoteContext } from './context.ts';
import { factEdit, lineBreakOf, type NoteEdit } from './edits.ts';

/** Ways in a hover; all of them are in the answer of the aid. */
const shownInHover = 3;

/** The hover's "Ways open" after an event; `undefined` where the event asks for none. */
export function waysSection(event: CaseEvent, { analysis, routes }: NoteContext): string | undefined {
  if (!routes || event.assertion !== 'happened') return undefined;
  const ways = routes
    .afterEvent(event.event, analysis, event.child)
    .filter((way) => way.standing !== 'closed' && way.standing !== 'later')
    .slice(0, shownInHover);
  if (ways.length === 0) return undefined;
  return ['**Ways open**', ...ways.map((way, i) => `${i + 1}. ${wayLine(way)}`)].join('\n');
}

function wayLine(way: RouteAnswer): string {
  const only = way.only ? `, ${way.only}` : '';
  const late = way.standing === 'late' ? `. ${way.why[0] ?? 'Late'}` : '';
  const by = way.by && way.by.daysLeft >= 0 ? `, by ${formatDay(way.by.day)}` : '';
  return escapeMarkdown(`${way.route.title}${only}${by}${late}`);
}

/** One step of the aid for a client. */
export type WayStep =
  | {
      readonly kind: 'question';
      readonly fact: string;
      readonly text: string;
      readonly options: readonly { readonly value: string; readonly label: string; readonly suggested?: boolean }[];
    }
  | {
      readonly kind: 'answer';
      readonly advice: string;
      readonly ways: readonly Way[];
      /** Markdown, to go into the note as a quotation or to be sent. */
      readonly summary: string;
    };

/** A way as lists show it. */
export interface Way {
  readonly id: string;
  readonly title: string;
  readonly standing: string;
  readonly can: string;
  readonly hears: string;
  readonly why: readonly string[];
  readonly only?: string;
  /** ISO day, and how many days are left (negative when past). */
  readonly by?: string;
  readonly daysLeft?: number;
  readonly letter?: { readonly id: string; readonly title: string };
  readonly beside: readonly string[];
  readonly source: string;
  readonly url: string;
}

/** The next question for a child of the note, or the answer. */
export function wayStep({ analysis }: NoteContext, routes: RouteDesk, child: number, answers: RouteFacts): WayStep {
  const step = routes.step(analysis, child, answers);
  if (step.kind === 'answer') {
    return {
      kind: 'answer',
      advice: step.problem.advice,
      ways: step.answers.map(wayOf),
      summary: routes.summary(step, analysis),
    };
  }
  const { fact, text, options } = step.question;
  const suggested = fact === 'problem' ? routes.suggested(analysis, child) : undefined;
  const listed = options.map(({ value, label }) => ({
    value,
    label,
    ...(value === suggested ? { suggested: true } : {}),
  }));
  return {
    kind: 'question',
    fact,
    text,
    options: listed.sort((a, b) => Number(!!b.suggested) - Number(!!a.suggested)),
  };
}

function wayOf(answer: RouteAnswer): Way {
  const { route, by, letter } = answer;
  return {
    id: route.id,
    title: route.title,
    standing: answer.standing,
    can: route.can,
    hears: route.hears,
    why: answer.why,
    ...(answer.only ? { only: answer.only } : {}),
    ...(by ? { by: formatIsoDay(by.day), daysLeft: by.daysLeft } : {}),
    ...(letter ? { letter: { id: letter.id, title: letter.title } } : {}),
    beside: answer.beside,
    source: route.source,
    url: route.url,
  };
}

/** The edits that write the answers into the front matter; a note without front matter gets one. */
export function answerEdits({ analysis }: NoteContext, answers: RouteFacts): NoteEdit[] {
  const edits = Object.entries(answers).flatMap(([fact, value]) =>
    typeof value === 'string' && /^[A-Za-z]\w*$/.test(fact) ? [factEdit(analysis, fact, value)] : [],
  );
  const [first, ...rest] = edits;
  if (!first || rest.length === 0 || analysis.reading.frontMatter.span) return edits;
  // Each edit would bring front matter of its own: their lines are put into one.
  const lines = edits.map((edit) => edit.text.split(/\r?\n/)[1]!);
  return [{ ...first, text: first.text.replace(lines[0]!, () => lines.join(lineBreakOf(analysis.text))) }];
}
