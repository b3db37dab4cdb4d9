// The sentences that the scorer of likeness is trained on: of single lines by many hands (`id[,id]<TAB>text`, `-` for no
// event) and of annotated notes, cut and looked up as the reader does it, so that what is learnt is what is met.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { parseIsoDay } from '../../server/src/calendar/day.ts';
import type { SegmentAnalysis } from '../../server/src/casenote/candidates.ts';
import type { SpeltLexicon } from '../../server/src/casenote/lexicon-data.ts';
import { featureCache, featuresOf, remembered, toldFeatures } from '../../server/src/casenote/likeness.ts';
import { createReader } from '../../server/src/casenote/reader.ts';
import { makeRecogniser } from '../../server/src/casenote/recognise.ts';
import type { ChildNotes, Recogniser } from '../../server/src/casenote/recognise-interface.ts';
import { annotatedNotes, linesOf } from './annotated-notes.mts';
import { sha256Of } from './galleries.mts';

/** The sentences that begin on one line, as features, and the events that the line records. */
export interface Line {
  /** 1-based. */
  readonly line: number;
  readonly sentences: readonly (readonly number[])[];
  readonly events: readonly string[];
  /** Where it is from; nothing: a table of single lines. */
  readonly of?: 'note' | 'test';
}

const today = parseIsoDay('2026-11-21')!;

/** Reads notes into lines, with the lexicon at hand. */
export class LineReader {
  readonly #reader;
  #seen: ChildNotes<SegmentAnalysis | undefined>[] = [];
  readonly #lex;
  readonly #made;

  constructor(spelt: SpeltLexicon, order: never) {
    const recogniser = makeRecogniser(spelt);
    this.#lex = recogniser.lexicon;
    this.#made = featureCache(this.#lex);
    const watch: Recogniser<SegmentAnalysis | undefined> = {
      analyse: (segment) => recogniser.analyse(segment),
      settle: (notes) => {
        this.#seen.push(notes);
        return recogniser.settle(notes);
      },
    };
    this.#reader = createReader({ recogniser: watch as Recogniser, order });
  }

  /** The events that the frames alone find in a note, in the order of the text. */
  eventsOf(text: string): string[] {
    return this.#reader.read(text, { today, once: true }).events.map(({ event }) => event);
  }

  /** The lines of a note that hold something, with what `events` says of each (1-based line: ids), told after `before`. */
  read(text: string, events: ReadonlyMap<number, readonly string[]>, before: readonly string[] = []): Line[] {
    this.#seen = [];
    void this.#reader.read(text, { today, once: true }).events;
    const lineOf = linesOf(text);
    const byLine = new Map<number, number[][]>();
    for (const { segments, analyses, starts: from } of this.#seen) {
      segments.forEach((segment, s) => {
        const a = analyses[s];
        if (!a) return;
        for (const { first, last, from: begin, to, question } of a.cut.sentenceSpans) {
          if (question) continue;
          const line = lineOf(from[s]! + a.tokens.tokenStarts[begin]!);
          const mentions = a.cut.clauses.slice(first, last).flatMap((clause) => clause.mentions);
          const features = [...new Set(featuresOf(a.tokens, begin, to, mentions, segment.text, this.#lex, this.#made))];
          const there = byLine.get(line);
          if (there) there.push(features);
          else byLine.set(line, [features]);
        }
      });
    }
    const told = [...before];
    return [...byLine]
      .sort(([a], [b]) => a - b)
      .map(([line, sentences]) => {
        const after = toldFeatures(told.slice(-remembered));
        const own = events.get(line) ?? [];
        told.push(...own);
        return { line, sentences: sentences.map((features) => [...features, ...after]), events: own };
      });
  }
}

/** Lines of the annotated notes in a folder. `take`: by the name of the note. */
export const linesOfNotes = (reader: LineReader, folder: string, take: (name: string) => boolean): Line[] =>
  annotatedNotes(folder, take).flatMap(({ gold, text }) => {
    const events = new Map<number, string[]>();
    for (const { event, line } of gold.events) events.set(line, [...(events.get(line) ?? []), event]);
    return reader.read(text, events).map((line) => ({ ...line, of: 'note' as const }));
  });

/** Lines of a file of single lines, each read as the one line of an entry. */
export function linesOfTable(reader: LineReader, file: string): Line[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((row) => {
      const tab = row.indexOf('\t');
      if (tab < 0) return [];
      const ids = row.slice(0, tab).trim();
      return entry(reader, row.slice(tab + 1), ids === '-' ? [] : ids.split(',').map((id) => id.trim()));
    });
}

/** The tables of single lines in a folder, in order. */
export const tablesIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.tsv'))
    .sort()
    .map((name) => path.join(folder, name));

/** Says which lines they are: weights keep it, so that a test can tell that they were trained on these. */
export const stampOf = (tables: readonly string[]): string =>
  sha256Of(Buffer.concat(tables.map((table) => readFileSync(table))));

/** The line of an entry that stands alone, or after other entries. */
const entry = (reader: LineReader, words: string, events: readonly string[], before = ''): Line[] => {
  const told = before === '' ? [] : reader.eventsOf(`# Case\n\n${before}\n`);
  const text = `# Case\n\n## 5 May 2026\n\n${words}\n`;
  return reader.read(text, new Map([[5, events]]), told).filter(({ line }) => line === 5);
};

/** Tables of the tests of reading: of what is an event and what is not, and of the day of each. */
export const eventTables = ['classes', 'more-classes', 'missed', 'many-hands', 'requests'].map(
  (name) => `${name}.yaml`,
);
export const dayTables = ['whichDay.yaml', 'whichDayMany.yaml'];

/** The tables of notes in many voices, in the folder of these tests. */
export const voiceTables = (folder: string): string[] =>
  readdirSync(path.join(folder, 'voices'))
    .sort()
    .map((name) => `voices/${name}`);

/** Lines of the tests of reading: `words => event day, ...`, of which those before ` // ` are other entries. */
export function linesOfTests(reader: LineReader, folder: string): Line[] {
  const files = [...eventTables, ...dayTables, ...voiceTables(folder)];
  const wordings = readdirSync(path.join(folder, 'wordings'))
    .sort()
    .flatMap((name) => linesOfWordings(reader, path.join(folder, 'wordings', name)));
  const lines = wordings.concat(
    files.flatMap((file) => {
      const data = parse(readFileSync(path.join(folder, file), 'utf8')) as Readonly<Record<string, readonly string[]>>;
      return Object.values(data)
        .flat()
        .flatMap((line) => {
          const [said = '', found] = line.split(/ ?=>/);
          if (found === undefined || said.includes('\n')) return [];
          const parts = said.split(' // ');
          const before = parts.slice(0, -1).map((part) => `- ${part}\n`);
          const words = parts.at(-1)!.replace(/^\d+[ ./]\w+[ ./]\d+:?(?: -)? /, '');
          // What is asked for ("date-needed") is no event.
          if (/\bdate-/.test(found)) return [];
          const events = found.match(/\b[a-z]\w*(?:-\w+)+\b|\b(?:suspension|discrimination)\b/g) ?? [];
          return entry(reader, words, events, before.join(''));
        });
    }),
  );
  return lines.map((line) => ({ ...line, of: 'test' as const }));
}

interface Wordings {
  readonly after?: string;
  readonly says: readonly string[];
  readonly not?: readonly string[];
}

/** Ways of writing each event, and what must not be taken for it. */
function linesOfWordings(reader: LineReader, file: string): Line[] {
  const data = parse(readFileSync(file, 'utf8')) as Readonly<Record<string, readonly Wordings[]>>;
  return Object.entries(data).flatMap(([event, groups]) =>
    groups.flatMap(({ after, says, not = [] }) => {
      const before = after === undefined ? '' : `## 1 April 2026\n\n${after}\n`;
      return [
        ...says.flatMap((line) => entry(reader, line.split(/ ?=> /)[0]!, [event], before)),
        ...not.flatMap((line) => entry(reader, line, [], before)),
      ];
    }),
  );
}
