// The decision aid and what belongs to a letter once it is written, as `workspace/executeCommand`. Described in
// docs/protocol.md.
import { formatIsoDay } from '../calendar/day.ts';
import type { NoteContext } from '../features/context.ts';
import { newEntryPlace, workspaceEdit } from '../features/edits.ts';
import { answerEdits, wayStep } from '../features/ways.ts';
import { draftedEntry, sentEntry, sentQuestion } from '../letters/record.ts';
import type { RouteFacts } from '../letters/routeModel.ts';

/** Only text answers to known-looking facts are taken: they come from outside. */
function answersOf(value: unknown): RouteFacts {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).filter(([, v]) => typeof v === 'string' && v.length < 200));
}

/** The next question or the answer; with `record`, also the edit that writes the answers into the front matter. */
export function ways(context: NoteContext | undefined, child: number, answers: unknown, record: unknown) {
  if (!context?.routes) return null;
  const said = answersOf(answers);
  const step = wayStep(context, context.routes, child, said);
  return record === true ? { ...step, edit: edit(context, answerEdits(context, said)) } : step;
}

/** A letter as a file of its own beside the note: never read as a casenote. */
export function letterFile(context: NoteContext | undefined, child: number, id: string) {
  const letter = context?.letters.all.find((l) => l.id === id);
  const made = context?.letters.render(id, context.analysis, undefined, child);
  if (!context || !letter || !made) return null;
  const day = formatIsoDay(context.analysis.today);
  const head = `---\ncasenotes: false\nletter: ${id}\ndate: ${day}\n---\n\n`;
  return { name: `${day}-${id}.md`, text: head + made.markdown, snippet: head.replaceAll('$', '\\$') + made.snippet };
}

/**
 * The edit that lists a letter in the note: as a draft that counts for nothing, or, once the adviser says so, as sent.
 * `question` is what to ask before recording it as sent; absent where sending the letter answers no limit.
 */
export function letterRecord(
  context: NoteContext | undefined,
  child: number,
  id: string,
  sent: unknown,
  file: unknown,
) {
  const letter = context?.letters.all.find((l) => l.id === id);
  if (!context || !letter) return null;
  const { analysis, engine } = context;
  const name = typeof file === 'string' ? file : undefined;
  const entry = sent === true ? sentEntry(letter, analysis.today, name) : draftedEntry(letter, analysis.today, name);
  const words = entry.slice(entry.indexOf(': ') + 2);
  const place = newEntryPlace(analysis, analysis.today, child);
  const question = sentQuestion(letter, (event) => engine.events.get(event)?.title ?? event);
  const change = { start: place.at, end: place.at, text: place.before + words + place.after };
  return { ...(question ? { question } : {}), edit: edit(context, [change]) };
}

function edit({ analysis, uri }: NoteContext, edits: Parameters<typeof workspaceEdit>[0]) {
  return workspaceEdit(edits, { analysis, uri, version: null }, { snippets: false, documentChanges: false });
}
