// Compiles the model letters (snippets/letters/*.md with their fields, duties and layout) into one JSON module, and
// checks each on the way. A fault stops the build with file, line and column.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { builtInFields } from '../server/src/letters/fields.ts';
import type { DutyWords, Field, FieldSource, Letter, LetterPack } from '../server/src/letters/model.ts';
import { type Known, readLetter } from '../server/src/letters/read.ts';
import { layoutParts } from '../server/src/letters/render.ts';
import { fieldsUsed, parseTemplate } from '../server/src/letters/template.ts';

type From =
  | 'built-in'
  | 'ask'
  | {
      fact?: string;
      events?: string[];
      unless?: string[];
      stillOpen?: string[];
      since?: string[];
      due?: string[];
      words?: Record<string, string>;
    };

function sourceOf(name: string, from: From): FieldSource {
  if (from === 'ask') return { kind: 'ask' };
  if (from === 'built-in') {
    if (!builtInFields.includes(name)) throw new Error(`letter-fields.yaml: nothing works out "${name}".`);
    return { kind: 'built-in' };
  }
  if (from.fact) return { kind: 'fact', fact: from.fact };
  if (from.events) return { kind: 'event-date', events: from.events, ...(from.unless ? { unless: from.unless } : {}) };
  if (from.stillOpen) return { kind: 'due', rules: from.stillOpen, stillOpen: true };
  if (from.since) return { kind: 'days-since', events: from.since };
  if (from.words) return { kind: 'event-words', words: from.words };
  if (from.due) return { kind: 'due', rules: from.due };
  throw new Error(`letter-fields.yaml: "${name}" does not say where it comes from.`);
}

/** Reads the whole pack of letters from `snippets/`. Throws with file, line and column where one is wrong. */
export async function readLetterPack(folder: string, known: Partial<Known> = {}): Promise<LetterPack> {
  const text = (name: string) => readFile(path.join(folder, name), 'utf8');
  const data = parse(await text('letter-fields.yaml')) as {
    fields: { name: string; placeholder: string; from: From }[];
    groups: { id: string; title: string }[];
  };
  const fields: Field[] = data.fields.map((f) => ({
    name: f.name,
    placeholder: f.placeholder,
    source: sourceOf(f.name, f.from),
  }));
  const duties: DutyWords[] = Object.entries(parse(await text('letter-duties.yaml')) as Record<string, string>).map(
    ([rule, name]) => ({ rule, name }),
  );
  const layout = await text('letter-layout.md');
  checkLayout(layout, fields);
  const letters: Letter[] = [];
  for (const name of (await readdir(path.join(folder, 'letters'))).filter((n) => n.endsWith('.md')).sort()) {
    const read = readLetter(await text(path.join('letters', name)), {
      fields,
      groups: data.groups.map((g) => g.id),
      ...known,
    });
    const at = read.problems.map((p) => `snippets/letters/${name}:${p.line}:${p.column} ${p.message}`);
    if (!read.letter) throw new Error(at.join('\n'));
    if (`${read.letter.id}.md` !== name) throw new Error(`snippets/letters/${name}:1:1 The id is "${read.letter.id}".`);
    letters.push(read.letter);
  }
  return { letters, fields, duties, groups: data.groups, layout };
}

function checkLayout(layout: string, fields: readonly Field[]): void {
  const { nodes, faults } = parseTemplate(layout);
  const names = new Set([...fields.map((f) => f.name), ...layoutParts]);
  const unknown = fieldsUsed(nodes).filter((u) => !names.has(u.name));
  if (faults.length + unknown.length > 0)
    throw new Error(`letter-layout.md: ${[...faults.map((f) => f.message), ...unknown.map((u) => u.name)].join('; ')}`);
}

/** Writes `letters.json`; left alone where nothing changed. */
export async function generateLetters(root: string, generatedFolder: string): Promise<void> {
  const pack = await readLetterPack(path.join(root, 'snippets'));
  const file = path.join(generatedFolder, 'letters.json');
  const text = `${JSON.stringify(pack)}\n`;
  if ((await readFile(file, 'utf8').catch(() => '')) !== text) await writeFile(file, text);
}
