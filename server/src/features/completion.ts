// Completion: dates, wordings of events, model letters by prefix, and the keys and values of the front matter.
import { type CompletionItem, CompletionItemKind, InsertTextFormat } from 'vscode-languageserver-types';
import { addDays, type Day, formatDay, weekdayOf } from '../calendar/day.ts';
import { inNote } from './codeActions.ts';
import type { NoteContext } from './context.ts';

/** A front matter key: what it is for and, where there are few, its values. */
interface Key {
  readonly key: string;
  readonly about: string;
  readonly values?: readonly string[];
}

const keys: readonly Key[] = [
  { key: 'case', about: 'Reference of the case' },
  { key: 'child', about: 'The child’s initials' },
  { key: 'la', about: 'The council' },
  { key: 'area', about: 'Id of the local pack, such as norfolk' },
  { key: 'school', about: 'Name of the school' },
  {
    key: 'schoolType',
    about: 'Kind of school',
    values: ['maintained', 'academy', 'independent', 'special', 'college', 'early-years'],
  },
  { key: 'yearGroup', about: 'School year, such as 6' },
  {
    key: 'phaseTransfer',
    about: 'Year of the move and where to',
    values: ['{year: 2027, to: school}', '{year: 2027, to: post-16}'],
  },
  { key: 'date', about: 'The day of every entry that has none of its own, as 2026-05-03' },
  { key: 'terms', about: 'Name of a school calendar in casenotes.yaml' },
  { key: 'casenotes', about: 'false: this file is not a casenote', values: ['false'] },
];

/** Completions at an offset, best first. */
export function completion(
  context: NoteContext,
  offset: number,
  options: { readonly snippets: boolean },
): CompletionItem[] {
  const { analysis } = context;
  const { span } = analysis.reading.frontMatter;
  const lineStart = analysis.lines.starts[analysis.lines.placeAt(offset).line]!;
  const before = analysis.text.slice(lineStart, offset);
  if (span && offset > span.start && offset < span.end && lineStart > span.start)
    return frontMatterItems(context, before);
  const word = /[\p{L}\p{N}-]*$/u.exec(before)![0];
  const range = analysis.lines.rangeOf({ start: offset - word.length, end: offset });
  const items = [...dateItems(analysis.today), ...eventItems(context), ...letterItems(context, word, options.snippets)];
  return items.map(({ newText, ...item }, index) => ({
    ...item,
    sortText: String(index).padStart(4, '0'),
    textEdit: { range, newText },
  }));
}

type Draft = CompletionItem & { readonly newText: string };

function dateItems(today: Day): Draft[] {
  const named: [string, Day][] = [
    ['today', today],
    ['yesterday', addDays(today, -1)],
    ['tomorrow', addDays(today, 1)],
    ['last Monday', addDays(today, -(weekdayOf(today) || 7))],
  ];
  return named.map(([name, day]) => ({
    label: name,
    labelDetails: { description: formatDay(day) },
    kind: CompletionItemKind.Value,
    filterText: `${name} ${formatDay(day)}`,
    newText: formatDay(day),
  }));
}

/** The vocabulary's own titles; they are wordings that the reader knows. */
function eventItems({ engine }: NoteContext): Draft[] {
  return [...engine.events.values()].map((type) => ({
    label: type.title,
    labelDetails: { description: type.group },
    kind: CompletionItemKind.Event,
    filterText: `${type.title} ${type.id}`,
    newText: type.title,
  }));
}

/** Letters, filled from the case, once `letter` is being typed: filling fifty of them for every list would be waste. */
function letterItems({ letters, analysis }: NoteContext, word: string, snippets: boolean): Draft[] {
  if (!/^let/i.test(word)) return [];
  return letters.all.flatMap((letter) => {
    const made = letters.render(letter.id, analysis);
    if (!made) return [];
    return [
      {
        label: `letter-${letter.id}`,
        labelDetails: { description: letter.title },
        kind: CompletionItemKind.Snippet,
        documentation: letter.purpose,
        filterText: `letter-${letter.id} ${letter.title}`,
        insertTextFormat: snippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
        newText: inNote(snippets ? made.snippet : made.markdown),
      },
    ];
  });
}

function frontMatterItems({ analysis, settings }: NoteContext, before: string): CompletionItem[] {
  const value = /^(\w+):\s*/.exec(before);
  if (!value) {
    const present = analysis.reading.frontMatter.data;
    return keys
      .filter(({ key }) => !Object.hasOwn(present, key))
      .map(({ key, about }) => ({
        label: key,
        labelDetails: { description: about },
        kind: CompletionItemKind.Property,
        insertText: `${key}: `,
      }));
  }
  const values =
    value[1] === 'terms'
      ? settings.terms.map((calendar) => calendar.name)
      : keys.find((k) => k.key === value[1])?.values;
  return (values ?? []).map((label) => ({ label, kind: CompletionItemKind.EnumMember }));
}
