// How days are counted and what changed when, in words with their source: for the catalogue and for help, not for the
// engine.
import { readId } from './packContext.ts';
import { type PackProblem, PackReader } from './packReader.ts';

export const definitionCategories = [
  'counting',
  'working-day',
  'school-day',
  'clock',
  'closed-period',
  'service',
  'bar',
  'relief',
  'procedure',
  'law-change',
] as const;

export interface Definition {
  readonly id: string;
  readonly category: (typeof definitionCategories)[number];
  readonly title: string;
  readonly text: string;
  readonly source: string;
  readonly url: string;
  /** A change in the law: its first and last day (ISO). */
  readonly from?: string;
  readonly to?: string;
}

/** Reads a file of definitions. Mistakes are told at their place. Never throws. */
export function readDefinitions(text: string): {
  readonly definitions: readonly Definition[];
  readonly problems: readonly PackProblem[];
} {
  const reader = new PackReader(text);
  const definitions: Definition[] = [];
  if (reader.problems.length > 0) return { definitions, problems: reader.problems };
  const map = reader.map(reader.root, 'the file', ['checked', 'definitions']);
  const seen = new Set<string>();
  for (const node of (map && reader.list(map.get('definitions'), 'definitions')) ?? []) {
    const part = reader.map(node, 'definition', ['id', 'category', 'title', 'text', 'source', 'url', 'from', 'to']);
    const id = part && readId(reader, part.get('id'), 'id');
    if (!part || !id) continue;
    if (seen.has(id)) reader.problem(part.get('id'), `the definition '${id}' stands twice`);
    seen.add(id);
    const category = reader.oneOf(part.get('category'), 'category', definitionCategories);
    const words = (key: string) => reader.text(part.get(key), key, key === 'url') ?? '';
    const day = (key: 'from' | 'to') => {
      const iso = part.has(key) ? reader.date(part.get(key), key) : undefined;
      return iso ? { [key]: iso } : {};
    };
    const rest = { title: words('title'), text: words('text'), source: words('source'), url: words('url') };
    if (category) definitions.push({ id, category, ...rest, ...day('from'), ...day('to') });
  }
  return { definitions, problems: reader.problems };
}
