// Edits of a note that several fixes share: marks, new entries, front matter facts. Each is one insertion, plain or with
// tab stops; `workspaceEdit` puts it into the form that the client understands.
import type { SnippetTextEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver-types';
import { type Day, formatDay, formatIsoDay } from '../calendar/day.ts';
import type { Analysis } from '../casefile/model.ts';
import type { Entry, Span } from '../casenote/model.ts';

/** What the client said it can do with edits. */
export interface EditAbilities {
  /** Edits with tab stops (LSP 3.18 `workspaceEdit.snippetEditSupport`). */
  readonly snippets: boolean;
  readonly documentChanges: boolean;
}

/** One replacement; `snippet` where tab stops help, `text` always. */
export interface NoteEdit extends Span {
  readonly text: string;
  readonly snippet?: string;
}

/** Literal text inside a snippet: `$`, `}` and `\` lose their meaning. */
export function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

/** The edit for the client: with tab stops where it has them, else plain. */
export function workspaceEdit(
  edits: readonly NoteEdit[],
  { analysis, uri, version }: { readonly analysis: Analysis; readonly uri: string; readonly version: number | null },
  abilities: EditAbilities,
): WorkspaceEdit {
  const plain = (edit: NoteEdit): TextEdit => ({ range: analysis.lines.rangeOf(edit), newText: edit.text });
  const rich = (edit: NoteEdit): TextEdit | SnippetTextEdit =>
    edit.snippet === undefined || !abilities.snippets
      ? plain(edit)
      : { range: analysis.lines.rangeOf(edit), snippet: { kind: 'snippet', value: edit.snippet } };
  if (!abilities.documentChanges) return { changes: { [uri]: edits.map(plain) } };
  return { documentChanges: [{ textDocument: { uri, version }, edits: edits.map(rich) }] };
}

/** The line break that the note uses. */
export function lineBreakOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** A mark put at the end of the line on which `at` stands: ` <!-- casenotes: event ehcna-refused 2026-05-03 -->`. */
export function markAt(analysis: Analysis, at: number, words: string, snippet?: string): NoteEdit {
  const end = analysis.lines.lineEnd(analysis.lines.placeAt(at).line);
  const space = end > 0 && /\s/.test(analysis.text[end - 1] ?? ' ') ? '' : ' ';
  // A table row ends in "|": a mark after it would be a cell of its own, so it goes before the bar.
  const line = analysis.text.slice(0, end).trimEnd();
  const bar =
    line.endsWith('|') &&
    analysis.text.slice(analysis.lines.starts[analysis.lines.placeAt(at).line], end).trimStart().startsWith('|');
  const place = bar ? line.length - 1 : end;
  const before = bar ? '' : space;
  const after = bar ? ' ' : '';
  return {
    start: place,
    end: place,
    text: `${before}<!-- casenotes: ${words} -->${after}`,
    ...(snippet === undefined ? {} : { snippet: `${before}<!-- casenotes: ${snippet} -->${after}` }),
  };
}

/** A mark that makes an event. */
export function eventMark(event: string, day: Day, assertion: 'happened' | 'planned'): string {
  return `event ${event} ${formatIsoDay(day)}${assertion === 'planned' ? ' planned' : ''}`;
}

/** Where a new entry goes and how it is written, in the manner of the entries that the note has. */
export interface NewEntryPlace {
  readonly at: number;
  readonly before: string;
  readonly after: string;
}

/**
 * The place for a new entry dated `day`, of child `child`: after the last entry where the note runs forwards, before
 * the first where it runs backwards, in the form of that neighbour (heading, list item, table row, paragraph).
 */
export function newEntryPlace(analysis: Analysis, day: Day, child: number): NewEntryPlace {
  const { text, reading } = analysis;
  const nl = lineBreakOf(text);
  const date = formatDay(day);
  const dated = reading.entries.filter((e) => e.child === child && e.day !== undefined && e.kind !== 'whole-note');
  const backwards = dated.length > 1 && dated[0]!.day! > dated.at(-1)!.day!;
  const neighbour = backwards ? dated[0] : dated.at(-1);
  if (!neighbour) {
    const end = text.trimEnd().length;
    return { at: end, before: `${end === 0 ? '' : nl + nl}## ${date}${nl}${nl}`, after: end === text.length ? nl : '' };
  }
  const style = styleOf(neighbour, analysis, date, nl);
  if (backwards) {
    const at = analysis.lines.starts[analysis.lines.placeAt(neighbour.start).line]!;
    return { at, before: style.before, after: `${style.after}${style.gap}` };
  }
  const at = endOf(neighbour, analysis);
  return { at, before: `${style.gap}${style.before}`, after: style.after };
}

function endOf(entry: Entry, { text }: Analysis): number {
  let end = Math.min(entry.end, text.length);
  while (end > entry.start && /\s/.test(text[end - 1]!)) end--;
  return end;
}

function styleOf(neighbour: Entry, { text, lines }: Analysis, date: string, nl: string) {
  const lineStart = lines.starts[lines.placeAt(neighbour.start).line]!;
  const line = text.slice(lineStart, lines.lineEnd(lines.placeAt(neighbour.start).line));
  switch (neighbour.kind) {
    case 'heading':
      return { gap: nl + nl, before: `${/^#{1,6}/.exec(line.trimStart())?.[0] ?? '##'} ${date}${nl}${nl}`, after: '' };
    case 'list-item':
      return { gap: nl, before: `${/^\s*[-*+]/.exec(line)?.[0] ?? '-'} ${date}: `, after: '' };
    case 'table-row': {
      const columns = Math.max(2, line.split('|').length - 2);
      return { gap: nl, before: `| ${date} | `, after: ` |${' |'.repeat(columns - 2)}` };
    }
    default:
      return { gap: nl + nl, before: `${date}: `, after: '' };
  }
}

/** Writes `key: value` into the front matter: over an old value, as a new line, or as new front matter. */
export function factEdit(analysis: Analysis, key: string, value: string): NoteEdit {
  const { span, valueSpans } = analysis.reading.frontMatter;
  const nl = lineBreakOf(analysis.text);
  const written = /^[A-Za-z0-9][\w ./-]*$/.test(value) ? value : JSON.stringify(value);
  const old = valueSpans[key];
  if (old) return { start: old.start, end: old.end, text: written };
  if (!span) return { start: 0, end: 0, text: `---${nl}${key}: ${written}${nl}---${nl}${nl}` };
  const close = analysis.text.lastIndexOf('---', span.end);
  const at = close > span.start ? close : span.end;
  return { start: at, end: at, text: `${key}: ${written}${nl}` };
}
