// The quiet hint after the sentence of an event: the most urgent limit of the family that it started.
import type { InlayHint, Range } from 'vscode-languageserver-types';
import { formatDay } from '../calendar/day.ts';
import type { CaseDeadline } from '../casefile/model.ts';
import { byUrgency } from '../casefile/urgency.ts';
import type { CaseEvent } from '../casenote/model.ts';
import { isQuiet } from '../law/derive.ts';
import { type NoteContext, placeOf } from './context.ts';
import { distance, shortTitle } from './words.ts';

/** Hints within a range of the note (all of it where absent). */
export function inlayHints(context: NoteContext, range?: Range): InlayHint[] {
  const { analysis } = context;
  const from = range ? analysis.lines.offsetAt(range.start) : 0;
  const to = range ? analysis.lines.offsetAt(range.end) : analysis.text.length;
  const best = new Map<CaseEvent, CaseDeadline>();
  for (const deadline of analysis.deadlines) {
    if (!isHinted(deadline)) continue;
    for (const event of deadline.startEvents) {
      if (event.end < from || event.end > to) continue;
      const other = best.get(event);
      if (!other || byUrgency(deadline, other) < 0) best.set(event, deadline);
    }
  }
  const hints = new Map<string, InlayHint>();
  for (const [event, deadline] of best) {
    const at = afterSentence(event, analysis);
    // The day first: an editor may cut a long hint at its end. No bracket: editors wrap after one, and a line would begin
    // with the colon.
    const label = `by ${formatDay(deadline.due!)}, ${distance(deadline.daysLeft ?? 0)}: ${shortTitle(deadline.rule)}`;
    // What two events of one sentence started is said once.
    hints.set(`${at} ${label}`, { position: analysis.lines.placeAt(at), label, paddingLeft: true });
  }
  return [...hints.values()];
}

/** Where the event's sentence, table cell or line ends: a hint amid a sentence would be read as part of it. */
function afterSentence(event: CaseEvent, analysis: NoteContext['analysis']): number {
  const { text, lines } = analysis;
  const { end } = placeOf(event, analysis);
  const rest = text.slice(end, lines.lineEnd(lines.placeAt(end).line));
  return end + rest.search(/(?<=[.!?])\s+[\p{Lu}"“(]|\s*(?:\||<!--|$)/u);
}

function isHinted(deadline: CaseDeadline): boolean {
  const live = deadline.status === 'close' || deadline.status === 'upcoming' || deadline.status === 'past';
  const heard = deadline.rule.actor === 'family' && deadline.rule.prominence === 'main';
  const isAside = deadline.faded || deadline.conditional || isQuiet(deadline.rule, deadline.startedBy);
  return live && heard && deadline.due !== undefined && !isAside;
}
